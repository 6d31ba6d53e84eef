package weft.relay;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import weft.protocol.Bytes;
import weft.protocol.Decoded;
import weft.protocol.GuestId;
import weft.protocol.GuestToRelay;
import weft.protocol.GuestToRelay.Ack;
import weft.protocol.GuestToRelay.ToHost;
import weft.protocol.GuestToRelayCodec;
import weft.protocol.HostToRelay;
import weft.protocol.HostToRelay.Admit;
import weft.protocol.HostToRelay.Claim;
import weft.protocol.HostToRelay.End;
import weft.protocol.HostToRelay.Stream;
import weft.protocol.HostToRelay.ToGuest;
import weft.protocol.HostToRelayCodec;
import weft.protocol.Limits;
import weft.protocol.Protocol;
import weft.protocol.Reason;
import weft.protocol.RelayToGuest;
import weft.protocol.RelayToGuest.Ended;
import weft.protocol.RelayToGuest.FromHost;
import weft.protocol.RelayToGuest.Host;
import weft.protocol.RelayToHost;
import weft.protocol.RelayToHost.Arrived;
import weft.protocol.RelayToHost.Challenge;
import weft.protocol.RelayToHost.Claimed;
import weft.protocol.RelayToHost.Close;
import weft.protocol.RelayToHost.FromGuest;
import weft.protocol.RelayToHost.KeyframeWanted;
import weft.protocol.RelayToHostCodec;

/// The relay over real sockets on loopback.
final class EdgeTest {
  private static final Patience SHORT =
      new Patience(
          Duration.ofMillis(300),
          Duration.ofSeconds(5),
          Duration.ofMillis(300),
          Duration.ofMillis(50),
          Duration.ofMillis(300),
          Duration.ofMillis(500));

  /// Only that: on a machine that stands still for a moment everything short runs out at once.
  private static final Patience SHORT_CLAIM =
      new Patience(
          Patience.USUAL.request(),
          Patience.USUAL.response(),
          Duration.ofMillis(100),
          Patience.USUAL.ping(),
          Patience.USUAL.silence(),
          Patience.USUAL.linger());

  private RelayServer relay = start(Patience.USUAL);
  private final TestHost keys = fresh();

  @AfterEach
  void stop() {
    relay.close();
  }

  @AfterAll
  static void noBufferIsLost() {
    Leaks.assertNone();
  }

  @Test
  void a_host_and_a_guest_on_sockets_talk_through_the_relay() throws Exception {
    try (Wire host = claimed(keys);
        Wire guest = guest()) {
      assertThat(fromRelay(guest)).isEqualTo(here());
      Arrived arrived = (Arrived) toHost(host);
      say(guest, new ToHost(text("hello")));
      assertThat(toHost(host)).isEqualTo(new FromGuest(arrived.guest(), text("hello")));
      say(host, new ToGuest(arrived.guest(), text("welcome")));
      assertThat(fromRelay(guest)).isEqualTo(new FromHost(text("welcome")));
      say(host, new Admit(arrived.guest()));
      assertThat(toHost(host)).isEqualTo(new KeyframeWanted());
      Frames frames = new Frames();
      Stream keyframe = frames.keyframe(1 << 20);
      Stream delta = frames.delta(100);
      say(host, keyframe);
      say(host, delta);
      assertThat(fromRelay(guest)).as("byte for byte").isEqualTo(keyframe);
      say(guest, new Ack(keyframe.header().seq()));
      assertThat(fromRelay(guest)).isEqualTo(delta);
      say(host, new End(Reason.SHELL_EXITED));
      assertThat(fromRelay(guest)).isEqualTo(new Ended(Reason.SHELL_EXITED));
      assertThat(guest.ends()).isTrue();
      assertThat(toHost(host)).isEqualTo(new Close(Reason.SHELL_EXITED));
      assertThat(host.ends()).isTrue();
    }
    try (Wire late = guest()) {
      assertThat(fromRelay(late)).as("R8").isEqualTo(new Ended(Reason.ENDED));
      assertThat(late.ends()).isTrue();
    }
  }

