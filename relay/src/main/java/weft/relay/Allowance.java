package weft.relay;

import java.util.concurrent.TimeUnit;
import weft.protocol.Limits;

/// How much one guest may send (rule B11): a bucket of one second's worth each of frames and
/// bytes that fills evenly. What is over the limit is still taken, and paid for by a pause.
final class Allowance {
  /// A KEYFRAME_PLEASE costs as much as this many frames: it makes the host write its whole
  /// screen.
  static final int KEYFRAME_COST = Limits.GUEST_FRAMES_PER_SECOND / 4;

  /// A PAGE_PLEASE makes the host read 256 rows; five thousand rows per second are faster than
  /// anybody scrolls.
  static final int PAGE_COST = Limits.GUEST_FRAMES_PER_SECOND / 20;

  private static final double SECOND = TimeUnit.SECONDS.toNanos(1);

  private double frames = Limits.GUEST_FRAMES_PER_SECOND;
  private double bytes = Limits.GUEST_BYTES_PER_SECOND;
  private long then;

  Allowance(long nowNanos) {
    then = nowNanos;
  }

  /// Takes for something received; answers for how many nanoseconds reading has to pause, 0 for
  /// none.
  long take(int frames, int bytes, long nowNanos) {
    double seconds = (nowNanos - then) / SECOND;
    then = nowNanos;
    this.frames = refilled(this.frames, Limits.GUEST_FRAMES_PER_SECOND, seconds) - frames;
    this.bytes = refilled(this.bytes, Limits.GUEST_BYTES_PER_SECOND, seconds) - bytes;
    double owed =
        Math.max(
            -this.frames / Limits.GUEST_FRAMES_PER_SECOND,
            -this.bytes / Limits.GUEST_BYTES_PER_SECOND);
    return owed <= 0 ? 0 : (long) Math.ceil(owed * SECOND);
  }

  private static double refilled(double left, int perSecond, double seconds) {
    return Math.min(perSecond, left + perSecond * seconds);
  }
}
