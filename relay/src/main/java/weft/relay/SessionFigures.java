package weft.relay;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import weft.protocol.HostToRelay;
import weft.protocol.Level;
import weft.protocol.SessionId;

/// A session as its relay sees it.
///
/// @param since when this relay got to know it
/// @param here whether its host is connected
/// @param forwarded bytes of stream and pages from its host
/// @param access what the host has said of who may enter; null for nothing yet
public record SessionFigures(
    SessionId id,
    Terms terms,
    Instant since,
    boolean here,
    List<Visitor> guests,
    long forwarded,
    HostToRelay.@Nullable Access access) {
  public SessionFigures {
    guests = List.copyOf(guests);
  }

  /// Whether this person could open it with its link.
  public boolean isFor(Visitor visitor) {
    if (access == null) {
      return false;
    }
    Entrance entrance = new Entrance(terms);
    entrance.set(
        new HostToRelay.Access(Level.NOTHING, access.team(), access.asking(), access.grants()));
    return entrance.level(visitor) != Level.NOTHING;
  }
}
