package weft.relay;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import weft.protocol.Bytes;
import weft.protocol.Decoded;
import weft.protocol.GuestToRelay;
import weft.protocol.GuestToRelayCodec;
import weft.protocol.HostToRelay;
import weft.protocol.HostToRelayCodec;
import weft.protocol.Limits;
import weft.protocol.Reason;
import weft.protocol.RelayToHost;
import weft.protocol.RelayToHostCodec;
import weft.protocol.SessionId;
import weft.simulation.Timeline;

/// A relay's core without its edge: the real rooms, in virtual time.
public final class SimulatedRelay {
  /// Milliseconds between two sweeps, as the server has it.
  private static final int SWEEP_MS = 1000;

  private static final int ROOMS = 4;

  private final Timeline time;
  private Rooms rooms;

  public SimulatedRelay(Timeline time) {
    this.time = time;
    rooms = new Rooms(new RelayLimits(ROOMS, 1_000, Limits.GUESTS, 0), time);
    sweep();
  }

  private void sweep() {
    rooms.sweep();
    time.after(SWEEP_MS, this::sweep);
  }

  /// Killed, and started again empty; its connections are for the caller to break.
  public void restart() {
    rooms = new Rooms(new RelayLimits(ROOMS, 1_000, Limits.GUESTS, 0), time);
  }

  /// A host that has proved to be one.
  public HostSide claim(Bytes signing, Bytes agreement, Consumer<Bytes> toHost) {
    HostKeys keys = new HostKeys(signing, agreement);
    HostSide host = new HostSide(rooms, keys.session(), toHost);
    switch (rooms.claim(keys, host, "sim", null)) {
      case Entry.Given(Room room) -> host.room = room;
      case Entry.Refused(Reason reason) -> host.deliver(new RelayToHost.Close(reason));
      case Entry.Seated _ -> throw new IllegalStateException("a host was given a seat");
    }
    return host;
  }

  /// A guest, or why there is no place for it.
  public GuestSide enter(SessionId session, Runnable wake) {
    GuestSide guest = new GuestSide(wake);
    switch (rooms.enter(session, guest)) {
      case Entry.Seated(Room room, Seat seat) -> {
        guest.room = room;
        guest.seat = seat;
      }
      case Entry.Refused(Reason reason) -> guest.refused = reason;
      case Entry.Given _ -> throw new IllegalStateException("a guest was given a room");
    }
    return guest;
  }

  /// A host's connection at the relay.
  public static final class HostSide implements HostPort {
    private final Rooms rooms;
    private final SessionId session;
    private final Consumer<Bytes> toHost;
    private @Nullable Room room;

    private HostSide(Rooms rooms, SessionId session, Consumer<Bytes> toHost) {
      this.rooms = rooms;
      this.session = session;
      this.toHost = toHost;
    }

    @Override
    public void deliver(RelayToHost frame) {
      toHost.accept(RelayToHostCodec.encode(frame));
    }

    @Override
    public boolean isCongested() {
      return false;
    }

    @Override
    public void writable(boolean writable) {}

    public void received(Bytes frame) {
      if (room != null
          && HostToRelayCodec.decode(frame) instanceof Decoded.Ok<HostToRelay>(var m)) {
        room.fromHost(this, m);
        if (m instanceof HostToRelay.End) {
          rooms.settle(session);
        }
      }
    }

    public void gone() {
      if (room != null) {
        room.hostGone(this);
      }
    }
  }

  /// A guest's connection at the relay.
  public static final class GuestSide implements GuestPort {
    private final Runnable wake;
    private @Nullable Room room;
    private @Nullable Seat seat;
    private @Nullable Reason refused;

    private GuestSide(Runnable wake) {
      this.wake = wake;
    }

    public @Nullable Reason refused() {
      return refused;
    }

    @Override
    public void wake() {
      wake.run();
    }

    @Override
    public void resume() {}

    public @Nullable Bytes next() {
      return room == null || seat == null ? null : room.next(seat);
    }

    /// Whether its last frame has been taken.
    public boolean isOver() {
      return room == null || seat == null || room.isDrained(seat);
    }

    public void received(Bytes frame) {
      if (room != null
          && seat != null
          && GuestToRelayCodec.decode(frame) instanceof Decoded.Ok<GuestToRelay>(var m)) {
        room.fromGuest(seat, m);
      }
    }

    public void gone() {
      if (room != null && seat != null) {
        room.left(seat);
      }
    }
  }
}
