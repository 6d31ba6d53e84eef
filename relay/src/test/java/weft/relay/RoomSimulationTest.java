package weft.relay;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import weft.protocol.Bytes;
import weft.protocol.GuestId;
import weft.protocol.GuestToRelay.KeyframePlease;
import weft.protocol.HostToRelay.Admit;
import weft.protocol.HostToRelay.Dismiss;
import weft.protocol.HostToRelay.Stream;
import weft.protocol.HostToRelay.ToGuest;
import weft.protocol.Limits;
import weft.protocol.Reason;
import weft.protocol.RelayToGuest;
import weft.protocol.RelayToGuest.FromHost;
import weft.protocol.RelayToHost;
import weft.protocol.RelayToHost.Arrived;
import weft.protocol.RelayToHost.Departed;
import weft.protocol.RelayToHost.KeyframeWanted;
import weft.protocol.StreamHeader.Kind;

/// A room under guests that come, go, stall, lose their stream and are removed at random, and a
/// host whose connection breaks. Checked at every step: order, no delta without its predecessor,
/// bounded memory; and that a guest that keeps up never misses a frame, whatever the others do.
final class RoomSimulationTest {
  private static final int STEPS = 4_000;

  /// Nanoseconds between two looks at the clock: who acknowledges at once is never late.
  private static final int MOST_PER_LOOK = 20_000_000;

  private static final String ADDRESS = "http://127.0.0.1:7000";

  private static final class Watcher {
    final SeenByGuest port;
    final boolean steady;
    final List<Long> unacked = new ArrayList<>();
    long position = -1;
    long lastSeq = -1;
    long held;
    int messages;
    boolean dismissed;

    Watcher(SeenByGuest port, boolean steady) {
      this.port = port;
      this.steady = steady;
    }

    void see(RelayToGuest frame) {
      if (frame instanceof FromHost) {
        messages++;
      }
      if (!(frame instanceof Stream stream)) {
        return;
      }
      assertThat(dismissed).as("nothing of the stream after DISMISS").isFalse();
      assertThat(stream.header().seq()).as("order").isGreaterThan(lastSeq);
      lastSeq = stream.header().seq();
      long at = stream.header().position();
      switch (stream.header().kind()) {
        case DELTA -> assertThat(at).as("no delta without its predecessor").isEqualTo(position + 1);
        case KEYFRAME -> assertThat(at).isGreaterThanOrEqualTo(position);
        case RESET -> assertThat(at).isGreaterThan(position);
      }
      if (steady && stream.header().kind() == Kind.DELTA) {
        held++;
      }
      position = at;
      unacked.add(lastSeq);
    }

    void ackSome(Random random) {
      if (!unacked.isEmpty()) {
        int upTo = random.nextInt(unacked.size());
        port.ack(unacked.get(upTo));
        unacked.subList(0, upTo + 1).clear();
      }
    }

    void takeAll() {
      ackAll();
      for (RelayToGuest frame = port.takeOne(); frame != null; frame = port.takeOne()) {
        see(frame);
        ackAll();
      }
    }

    private void ackAll() {
      if (!unacked.isEmpty()) {
        port.ack(unacked.getLast());
        unacked.clear();
      }
    }
  }

  private final AtomicLong numbers = new AtomicLong();
  private final Frames frames = new Frames();
  private final Map<GuestId, Watcher> watchers = new HashMap<>();
  private final Map<GuestId, Integer> told = new HashMap<>();
  private SeenByHost host = new SeenByHost();
  private boolean connected;
  private int keyframes;
  private long nanoTime;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void r5_r6_whatever_happens_everybody_sees_an_unbroken_stream(long seed) {
    Random random = new Random(seed);
    Random clock = new Random(-seed);
    HostKeys keys = new HostKeys(Bytes.owned(new byte[32]), Bytes.owned(new byte[32]));
    Room room =
        new Room(
            keys,
            RelayLimits.SERVER,
            numbers::incrementAndGet,
            () -> Instant.EPOCH,
            () -> tick(clock));
    connect(room);
    room.fromHost(host, frames.keyframe(1_000));
    Watcher steady = join(room, true);
    for (int step = 0; step < STEPS; step++) {
      step(room, random);
      answerHost(room);
      steady.takeAll();
      answerHost(room);
      for (Watcher watcher : watchers.values()) {
        assertThat(watcher.port.seat().heldBytes())
            .as("bounded memory")
            .isLessThan(Limits.GUEST_BACKLOG * 2L + (300 << 10));
      }
    }
    if (!connected) {
      connect(room);
    }
    room.fromHost(host, frames.delta(10));
    settle(room);
    for (Watcher watcher : watchers.values()) {
      if (!watcher.dismissed) {
        assertThat(watcher.position).as("everybody ends up now").isEqualTo(frames.position());
        assertThat(watcher.messages).isEqualTo(told.getOrDefault(watcher.port.seat().id(), 0));
      }
    }
    assertThat(steady.held).as("the steady one got deltas all along").isGreaterThan(STEPS / 4);
    assertThat(keyframes).as("keyframes are coalesced").isLessThan(STEPS / 3);
  }

