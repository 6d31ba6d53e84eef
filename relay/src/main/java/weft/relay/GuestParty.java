package weft.relay;

import org.jspecify.annotations.Nullable;
import weft.protocol.Bytes;
import weft.protocol.Decoded;
import weft.protocol.GuestToRelay;
import weft.protocol.GuestToRelayCodec;
import weft.protocol.Reason;
import weft.protocol.RelayToGuest;
import weft.protocol.RelayToGuest.Ended;
import weft.protocol.RelayToGuestCodec;
import weft.protocol.RelayToHost.Close;
import weft.protocol.SessionId;

/// A guest at the other end of a socket (PROTOCOL.md section 4).
final class GuestParty implements Party, GuestPort {
  /// Why reading pauses.
  private static final int OVER_ALLOWANCE = 1;

  private static final int HOST_BUSY = 2;

  private final Socket socket;
  private final Rooms rooms;
  private final SessionId session;
  private final Visitor visitor;
  private final Allowance allowance;

  // Both set once, by `opened`.
  private @Nullable Room room;
  private @Nullable Seat seat;

  GuestParty(Socket socket, Rooms rooms, SessionId session, Visitor visitor) {
    this.socket = socket;
    this.rooms = rooms;
    this.session = session;
    this.visitor = visitor;
    this.allowance = new Allowance(socket.now());
  }

  @Override
  public void opened() {
    switch (rooms.enter(session, this, visitor)) {
      case Entry.Seated(Room in, Seat at) -> {
        room = in;
        seat = at;
        socket.log().note("guest " + at.id().number() + " of " + ConnectionLog.shortened(session));
      }
      case Entry.Refused(Reason reason) -> {
        socket.log().note("turned away from " + ConnectionLog.shortened(session) + ", " + reason);
        boolean over =
            reason == Reason.ENDED || reason == Reason.LIMIT || reason == Reason.DAY_LIMIT;
        RelayToGuest last = over ? new Ended(reason) : new Close(reason);
        socket.finish(RelayToGuestCodec.encode(last));
      }
      case Entry.Given _ -> throw new IllegalStateException("a guest was given a room");
    }
  }

  @Override
  public void charged(int bytes) {
    charge(1, bytes);
  }

  @Override
  public void received(Bytes frame) {
    switch (GuestToRelayCodec.decode(frame)) {
      case Decoded.Ok(GuestToRelay message) -> handle(message);
      case Decoded.Malformed<GuestToRelay> bad ->
          socket.fail(Reason.BAD_FRAME, "at byte " + bad.offset() + ": " + bad.what());
    }
  }

  @Override
  public @Nullable Bytes next() {
    return room == null || seat == null ? null : room.next(seat);
  }

  @Override
  public @Nullable Reason over() {
    return room == null || seat == null ? null : room.over(seat);
  }

  @Override
  public boolean isDrained() {
    return room != null && seat != null && room.isDrained(seat);
  }

  @Override
  public void gone() {
    if (room != null && seat != null) {
      room.left(seat);
    }
  }

  @Override
  public void wake() {
    socket.wake();
  }

  @Override
  public void resume() {
    socket.onLoop(() -> socket.release(HOST_BUSY));
  }

  private void handle(GuestToRelay message) {
    if (room == null || seat == null) {
      return;
    }
    if (message instanceof GuestToRelay.KeyframePlease) {
      charge(Allowance.KEYFRAME_COST, 0);
    }
    if (message instanceof GuestToRelay.PagePlease) {
      charge(Allowance.PAGE_COST, 0);
    }
    if (!room.fromGuest(seat, message)) {
      socket.hold(HOST_BUSY);
    }
  }

  private void charge(int frames, int bytes) {
    long pause = allowance.take(frames, bytes, socket.now());
    if (pause > 0) {
      socket.hold(OVER_ALLOWANCE);
      socket.later(pause, this::pay);
    }
  }

  private void pay() {
    long more = allowance.take(0, 0, socket.now());
    if (more > 0) {
      socket.later(more, this::pay);
    } else {
      socket.release(OVER_ALLOWANCE);
    }
  }
}
