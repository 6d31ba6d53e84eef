package weft.relay;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Arrays;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import weft.protocol.Bytes;
import weft.protocol.GuestId;
import weft.protocol.GuestToRelay;
import weft.protocol.GuestToRelayCodec;
import weft.protocol.HostToRelay;
import weft.protocol.HostToRelayCodec;
import weft.protocol.Reason;
import weft.protocol.RelayToHost;

/// Bytes that nobody should send, on every socket of the relay. It must neither hang nor fall
/// over, and meanwhile a session goes on as if nothing were.
final class GarbageTest {
  private static final int ROUNDS = 150;

  private final BlockingQueue<RelayToHost> heard = new LinkedBlockingQueue<>();
  private final Frames frames = new Frames();
  private final RelayServer relay;
  private final HostLink link;
  private final TestHost keys;
  private final Wire witness;
  private final GuestId witnessId;

  GarbageTest() throws Exception {
    keys = TestHost.fresh();
    relay = RelayServer.start(RelayOptions.embedded());
    link = relay.attach(keys.session(), keys.signingKey(), keys.agreementKey(), heard::add);
    witness = guest();
    heard();
    witnessId = ((RelayToHost.Arrived) heard()).guest();
  }

  @BeforeEach
  void admitTheWitness() throws Exception {
    link.send(new HostToRelay.Admit(witnessId));
    link.send(frames.keyframe(100));
    witness.next();
    witness.next();
    heard();
  }

  @AfterEach
  void stop() throws Exception {
    witness.close();
    relay.close();
  }

  @AfterAll
  static void noBufferIsLost() {
    Leaks.assertNone();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2})
  void random_bytes_instead_of_http(long seed) throws Exception {
    Random random = new Random(seed);
    for (int i = 0; i < ROUNDS; i++) {
      try (Wire wire = Wire.to(relay.port())) {
        byte[] bytes = bytes(random, 2_000);
        bytes =
            random.nextBoolean()
                ? bytes
                : (new String(bytes, ISO_8859_1) + "\r\n\r\n").getBytes(ISO_8859_1);
        quietly(wire, bytes);
      }
      theSessionGoesOn();
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {3, 4})
  void random_bytes_instead_of_web_socket_frames(long seed) throws Exception {
    Random random = new Random(seed);
    for (int i = 0; i < ROUNDS; i++) {
      try (Wire wire = random.nextBoolean() ? guest() : Wire.to(relay.port(), "/v1/host")) {
        quietly(wire, bytes(random, 2_000));
      }
      theSessionGoesOn();
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {5, 6})
  void random_and_mutated_messages_of_guests(long seed) throws Exception {
    Random random = new Random(seed);
    for (int i = 0; i < ROUNDS; i++) {
      try (Wire wire = guest()) {
        for (int k = random.nextInt(5); k >= 0; k--) {
          quietly(wire, Wire.framed(0x82, mutated(random, sampleOfGuest(random))));
        }
      }
      theSessionGoesOn();
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {7, 8})
  void random_and_mutated_messages_of_hosts_before_and_after_their_claim(long seed)
      throws Exception {
    Random random = new Random(seed);
    for (int i = 0; i < ROUNDS / 3; i++) {
      try (Wire wire = Wire.to(relay.port(), "/v1/host")) {
        if (random.nextBoolean()) {
          Bytes challenge = Objects.requireNonNull(wire.next());
          HostToRelay claim = TestHost.fresh().claim(challenge.from(2));
          wire.message(HostToRelayCodec.encode(claim));
          wire.next();
        }
        for (int k = random.nextInt(5); k >= 0; k--) {
          quietly(wire, Wire.framed(0x82, mutated(random, sampleOfHost(random))));
        }
      }
      theSessionGoesOn();
    }
  }

  /// A host in this process is trusted to send records, not to make sense.
  @ParameterizedTest
  @ValueSource(longs = {9})
  void frames_out_of_any_order_from_the_sessions_own_host(long seed) throws Exception {
    Random random = new Random(seed);
    for (int i = 0; i < ROUNDS; i++) {
      switch (random.nextInt(4)) {
        case 0 -> link.send(new HostToRelay.Admit(new GuestId(random.nextLong(1L << 53))));
        case 1 ->
            link.send(
                new HostToRelay.Dismiss(new GuestId(random.nextLong(1L << 53)), Reason.DENIED));
        case 2 -> frames.lose();
        default -> link.send(keys.claim(Bytes.EMPTY));
      }
    }
    link.send(frames.keyframe(10));
    assertThat(witness.next()).isNotNull();
    theSessionGoesOn();
  }

  private static GuestToRelay sampleOfGuest(Random random) {
    return switch (random.nextInt(3)) {
      case 0 -> new GuestToRelay.ToHost(Bytes.owned(bytes(random, 300)));
      case 1 -> new GuestToRelay.Ack(random.nextLong(1L << 53));
      default -> new GuestToRelay.KeyframePlease();
    };
  }

  private static HostToRelay sampleOfHost(Random random) {
    GuestId guest = new GuestId(random.nextLong(1L << 53));
    return switch (random.nextInt(5)) {
      case 0 -> new HostToRelay.ToGuest(guest, Bytes.owned(bytes(random, 300)));
      case 1 -> new HostToRelay.Admit(guest);
      case 2 -> new HostToRelay.Dismiss(guest, Reason.DENIED);
      case 3 -> new HostToRelay.End(Reason.STOPPED);
      default -> new Frames().delta(random.nextInt(300));
    };
  }

  private static byte[] mutated(Random random, GuestToRelay frame) {
    return mutated(random, GuestToRelayCodec.encode(frame).toArray());
  }

  private static byte[] mutated(Random random, HostToRelay frame) {
    return mutated(random, HostToRelayCodec.encode(frame).toArray());
  }

  private static byte[] mutated(Random random, byte[] bytes) {
    return switch (random.nextInt(4)) {
      case 0 -> bytes;
      case 1 -> Arrays.copyOf(bytes, random.nextInt(bytes.length + 10));
      case 2 -> bytes(random, 50);
      default -> {
        bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
        yield bytes;
      }
    };
  }

  private static byte[] bytes(Random random, int most) {
    byte[] bytes = new byte[random.nextInt(most)];
    random.nextBytes(bytes);
    return bytes;
  }

  /// The relay may have closed it already.
  private static void quietly(Wire wire, byte[] bytes) {
    try {
      wire.send(bytes);
    } catch (IOException _) {
      assertThat(bytes).isNotNull();
    }
  }

  private void theSessionGoesOn() throws Exception {
    HostToRelay.Stream delta = frames.delta(20);
    link.send(delta);
    assertThat(witness.next()).isEqualTo(delta.frame());
    witness.message(GuestToRelayCodec.encode(new GuestToRelay.Ack(delta.header().seq())));
  }

  private Wire guest() throws IOException {
    return Wire.to(relay.port(), "/v1/s/" + keys.session().text());
  }

  private RelayToHost heard() throws InterruptedException {
    return Objects.requireNonNull(heard.poll(10, TimeUnit.SECONDS));
  }
}