  @Test
  void r2_a_host_in_this_process_attaches_without_a_challenge() throws Exception {
    BlockingQueue<RelayToHost> heard = new LinkedBlockingQueue<>();
    HostLink link = attach(heard);
    try (Wire guest = guest()) {
      assertThat(next(heard)).isEqualTo(new Claimed(relay.address(), 0));
      assertThat(fromRelay(guest)).isEqualTo(here());
      GuestId id = ((Arrived) next(heard)).guest();
      link.send(new Admit(id));
      assertThat(next(heard)).isEqualTo(new KeyframeWanted());
      Frames frames = new Frames();
      Stream keyframe = frames.keyframe(100);
      link.send(keyframe);
      assertThat(fromRelay(guest)).isEqualTo(keyframe);
      say(guest, new ToHost(text("hello")));
      assertThat(next(heard)).isEqualTo(new FromGuest(id, text("hello")));
      assertThat(link.writable()).isTrue();
      link.close();
      assertThat(fromRelay(guest)).isEqualTo(away());
    }
  }

  @Test
  void s10_an_attached_host_is_told_when_a_guest_can_take_output_again() throws Exception {
    BlockingQueue<RelayToHost> heard = new LinkedBlockingQueue<>();
    BlockingQueue<String> writable = new LinkedBlockingQueue<>();
    try (HostLink link = attach(heard);
        Wire guest = guest()) {
      link.onWritable(() -> writable.add("writable"));
      Frames frames = new Frames();
      link.send(frames.keyframe(100));
      next(heard);
      link.send(new Admit(((Arrived) next(heard)).guest()));
      fromRelay(guest);
      fromRelay(guest);
      link.send(frames.delta(60_000));
      link.send(frames.delta(60_000));
      assertThat(link.writable()).isFalse();
      for (int i = 0; i < 2; i++) {
        say(guest, new Ack(((Stream) Objects.requireNonNull(fromRelay(guest))).header().seq()));
      }
      assertThat(writable.poll(10, TimeUnit.SECONDS)).isEqualTo("writable");
      assertThat(link.writable()).isTrue();
    }
  }

  @Test
  void r1_a_newer_claim_takes_the_session_over() throws Exception {
    try (Wire first = claimed(keys);
        Wire second = claimed(keys);
        Wire guest = guest()) {
      assertThat(toHost(first)).isEqualTo(new Close(Reason.REPLACED));
      assertThat(first.ends()).isTrue();
      assertThat(fromRelay(guest)).isEqualTo(here());
      assertThat(toHost(second)).isInstanceOf(Arrived.class);
    }
  }

  @Test
  void r1_a_claim_that_another_key_signed_is_refused() throws Exception {
    try (Wire wire = Wire.to(relay.port(), "/v1/host")) {
      Claim other = TestHost.fresh().claim(nonce(wire));
      say(wire, new Claim(1, keys.signingKey(), keys.agreementKey(), other.signature()));
      assertThat(toHost(wire)).isEqualTo(new Close(Reason.BAD_CLAIM));
      assertThat(wire.ends()).isTrue();
    }
  }

  @Test
  void r1_a_claim_for_another_connection_is_refused() throws Exception {
    try (Wire seen = Wire.to(relay.port(), "/v1/host");
        Wire wire = Wire.to(relay.port(), "/v1/host")) {
      Claim replayed = keys.claim(nonce(seen));
      nonce(wire);
      say(wire, replayed);
      assertThat(toHost(wire)).isEqualTo(new Close(Reason.BAD_CLAIM));
    }
  }

  @Test
  void l4_a_host_of_another_version_is_told_so() throws Exception {
    try (Wire wire = Wire.to(relay.port(), "/v1/host")) {
      nonce(wire);
      wire.frame(0x82, new byte[] {0x11, 2, 'n', 'e', 'w'});
      assertThat(toHost(wire)).isEqualTo(new Close(Reason.VERSION));
    }
  }

