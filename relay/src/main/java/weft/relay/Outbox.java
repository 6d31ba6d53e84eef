package weft.relay;

import java.util.ArrayDeque;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import weft.protocol.Bytes;
import weft.protocol.HostToRelay.Stream;
import weft.protocol.Limits;

/// What waits for one guest, and what it was sent but has not rendered yet (rules R5, R6, B6).
///
/// Messages (TO_GUEST and the relay's own) are never dropped and go before stream frames: they
/// are small, and an EPOCH must not wait behind the output it replaces. Stream frames are dropped
/// all at once. Owned by the room: every call is made under the room's lock.
final class Outbox {
  /// Bytes of messages not yet sent; over it the guest is closed, TOO_SLOW.
  static final int MESSAGES = Limits.GUEST_BACKLOG;

  /// What may be queued and unacknowledged beyond a keyframe, in windows: at most B6.
  static final int BACKLOG_WINDOWS = Limits.GUEST_BACKLOG / SendWindow.LARGEST;

  /// Outstanding bytes from which on the guest gains nothing if the host sends sooner: two deltas
  /// of full size.
  static final int BUSY = 2 * Limits.DELTA_OUTPUT;

  /// What a queued frame costs beside its bytes; keeps a flood of tiny frames bounded too.
  static final int OVERHEAD = 64;

  /// @param ahead stream bytes that were on their way before it
  /// @param at nanosecond time
  private record Sent(long seq, int cost, long ahead, long at) {}

  private final ArrayDeque<Bytes> messages = new ArrayDeque<>(0);
  private final ArrayDeque<Stream> queued = new ArrayDeque<>(0);
  private final ArrayDeque<Sent> sent = new ArrayDeque<>(0);
  private final SendWindow window = new SendWindow();
  private final LongSupplier nanoTime;
  private long messageCost;
  private long queuedCost;
  private long sentCost;

  /// The newest keyframe or RESET while it is queued or unacknowledged; B6 counts beyond it.
  private @Nullable Stream anchor;

  Outbox(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  /// Queues a message; false if it does not fit (it is then not queued).
  boolean message(Bytes frame) {
    int cost = frame.length() + OVERHEAD;
    if (messageCost + cost > MESSAGES) {
      return false;
    }
    messages.add(frame);
    messageCost += cost;
    return true;
  }

  /// Queues a delta; false if it does not fit, then everything queued of the stream is dropped.
  boolean offer(Stream delta) {
    long held = beyondKeyframe();
    if (held > 0 && held + cost(delta) > (long) BACKLOG_WINDOWS * window.bytes()) {
      dropStream();
      return false;
    }
    queued.add(delta);
    queuedCost += cost(delta);
    return true;
  }

  /// Queues a keyframe or a RESET instead of all that is queued of the stream.
  void replace(Stream whole) {
    dropStream();
    queued.add(whole);
    queuedCost += cost(whole);
    anchor = whole;
  }

  /// Whether a keyframe that is made now would arrive soon: late by about one round trip, not by
  /// what is on its way.
  boolean hasRoomForKeyframe() {
    return queued.isEmpty() && sentCost <= window.bytes() / 2;
  }

  /// Whether a keyframe is queued that no byte was sent of: a newer one is better in its place.
  boolean holdsUnsentKeyframe() {
    Stream first = queued.peek();
    return anchor != null && first != null && first.header().equals(anchor.header());
  }

  /// Whether the guest gains nothing if the host sends sooner.
  boolean isBusy() {
    return beyondKeyframe() >= Math.min(BUSY, window.bytes());
  }

  /// The next frame to send, which then counts as sent; null while there is none or while too
  /// much is unacknowledged.
  @Nullable Bytes next() {
    Bytes message = messages.poll();
    if (message != null) {
      messageCost -= message.length() + OVERHEAD;
      return message;
    }
    Stream frame = queued.peek();
    if (frame == null || (sentCost > 0 && sentCost + cost(frame) > window.bytes())) {
      return null;
    }
    queued.remove();
    queuedCost -= cost(frame);
    sent.add(new Sent(frame.header().seq(), cost(frame), sentCost, nanoTime.getAsLong()));
    sentCost += cost(frame);
    return frame.frame();
  }

  boolean isEmpty() {
    return messages.isEmpty() && queued.isEmpty();
  }

  /// The guest has rendered everything up to `seq`.
  void ack(long seq) {
    Sent newest = null;
    long before = sentCost;
    for (Sent head = sent.peek(); head != null && head.seq() <= seq; head = sent.peek()) {
      sent.remove();
      sentCost -= head.cost();
      newest = head;
      if (anchor != null && anchor.header().seq() == head.seq()) {
        anchor = null;
      }
    }
    if (newest != null) {
      window.acknowledged(
          before - sentCost, newest.ahead(), newest.cost(), newest.at(), nanoTime.getAsLong());
    }
  }

  /// The guest starts over: what it was sent so far it will never acknowledge.
  void forgive() {
    dropStream();
    sent.clear();
    sentCost = 0;
    anchor = null;
  }

  void dropStream() {
    if (holdsUnsentKeyframe()) {
      anchor = null;
    }
    queued.clear();
    queuedCost = 0;
  }

  void dropMessages() {
    messages.clear();
    messageCost = 0;
  }

  /// Everything queued and unacknowledged, overhead included.
  long heldBytes() {
    return messageCost + queuedCost + sentCost;
  }

  /// Stream bytes queued and unacknowledged, without the newest keyframe.
  private long beyondKeyframe() {
    return queuedCost + sentCost - (anchor == null ? 0 : cost(anchor));
  }

  private static int cost(Stream frame) {
    return frame.frame().length() + OVERHEAD;
  }
}
