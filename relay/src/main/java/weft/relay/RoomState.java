package weft.relay;

import java.time.Instant;
import weft.protocol.Reason;

/// What a room's life is made of.
sealed interface RoomState {
  /// A host is connected.
  ///
  /// @param keyframeWanted asked for and not arrived yet (rule R4)
  record Claimed(HostPort host, boolean keyframeWanted) implements RoomState {}

  /// The host's connection broke; guests wait for it (rule R7).
  record Away(Instant since) implements RoomState {}

  record Ended(Reason reason) implements RoomState {}
}
