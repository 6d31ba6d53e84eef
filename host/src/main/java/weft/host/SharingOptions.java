package weft.host;

import java.util.List;
import weft.protocol.Level;

/// How a session is shared.
///
/// @param ownerName what guests see
/// @param anyone what anyone with the link gets without asking
/// @param relays what it is shared through
public record SharingOptions(String ownerName, Level anyone, List<Relay> relays) {
  public SharingOptions {
    relays = List.copyOf(relays);
  }
}