  private long tick(Random random) {
    nanoTime += random.nextInt(MOST_PER_LOOK);
    return nanoTime;
  }

  private void step(Room room, Random random) {
    switch (random.nextInt(20)) {
      case 0 -> join(room, false);
      case 1 -> leave(room, random);
      case 2 -> {
        if (connected && random.nextInt(4) == 0) {
          room.hostGone(host);
          connected = false;
        } else if (!connected) {
          connect(room);
        }
      }
      case 3 -> publish(room, frames.reset(random.nextInt(100_000)));
      case 4, 5 -> pick(random).ackSome(random);
      case 6 -> {
        Watcher any = pick(random);
        if (!any.steady) {
          room.fromGuest(any.port.seat(), new KeyframePlease());
        }
      }
      case 7 -> tell(room, pick(random));
      case 8 -> dismiss(room, pick(random), random);
      case 9, 10, 11 -> takeSome(pick(random), random);
      case 12 -> pick(random).takeAll();
      default -> publish(room, frames.delta(random.nextInt(20_000)));
    }
  }

  /// Only what reaches the room counts: what a host without a connection makes is lost.
  private void publish(Room room, Stream frame) {
    if (connected) {
      room.fromHost(host, frame);
    }
  }

  private void takeSome(Watcher watcher, Random random) {
    for (int i = random.nextInt(5); i > 0; i--) {
      RelayToGuest frame = watcher.port.takeOne();
      if (frame != null) {
        watcher.see(frame);
      }
    }
  }

  private void tell(Room room, Watcher watcher) {
    if (connected && !watcher.dismissed) {
      GuestId id = watcher.port.seat().id();
      told.merge(id, 1, Integer::sum);
      room.fromHost(host, new ToGuest(id, Bytes.owned(new byte[50])));
    }
  }

  private void dismiss(Room room, Watcher watcher, Random random) {
    if (connected && !watcher.steady && random.nextInt(10) == 0) {
      room.fromHost(host, new Dismiss(watcher.port.seat().id(), Reason.REMOVED));
      watcher.dismissed = true;
    }
  }

  private Watcher join(Room room, boolean steady) {
    SeenByGuest port = SeenByGuest.in(room);
    Watcher watcher = new Watcher(port, steady);
    watchers.put(port.seat().id(), watcher);
    return watcher;
  }

  private void leave(Room room, Random random) {
    Watcher watcher = pick(random);
    if (!watcher.steady && watchers.size() > 5) {
      room.left(watcher.port.seat());
      watchers.remove(watcher.port.seat().id());
    }
  }

  private Watcher pick(Random random) {
    List<Watcher> all = List.copyOf(watchers.values());
    return all.get(random.nextInt(all.size()));
  }

  private void connect(Room room) {
    host = new SeenByHost();
    assertThat(room.claim(host, ADDRESS)).isTrue();
    connected = true;
    answerHost(room);
  }

  /// What a host does when the relay says something.
  private void answerHost(Room room) {
    for (List<RelayToHost> heard = host.taken(); !heard.isEmpty(); heard = host.taken()) {
      for (RelayToHost frame : heard) {
        if (frame instanceof Arrived(GuestId guest) && connected && isNew(guest)) {
          room.fromHost(host, new Admit(guest));
        } else if (frame instanceof KeyframeWanted && connected) {
          keyframes++;
          room.fromHost(host, frames.keyframe(5_000));
        } else if (frame instanceof Departed(GuestId guest)) {
          Watcher gone = watchers.get(guest);
          assertThat(gone == null || gone.dismissed).as("nobody is too slow here").isTrue();
        }
      }
    }
  }

  private boolean isNew(GuestId guest) {
    Watcher watcher = watchers.get(guest);
    return watcher == null || !watcher.port.seat().isAdmitted();
  }

  private void settle(Room room) {
    for (int i = 0; i < 5; i++) {
      answerHost(room);
      watchers.values().forEach(Watcher::takeAll);
    }
  }
}
