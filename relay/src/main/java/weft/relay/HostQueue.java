package weft.relay;

import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;
import weft.protocol.Bytes;
import weft.protocol.Reason;
import weft.protocol.RelayToHost;
import weft.protocol.RelayToHostCodec;

/// Frames on their way to a host. Any thread may call; calls nobody back.
final class HostQueue {
  /// Bytes from which on guests that send wait, one by one, each after its frame.
  static final int CONGESTED = 1 << 20;

  /// Bytes from which on the host cannot be saved: a thousand guests that were each let pass with
  /// one more frame are less than this unless they mean harm.
  static final int HOPELESS = 16 << 20;

  private final ArrayDeque<Bytes> frames = new ArrayDeque<>(0);
  private long bytes;
  private boolean congested;
  private @Nullable Reason over;

  /// Queues a frame; false once it is hopeless or over. A CLOSE is the last frame.
  synchronized boolean add(RelayToHost frame) {
    if (over != null || bytes > HOPELESS) {
      return false;
    }
    Bytes encoded = RelayToHostCodec.encode(frame);
    frames.add(encoded);
    bytes += encoded.length() + Outbox.OVERHEAD;
    congested |= bytes > CONGESTED;
    if (frame instanceof RelayToHost.Close close) {
      over = close.reason();
    }
    return true;
  }

  synchronized boolean isCongested() {
    return congested;
  }

  synchronized boolean isDrained() {
    return over != null && frames.isEmpty();
  }

  /// The reason of the CLOSE that is queued or was taken.
  synchronized @Nullable Reason over() {
    return over;
  }

  synchronized @Nullable Bytes poll() {
    Bytes frame = frames.poll();
    if (frame != null) {
      bytes -= frame.length() + Outbox.OVERHEAD;
    }
    return frame;
  }

  /// Whether congestion has just ended: true once after each time.
  synchronized boolean relieved() {
    boolean relieved = congested && bytes < CONGESTED / 2;
    congested &= !relieved;
    return relieved;
  }
}
