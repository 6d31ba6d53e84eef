package weft.relay;

import java.util.ArrayDeque;
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

  /// Stream bytes sent and not acknowledged; over it frames stay here, where a RESET can still
  /// replace them. Half of B6, so that a guest that paints keeps being sent to.
  static final int WINDOW = Limits.GUEST_BACKLOG / 2;

  /// A keyframe is worth sending once no more stream bytes than this are still on their way: it
  /// is then late by about one round trip, not by the backlog.
  static final int KEYFRAME_ROOM = 64 << 10;

  /// Outstanding bytes from which on the guest gains nothing if the host sends sooner: two deltas
  /// of full size.
  static final int BUSY = 2 * Limits.DELTA_OUTPUT;

  /// What a queued frame costs beside its bytes; keeps a flood of tiny frames bounded too.
  static final int OVERHEAD = 64;

  private record Sent(long seq, int cost) {}

  private final ArrayDeque<Bytes> messages = new ArrayDeque<>(0);
  private final ArrayDeque<Stream> queued = new ArrayDeque<>(0);
  private final ArrayDeque<Sent> sent = new ArrayDeque<>(0);
  private long messageCost;
  private long queuedCost;
  private long sentCost;

  /// The newest keyframe or RESET while it is queued or unacknowledged; B6 counts beyond it.
  private @Nullable Stream anchor;

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
    if (beyondKeyframe() + cost(delta) > Limits.GUEST_BACKLOG) {
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

  /// Whether a keyframe that is made now would arrive soon.
  boolean hasRoomForKeyframe() {
    return queued.isEmpty() && sentCost <= KEYFRAME_ROOM;
  }

  /// Whether a keyframe is queued that no byte was sent of: a newer one is better in its place.
  boolean holdsUnsentKeyframe() {
    Stream first = queued.peek();
    return anchor != null && first != null && first.header().equals(anchor.header());
  }

  boolean isBusy() {
    return beyondKeyframe() >= BUSY;
  }

  /// The next frame to send, which then counts as sent; null while there is none or while too
  /// much is unacknowledged.
  @Nullable Bytes next() {
    Bytes message = messages.poll();
    if (message != null) {
      messageCost -= message.length() + OVERHEAD;
      return message;
    }
    if (sentCost >= WINDOW) {
      return null;
    }
    Stream frame = queued.poll();
    if (frame == null) {
      return null;
    }
    queuedCost -= cost(frame);
    sent.add(new Sent(frame.header().seq(), cost(frame)));
    sentCost += cost(frame);
    return frame.frame();
  }

  boolean isEmpty() {
    return messages.isEmpty() && queued.isEmpty();
  }

  /// The guest has rendered everything up to `seq`.
  void ack(long seq) {
    for (Sent head = sent.peek(); head != null && head.seq() <= seq; head = sent.peek()) {
      sent.remove();
      sentCost -= head.cost();
      if (anchor != null && anchor.header().seq() == head.seq()) {
        anchor = null;
      }
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
