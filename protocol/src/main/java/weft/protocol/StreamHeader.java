package weft.protocol;

/// The part of a stream frame that a relay reads (rules S1–S3).
///
/// @param epoch which key sealed it
/// @param seq the nonce: up by one for every frame of a session
/// @param position number of the last delta whose effect is included
public record StreamHeader(Kind kind, long epoch, long seq, long position) {
  public enum Kind {
    DELTA,
    KEYFRAME,
    RESET;

    public int code() {
      return ordinal();
    }
  }
}
