package weft.relay;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import weft.protocol.Bytes;
import weft.protocol.HostToRelay.Admit;
import weft.protocol.HostToRelay.Stream;
import weft.protocol.RelayToGuest;
import weft.protocol.RelayToHost.KeyframeWanted;
import weft.protocol.StreamHeader.Kind;

/// A guest behind a line with a rate, a delay, and sockets on the way that would hold half a
/// megabyte; in a time of its own.
final class ThinLineTest {
  private static final long MILLI = 1_000_000;

  /// Bytes that operating systems are willing to hold on the way.
  private static final long SOCKETS = 512 << 10;

  private static final int DELTA = 10_000;
  private static final int KEYFRAME = 10_000;

  private record Ack(long seq, long at) {}

  private final AtomicLong numbers = new AtomicLong();
  private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 1); // it wraps around
  private final Room room =
      new Room(
          new HostKeys(Bytes.owned(new byte[32]), Bytes.owned(new byte[32])),
          RelayLimits.SERVER,
          numbers::incrementAndGet,
          () -> Instant.EPOCH,
          now::get);
  private final SeenByHost host = new SeenByHost();
  private final Frames frames = new Frames();
  private final Map<Long, Long> made = new HashMap<>();
  private final ArrayDeque<Stream> line = new ArrayDeque<>();
  private final ArrayDeque<Ack> acks = new ArrayDeque<>();
  private SeenByGuest guest = new SeenByGuest();
  private long onTheLine;
  private long credit;
  private long position;
  private long latest;
  private int deltas;

  @BeforeEach
  void join() {
    room.claim(host, "http://127.0.0.1:7000");
    guest = SeenByGuest.in(room);
    publish(frames.keyframe(KEYFRAME));
    room.fromHost(host, new Admit(guest.seat().id()));
  }

  @Test
  void r5_under_a_flood_a_guest_on_a_thin_line_is_late_by_its_line_and_not_by_its_backlog() {
    long oneMegabit = 125_000;
    run(2_000, oneMegabit, 20, 2);
    latest = 0;
    run(10_000, oneMegabit, 20, 2);
    long own = 1000 * KEYFRAME / oneMegabit; // ms that a keyframe takes by itself
    assertThat(latest / MILLI).as("ms").isBetween(own, 2 * own + 120);
  }

  @Test
  void r5_after_a_flood_a_guest_on_a_thin_line_soon_has_the_last_of_it() {
    run(10_000, 125_000, 20, 2);
    int last = (int) frames.position();
    run(350, 125_000, 20, 0);
    assertThat(position).isEqualTo(last);
  }

  @Test
  void r5_a_guest_on_a_line_that_carries_the_flood_gets_all_of_it_however_far_away_it_is() {
    long before = frames.position();
    run(10_000, 12_500_000, 100, 1);
    run(300, 12_500_000, 100, 0);
    assertThat(deltas).isEqualTo((int) (frames.position() - before));
  }

  @Test
  void r5_what_a_slow_terminal_leaves_unrendered_holds_back_as_a_thin_line_does() {
    run(2_000, 12_500_000, 20, 1);
    run(10_000, 125_000, 20, 1);
    run(10_000, 12_500_000, 20, 1);
    int before = deltas;
    run(1_000, 12_500_000, 20, 1);
    assertThat(deltas - before).as("it has recovered").isEqualTo(1_000 / 10);
  }

  /// @param perTenMillis deltas that the host makes
  private void run(int millis, long bytesPerSecond, int roundTripMillis, int perTenMillis) {
    for (int i = 0; i < millis; i++) {
      now.addAndGet(MILLI);
      for (int delta = 0; i % 10 == 0 && delta < perTenMillis; delta++) {
        publish(frames.delta(DELTA));
      }
      while (!acks.isEmpty() && acks.peek().at() - now.get() <= 0) {
        guest.ack(acks.remove().seq());
      }
      fill();
      carry(bytesPerSecond / 1_000, roundTripMillis);
    }
  }

  private void publish(Stream frame) {
    made.put(frame.header().seq(), now.get());
    room.fromHost(host, frame);
  }

  private void fill() {
    while (onTheLine < SOCKETS) {
      RelayToGuest frame = guest.takeOne();
      if (host.taken().contains(new KeyframeWanted())) {
        publish(frames.keyframe(KEYFRAME));
        continue;
      }
      if (frame == null) {
        return;
      }
      if (frame instanceof Stream stream) {
        line.add(stream);
        onTheLine += stream.frame().length();
      }
    }
  }

  private void carry(long bytes, int roundTripMillis) {
    credit = line.isEmpty() ? 0 : credit + bytes;
    while (!line.isEmpty() && line.peek().frame().length() <= credit) {
      Stream frame = line.remove();
      credit -= frame.frame().length();
      onTheLine -= frame.frame().length();
      position = frame.header().position();
      latest = Math.max(latest, now.get() - made.getOrDefault(frame.header().seq(), now.get()));
      acks.add(new Ack(frame.header().seq(), now.get() + roundTripMillis * MILLI));
      if (frame.header().kind() == Kind.DELTA) {
        deltas++;
      }
    }
  }
}