  @Test
  void r9_a_guest_of_an_unknown_session_is_told_so() throws Exception {
    try (Wire guest = guest()) {
      assertThat(fromRelay(guest)).isEqualTo(new Close(Reason.NO_SESSION));
      assertThat(guest.ends()).isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"evil.example", "127.0.0.1", "127.0.0.1:1", "localhost.evil.example", ""})
  void a_request_under_a_name_that_is_not_ours_is_refused(String host) throws Exception {
    try (Wire wire = Wire.to(relay.port())) {
      assertThat(wire.upgrade("/v1/host", host, null)).startsWith("HTTP/1.1 421");
    }
    assertThat(status("GET / HTTP/1.1\r\nHost: " + host + "\r\n\r\n")).startsWith("HTTP/1.1 421");
  }

  @Test
  void another_sites_page_is_refused_and_our_own_is_not() throws Exception {
    String own = "127.0.0.1:" + relay.port();
    String path = "/v1/s/" + keys.session().text();
    for (String origin :
        List.of("https://evil.example", "null", "https://" + own, "http://" + own + "0")) {
      try (Wire wire = Wire.to(relay.port())) {
        assertThat(wire.upgrade(path, own, origin)).as(origin).startsWith("HTTP/1.1 403");
      }
    }
    try (Wire wire = Wire.to(relay.port())) {
      assertThat(wire.upgrade(path, own, "http://" + own)).startsWith("HTTP/1.1 101");
    }
    String local = "localhost:" + relay.port();
    try (Wire wire = Wire.to(relay.port())) {
      assertThat(wire.upgrade(path, local, "http://" + local)).startsWith("HTTP/1.1 101");
    }
    try (Wire wire = Wire.to(relay.port())) {
      assertThat(wire.upgrade(path, local, "http://" + own)).startsWith("HTTP/1.1 403");
    }
  }

  @Test
  void the_page_comes_with_strict_headers_and_compressed() throws Exception {
    String host = "Host: 127.0.0.1:" + relay.port() + "\r\n";
    try (Wire wire = Wire.to(relay.port())) {
      wire.send("GET /s/" + keys.session().text() + "?x HTTP/1.1\r\n" + host + "\r\n");
      List<String> head = wire.head();
      assertThat(head.getFirst()).isEqualTo("HTTP/1.1 200 OK");
      assertThat(head)
          .contains("x-content-type-options: nosniff", "referrer-policy: no-referrer")
          .anyMatch(line -> line.startsWith("content-security-policy: default-src 'none'"))
          .noneMatch(line -> line.startsWith("strict-transport-security"));
      assertThat(new String(wire.body(head), UTF_8)).startsWith("<!doctype html>");
      wire.send(
          "GET /assets/app-1234.js HTTP/1.1\r\n" + host + "Accept-Encoding: br, gzip\r\n\r\n");
      List<String> script = wire.head();
      assertThat(script)
          .contains("content-encoding: gzip", "cache-control: public, max-age=31536000, immutable");
      byte[] unpacked =
          new GZIPInputStream(new ByteArrayInputStream(wire.body(script))).readAllBytes();
      assertThat(new String(unpacked, UTF_8)).startsWith("// a script for tests");
      wire.send("HEAD / HTTP/1.1\r\n" + host + "\r\nGET /healthz HTTP/1.1\r\n" + host + "\r\n");
      assertThat(wire.head().getFirst()).isEqualTo("HTTP/1.1 200 OK");
      assertThat(new String(wire.body(wire.head()), UTF_8)).isEqualTo("ok\n");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/../pom.xml",
        "/assets/../index.html",
        "/assets/..%2findex.html",
        "/assets/%2e%2e/index.html",
        "/assets//etc/passwd",
        "/assets/",
        "/.env",
        "/assets/.hidden.js",
        "//index.html",
        "/index.html/",
        "/s/short",
        "/s/AAAAAAAAAAAAAAAAAAAAAB",
        "/v1/host",
        "/v1/s/short",
        "/META-INF/weft-web/index.html",
        "/weft/relay/Room.class",
        "*"
      })
  void what_is_not_here_is_404_in_one_sentence(String path) throws Exception {
    try (Wire wire = Wire.to(relay.port())) {
      wire.send("GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1:" + relay.port() + "\r\n\r\n");
      List<String> head = wire.head();
      assertThat(head.getFirst()).isEqualTo("HTTP/1.1 404 Not Found");
      assertThat(new String(wire.body(head), UTF_8)).hasLineCount(1);
      assertThat(wire.untilEnd()).isEmpty();
    }
  }

