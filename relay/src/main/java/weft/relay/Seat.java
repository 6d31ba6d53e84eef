package weft.relay;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import weft.protocol.Bytes;
import weft.protocol.GuestId;
import weft.protocol.HostToRelay.Stream;
import weft.protocol.Limits;
import weft.protocol.PageId;
import weft.protocol.Reason;
import weft.protocol.RelayToGuest;
import weft.protocol.RelayToGuest.Ended;
import weft.protocol.RelayToGuestCodec;
import weft.protocol.RelayToHost.Close;

/// One guest's connection in a room: where it stands, what waits for it. Guarded by the room's
/// lock.
final class Seat {
  private final GuestId id;
  private final GuestPort port;
  private final Visitor visitor;
  private final Outbox outbox;
  private final Set<PageId> wanted = new LinkedHashSet<>(0);
  private Standing standing = Standing.OUTSIDE;
  private @Nullable Bytes last;
  private @Nullable Reason over;

  Seat(GuestId id, GuestPort port, Visitor visitor, LongSupplier nanoTime) {
    this.id = id;
    this.port = port;
    this.visitor = visitor;
    outbox = new Outbox(nanoTime);
  }

  GuestId id() {
    return id;
  }

  GuestPort port() {
    return port;
  }

  /// Who sits here, as far as the relay knows.
  Visitor visitor() {
    return visitor;
  }

  Standing standing() {
    return standing;
  }

  boolean isAdmitted() {
    return standing != Standing.OUTSIDE;
  }

  /// Whether the guest would gain from another stream frame now.
  boolean isReady() {
    return switch (standing) {
      case OUTSIDE -> false;
      case BEHIND -> outbox.hasRoomForKeyframe();
      case IN_STEP -> !outbox.isBusy();
    };
  }

  boolean needsKeyframe() {
    return over == null && standing == Standing.BEHIND && outbox.hasRoomForKeyframe();
  }

  /// Queues what is never dropped; false if there is no room, then the guest is too slow to stay.
  boolean tell(RelayToGuest message) {
    if (over != null) {
      return true;
    }
    boolean fits = outbox.message(RelayToGuestCodec.encode(message));
    port.wake();
    return fits;
  }

  /// On ADMIT: all that is held goes out; where that is nothing or too much, a keyframe is
  /// needed.
  void admit(Iterable<Stream> held) {
    if (standing != Standing.OUTSIDE) {
      standing = Standing.BEHIND;
      return;
    }
    standing = Standing.BEHIND;
    for (Stream frame : held) {
      take(frame);
    }
  }

  /// A frame of the stream came from the host.
  void take(Stream frame) {
    boolean queued =
        switch (frame.header().kind()) {
          case DELTA -> standing == Standing.IN_STEP && delta(frame);
          case KEYFRAME -> wantsKeyframe() && whole(frame);
          case RESET -> isAdmitted() && whole(frame);
        };
    if (queued) {
      port.wake();
    }
  }

  /// The stream broke for everybody: what is queued stays good, what follows does not fit to it.
  void fallBehind() {
    if (isAdmitted()) {
      standing = Standing.BEHIND;
    }
  }

  /// The guest's own stream broke (rule G3).
  void startOver() {
    if (isAdmitted() && over == null) {
      outbox.forgive();
      standing = Standing.BEHIND;
    }
  }

  /// The guest waits for a page (rules P1, B13); false if it waits for too many already, or is
  /// nobody's guest.
  boolean want(PageId page) {
    return isAdmitted()
        && (wanted.contains(page) || wanted.size() < Limits.PAGES_ASKED)
        && wanted.add(page);
  }

  /// The pages it waits for.
  Set<PageId> wanted() {
    return wanted;
  }

  /// Wakes the connection only where there is something to do: a thousand viewers acknowledge each
  /// key that is typed.
  void ack(long seq) {
    outbox.ack(seq);
    if (!outbox.isEmpty() || needsKeyframe()) {
      port.wake();
    }
  }

  /// The session is over: what is queued still goes out, then ENDED.
  void end(Reason reason) {
    finish(reason, RelayToGuestCodec.encode(new Ended(reason)));
  }

  /// Messages still go out, nothing more of the stream (rule R3), then CLOSE.
  void dismiss(Reason reason) {
    outbox.dropStream();
    finish(reason, RelayToGuestCodec.encode(new Close(reason)));
  }

  /// Nothing queued goes out any more, only CLOSE.
  void cutOff(Reason reason) {
    outbox.dropMessages();
    dismiss(reason);
  }

  /// The next frame to send, null while there is none.
  @Nullable Bytes next() {
    Bytes next = outbox.next();
    if (next == null && outbox.isEmpty()) {
      next = last;
      last = null;
    }
    return next;
  }

  /// Bytes queued and unacknowledged.
  long heldBytes() {
    return outbox.heldBytes();
  }

  /// Why this is a guest's last moment; null while it is not.
  @Nullable Reason over() {
    return over;
  }

  /// Whether the last frame was taken.
  boolean isDrained() {
    return over != null && last == null;
  }

  private void finish(Reason reason, Bytes frame) {
    if (over == null) {
      over = reason;
      last = frame;
      standing = Standing.OUTSIDE;
      wanted.clear();
      port.wake();
      port.resume();
    }
  }

  private boolean delta(Stream frame) {
    if (outbox.offer(frame)) {
      return true;
    }
    standing = Standing.BEHIND;
    return false;
  }

  private boolean wantsKeyframe() {
    return outbox.holdsUnsentKeyframe()
        ? isAdmitted()
        : standing == Standing.BEHIND && outbox.hasRoomForKeyframe();
  }

  private boolean whole(Stream frame) {
    outbox.replace(frame);
    standing = Standing.IN_STEP;
    return true;
  }
}
