package weft.relay;

import weft.protocol.Reason;

/// What became of somebody who came to a room.
sealed interface Entry {
  /// A guest has a seat.
  record Seated(Room room, Seat seat) implements Entry {}

  /// A host has the room.
  record Given(Room room) implements Entry {}

  record Refused(Reason reason) implements Entry {}
}