  @Test
  void requests_that_are_too_large_or_not_for_reading_are_refused() throws Exception {
    String host = "Host: 127.0.0.1:" + relay.port() + "\r\n";
    assertThat(status("POST / HTTP/1.1\r\n" + host + "Content-Length: 0\r\n\r\n"))
        .startsWith("HTTP/1.1 405");
    assertThat(status("GET /" + "a".repeat(9_000) + " HTTP/1.1\r\n" + host + "\r\n"))
        .startsWith("HTTP/1.1 4");
    assertThat(status("GET / HTTP/1.1\r\n" + host + "X: " + "a".repeat(50_000) + "\r\n\r\n"))
        .startsWith("HTTP/1.1 4");
    assertThat(status("POST / HTTP/1.1\r\n" + host + "Content-Length: 999999\r\n\r\n"))
        .startsWith("HTTP/1.1 413");
  }

  @Test
  void b2_a_guests_frame_over_the_limit_closes_it() throws Exception {
    try (Wire host = claimed(keys);
        Wire guest = guest()) {
      fromRelay(guest);
      toHost(host);
      byte[] largest = new byte[Limits.GUEST_FRAME];
      largest[0] = 0x21;
      guest.frame(0x82, largest);
      assertThat(toHost(host)).isInstanceOf(FromGuest.class);
      guest.frame(0x82, new byte[Limits.GUEST_FRAME + 1]);
      assertThat(fromRelay(guest)).isEqualTo(new Close(Reason.BAD_FRAME));
    }
  }

  @Test
  void b2_fragments_count_together() throws Exception {
    try (Wire host = claimed(keys);
        Wire guest = guest()) {
      fromRelay(guest);
      toHost(host);
      guest.frame(0x02, new byte[] {0x21, 'a'});
      guest.frame(0x00, new byte[] {'b'});
      guest.frame(0x80, new byte[] {'c'});
      assertThat(((FromGuest) toHost(host)).body()).isEqualTo(text("abc"));
      guest.frame(0x02, new byte[Limits.GUEST_FRAME - 10]);
      guest.frame(0x80, new byte[11]);
      assertThat(fromRelay(guest)).isEqualTo(new Close(Reason.BAD_FRAME));
    }
  }

  @Test
  void b1_before_its_claim_a_host_may_send_little_and_after_it_much() throws Exception {
    try (Wire wire = Wire.to(relay.port(), "/v1/host")) {
      nonce(wire);
      wire.frame(0x82, new byte[HostParty.UNCLAIMED_FRAME + 1]);
      assertThat(toHost(wire)).isEqualTo(new Close(Reason.BAD_FRAME));
    }
    try (Wire host = claimed(keys);
        Wire guest = guest()) {
      fromRelay(guest);
      say(host, new Frames().keyframe(Limits.HOST_FRAME - 100));
      say(host, new Admit(((Arrived) toHost(host)).guest()));
      assertThat(fromRelay(guest)).isInstanceOf(Stream.class);
      host.frame(0x82, new byte[Limits.HOST_FRAME + 1]);
      assertThat(toHost(host)).isEqualTo(new Close(Reason.BAD_FRAME));
      assertThat(fromRelay(guest)).isEqualTo(away());
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0x81, 0x80, 0x83, 0xc2, 0x09})
  void n2_anything_but_whole_binary_messages_closes_the_connection(int first) throws Exception {
    try (Wire host = claimed(keys);
        Wire guest = guest()) {
      fromRelay(guest);
      guest.frame(first, new byte[] {'x'});
      assertThat(fromRelay(guest)).isEqualTo(new Close(Reason.BAD_FRAME));
      assertThat(toHost(host)).isInstanceOf(Arrived.class);
    }
  }

