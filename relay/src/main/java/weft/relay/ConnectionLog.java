package weft.relay;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import weft.protocol.SessionId;

/// Says what became of one connection; never contents, never a whole session id.
record ConnectionLog(long number, String kind) {
  private static final Logger LOG = System.getLogger("weft.relay");
  private static final int ID_CHARACTERS = 6;

  ConnectionLog as(String kind) {
    return new ConnectionLog(number, kind);
  }

  /// What happens every day.
  void note(String what) {
    LOG.log(Level.DEBUG, () -> line(what));
  }

  /// The other side did what it should not.
  void complain(String what) {
    LOG.log(Level.INFO, () -> line(what));
  }

  /// A fault of ours.
  void fault(String what, Throwable cause) {
    LOG.log(Level.ERROR, line(what), cause);
  }

  static String shortened(SessionId id) {
    return id.text().substring(0, ID_CHARACTERS) + "…";
  }

  private String line(String what) {
    return "connection " + number + " (" + kind + "): " + what;
  }
}
