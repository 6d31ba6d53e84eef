package weft.host;

import java.util.List;
import weft.protocol.Level;

/// How a session is shared.
///
/// @param ownerName what guests see
/// @param anyone what anyone with the link gets without asking
/// @param relays what it is shared through
/// @param idle what happens without the owner
/// @param approve whether the owner approves each command of an editor
/// @param listPeople whether guests are told of everybody
public record SharingOptions(
    String ownerName,
    Level anyone,
    List<Relay> relays,
    IdleTimes idle,
    boolean approve,
    boolean listPeople) {
  public SharingOptions {
    relays = List.copyOf(relays);
  }
}