  @Test
  void a_ping_is_answered() throws Exception {
    try (Wire host = claimed(keys);
        Wire guest = guest()) {
      assertThat(host).isNotNull();
      fromRelay(guest);
      guest.frame(0x89, new byte[] {'x'});
      assertThat(guest.nextOpcode()).isEqualTo(0x8a);
    }
  }

  @Test
  void b11_a_flood_is_slowed_and_everything_still_arrives_in_order() throws Exception {
    BlockingQueue<RelayToHost> heard = new LinkedBlockingQueue<>();
    try (HostLink link = attach(heard);
        Wire guest = guest()) {
      assertThat(link.writable()).isTrue();
      next(heard);
      next(heard);
      int count = Limits.GUEST_FRAMES_PER_SECOND * 3 / 2;
      for (int i = 0; i < count; i++) {
        say(guest, new ToHost(text("" + i)));
      }
      for (int i = 0; i < count; i++) {
        assertThat(((FromGuest) next(heard)).body()).isEqualTo(text("" + i));
      }
      say(guest, new ToHost(text("after the pause")));
      assertThat(((FromGuest) next(heard)).body()).isEqualTo(text("after the pause"));
    }
  }

  @Test
  void one_guest_that_stopped_reading_changes_nothing_for_another() throws Exception {
    BlockingQueue<RelayToHost> heard = new LinkedBlockingQueue<>();
    try (HostLink link = attach(heard);
        Wire stuck = guest();
        Wire quick = guest()) {
      next(heard);
      Frames frames = new Frames();
      link.send(frames.keyframe(100));
      link.send(new Admit(((Arrived) next(heard)).guest()));
      link.send(new Admit(((Arrived) next(heard)).guest()));
      assertThat(stuck).isNotNull();
      fromRelay(quick);
      fromRelay(quick);
      for (int i = 0; i < 1_000; i++) {
        Stream delta = frames.delta(1_000);
        link.send(delta);
        assertThat(fromRelay(quick)).isEqualTo(delta);
        if (i % 5 == 0) { // 200 in all: more would have to pause (B11)
          say(quick, new Ack(delta.header().seq()));
        }
      }
    }
  }

  @Test
  void a_dead_peer_is_closed_and_a_silent_one_never_gets_far() throws Exception {
    relay.close();
    relay = start(SHORT);
    BlockingQueue<RelayToHost> heard = new LinkedBlockingQueue<>();
    try (HostLink link = attach(heard);
        Wire guest = guest();
        Wire silent = Wire.to(relay.port());
        Wire slow = Wire.to(relay.port())) {
      assertThat(link.writable()).isTrue();
      assertThat(next(heard)).isInstanceOf(Claimed.class);
      assertThat(next(heard)).isInstanceOf(Arrived.class);
      slow.send("GET / HTT");
      assertThat(fromRelay(guest)).isEqualTo(here());
      assertThat(guest.ends()).as("its pings stay without answer").isTrue();
      assertThat(next(heard)).isInstanceOf(RelayToHost.Departed.class);
      assertThat(silent.untilEnd()).isEmpty();
      assertThat(slow.untilEnd()).isEmpty();
    }
  }

  @Test
  void a_host_that_never_claims_is_told_and_closed() throws Exception {
    relay.close();
    relay = start(SHORT_CLAIM);
    try (Wire unclaimed = Wire.to(relay.port(), "/v1/host")) {
      nonce(unclaimed);
      assertThat(toHost(unclaimed)).isEqualTo(new Close(Reason.BAD_CLAIM));
    }
  }

