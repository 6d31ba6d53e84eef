package weft.relay;

import java.util.concurrent.TimeUnit;
import weft.protocol.Limits;

/// How many bytes of the stream may be on their way to one guest: what its line and its terminal
/// get done in [#LATE], learned from how long acknowledgements take (rule R5).
///
/// Acknowledgements that come soon let it grow, twice as large each round trip, as long as it is
/// made use of; late ones let it shrink to what would have been in time. So a guest on a thin line
/// is late by about [#LATE], never by whatever sockets on the way are willing to hold.
final class SendWindow {
  /// Bytes at first: half a second of 1 Mbit/s, which is seen and corrected once.
  static final int FIRST = 64 << 10;

  /// Half of B6, so that a guest that paints keeps being sent to.
  static final int LARGEST = Limits.GUEST_BACKLOG / 2;

  /// A few full packets: less would leave a line idle between two acknowledgements.
  static final int SMALLEST = 8 << 10;

  /// Nanoseconds that frames may wait for those before them: hardly felt by somebody who looks,
  /// and more than most lines vary by themselves.
  static final long LATE = TimeUnit.MILLISECONDS.toNanos(50);

  /// Nanoseconds after which the line may have become another one.
  private static final long REMEMBERED = TimeUnit.SECONDS.toNanos(30);

  private int bytes = FIRST;

  /// The quickest acknowledgement of a frame that had nothing before it on the line.
  private long quickest = Long.MAX_VALUE;

  private long quickestAt;

  /// When it shrank last; frames sent before say nothing about what it is now.
  private long shrunkAt;

  private boolean shrunk;

  int bytes() {
    return bytes;
  }

  /// Frames were acknowledged, and this holds for the newest of them.
  ///
  /// @param acknowledged bytes of all of them
  /// @param ahead bytes that were on their way when it was sent
  /// @param cost its own bytes
  /// @param sentAt nanosecond time, as `now`
  void acknowledged(long acknowledged, long ahead, int cost, long sentAt, long now) {
    long took = now - sentAt;
    if (ahead == 0 && (took <= quickest || now - quickestAt > REMEMBERED)) {
      quickest = took;
      quickestAt = now;
    }
    long waited = quickest == Long.MAX_VALUE ? took : took - quickest;
    if (waited <= LATE) {
      if (ahead + cost > bytes / 2) {
        bytes = (int) Math.min(LARGEST, bytes + acknowledged);
      }
    } else if (!shrunk || sentAt - shrunkAt >= 0) {
      long inTime = (long) ((ahead + cost) * ((double) LATE / waited));
      bytes = Math.clamp(inTime, Math.min(SMALLEST, bytes), bytes);
      shrunkAt = now;
      shrunk = true;
    }
  }
}
