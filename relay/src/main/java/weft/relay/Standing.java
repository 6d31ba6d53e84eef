package weft.relay;

/// Where a guest stands with the stream (rules R3–R6).
enum Standing {
  /// Not admitted: gets messages, nothing of the stream.
  OUTSIDE,

  /// Admitted, and gets nothing of the stream until a keyframe arrives that fits.
  BEHIND,

  /// Has, or has queued, every frame up to the newest.
  IN_STEP
}