  @Test
  void when_the_relay_stops_everybody_is_told() throws Exception {
    try (Wire host = claimed(keys);
        Wire guest = guest()) {
      fromRelay(guest);
      toHost(host);
      relay.close();
      assertThat(fromRelay(guest)).isEqualTo(new Close(Reason.RELAY_STOPPING));
      assertThat(toHost(host)).isEqualTo(new Close(Reason.RELAY_STOPPING));
    }
  }

  @Test
  void connections_over_the_limit_are_closed_at_once() throws Exception {
    relay.close();
    relay = RelayServer.start(RelayOptions.embedded().withLimits(new RelayLimits(10, 1, 10, 0)));
    try (Wire first = Wire.to(relay.port())) {
      first.send("GET /healthz HTTP/1.1\r\nHost: 127.0.0.1:" + relay.port() + "\r\n\r\n");
      first.head();
      try (Wire second = Wire.to(relay.port())) {
        assertThat(second.untilEnd()).isEmpty();
      }
    }
  }

  @Test
  void plain_http_for_other_machines_is_refused_unless_allowed() throws Exception {
    RelayOptions everywhere = RelayOptions.embedded().withListen("0.0.0.0", 0);
    assertThatThrownBy(() -> RelayServer.start(everywhere))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("certificate");
  }

  private Wire claimed(TestHost keys) throws Exception {
    Wire wire = Wire.to(relay.port(), "/v1/host");
    say(wire, keys.claim(nonce(wire)));
    assertThat(toHost(wire)).isEqualTo(new Claimed(relay.address(), 0));
    return wire;
  }

  private HostLink attach(BlockingQueue<RelayToHost> heard) {
    return relay.attach(keys.session(), keys.signingKey(), keys.agreementKey(), heard::add);
  }

  private Wire guest() throws IOException {
    return Wire.to(relay.port(), "/v1/s/" + keys.session().text());
  }

  private static Bytes nonce(Wire wire) throws IOException {
    return ((Challenge) toHost(wire)).nonce();
  }

  private Host here() {
    return new Host(Protocol.VERSION, true, keys.signingKey(), keys.agreementKey());
  }

  private Host away() {
    return new Host(Protocol.VERSION, false, keys.signingKey(), keys.agreementKey());
  }

  private String status(String request) throws IOException {
    try (Wire wire = Wire.to(relay.port())) {
      wire.send(request);
      return wire.head().getFirst();
    }
  }

  private static void say(Wire wire, HostToRelay frame) throws IOException {
    wire.message(HostToRelayCodec.encode(frame));
  }

  private static void say(Wire wire, GuestToRelay frame) throws IOException {
    wire.message(GuestToRelayCodec.encode(frame));
  }

  private static RelayToHost toHost(Wire wire) throws IOException {
    return switch (RelayToHostCodec.decode(Objects.requireNonNull(wire.next()))) {
      case Decoded.Ok(RelayToHost frame) -> frame;
      case Decoded.Malformed<RelayToHost> bad -> throw new AssertionError(bad.toString());
    };
  }

  private static RelayToGuest fromRelay(Wire wire) throws IOException {
    return SeenByGuest.decoded(Objects.requireNonNull(wire.next()));
  }

  private static RelayToHost next(BlockingQueue<RelayToHost> heard) throws InterruptedException {
    return Objects.requireNonNull(heard.poll(10, TimeUnit.SECONDS));
  }

  private static RelayServer start(Patience patience) {
    try {
      ServerSocketChannel bound =
          ServerSocketChannel.open()
              .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      return RelayServer.start(RelayOptions.embedded(), patience, InstantSource.system(), bound);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static TestHost fresh() {
    try {
      return TestHost.fresh();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Bytes text(String text) {
    return Bytes.owned(text.getBytes(UTF_8));
  }
}
