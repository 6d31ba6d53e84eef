package weft.server.api;

import java.util.List;
import weft.protocol.Reason;
import weft.protocol.SessionId;
import weft.relay.SessionFigures;

/// The relay itself, as far as people may ask about it.
public interface Live {
  List<SessionFigures> sessions();

  boolean end(SessionId session, Reason reason);

  /// Somebody's account has changed: they come again, and are judged anew.
  void reconsider(String person);

  /// Where it is, as people open it.
  String address();
}
