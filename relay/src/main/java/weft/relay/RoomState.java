package weft.relay;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import weft.protocol.Reason;

/// What a room's life is made of.
sealed interface RoomState {
  /// A host is connected.
  ///
  /// @param keyframeAsked when a keyframe was asked for that has not arrived yet (rule R4)
  record Claimed(HostPort host, @Nullable Instant keyframeAsked) implements RoomState {}

  /// The host's connection broke; guests wait for it (rule R7).
  record Away(Instant since) implements RoomState {}

  record Ended(Reason reason) implements RoomState {
    /// What whoever comes late is told: only that a limit was reached is of use.
    Reason afterwards() {
      return reason == Reason.LIMIT || reason == Reason.DAY_LIMIT ? reason : Reason.ENDED;
    }
  }
}
