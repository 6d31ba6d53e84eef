package weft.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.StandardProtocolFamily;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import weft.protocol.Bytes;
import weft.testkit.TestGuest;

/// Bytes that nobody should send, on every socket and from the shell: the session goes on, memory
/// stays bounded, and whoever saw it says so.
class HostileTest {
  /// Kilobytes that a process may grow by under attack: buffers and freshly compiled code.
  private static final long GROWTH_KB = 400 << 10;

  private static Scene scene;
  private static long host;
  private static long hostBefore;

  @BeforeAll
  static void share() throws Exception {
    scene = Scene.relayed("--anyone", "edit");
    scene.works(scene.guest("first"));
    String who = scene.weft().run("who", "--json").out();
    host = Long.parseLong(who.replaceAll("(?s).*\"pid\":(\\d+).*", "$1"));
    hostBefore = residentKb(host);
  }

  @AfterAll
  static void end() throws Exception {
    scene.close();
  }

  private static long residentKb(long pid) throws IOException {
    String status = Files.readString(Path.of("/proc/" + pid + "/status"));
    return Long.parseLong(status.replaceAll("(?s).*VmRSS:\\s+(\\d+).*", "$1"));
  }

  private static void goesOn() throws Exception {
    TestGuest guest = scene.guest("after");
    scene.works(guest);
    guest.close();
    assertThat(residentKb(host)).as("host").isLessThan(hostBefore + GROWTH_KB);
  }

  private static byte[] random(Random random, int most) {
    byte[] bytes = new byte[1 + random.nextInt(most)];
    random.nextBytes(bytes);
    return bytes;
  }

  /// Sends, and waits for the relay to be done with it.
  private static void send(int port, String head, byte[] bytes) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(20_000);
      if (!head.isEmpty()) {
        socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
        socket.getInputStream().readNBytes(20); // the handshake is over, or refused
      }
      socket.getOutputStream().write(bytes);
      socket.shutdownOutput();
      socket.getInputStream().readAllBytes();
    } catch (SocketException closedAlready) {
      assertThat(bytes).isNotEmpty();
    }
  }

  @ParameterizedTest(name = "N1, N2: a relay bears garbage on {0}")
  @ValueSource(strings = {"/v1/host", "/v1/s/"})
  void relay(String path) throws Exception {
    long relay = scene.weft().relays().getFirst().pid();
    long before = residentKb(relay);
    int complaints = Scene.count(scene.relayLog(), "closing, ");
    int port = URI.create(scene.proxy().relay()).getPort();
    String id = path.equals("/v1/s/") ? scene.link().replaceAll(".*/s/|#.*", "") : "";
    String head =
        "GET "
            + path
            + id
            + " HTTP/1.1\r\nHost: 127.0.0.1:"
            + port
            + "\r\nUpgrade: websocket\r\n"
            + "Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
            + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";
    Random random = new Random(7);
    for (int i = 0; i < 60; i++) {
      byte[] garbage = random(random, 3000);
      byte[] frame = WebSocketFrame.binary(Bytes.owned(random(random, 300))).bytes(true);
      send(port, "", garbage);
      send(port, head, garbage);
      send(port, head, frame);
      send(port, head, mutated(frame, random));
    }
    send(
        port,
        "",
        ("GET / HTTP/1.1\r\nX: " + "x".repeat(1 << 20) + "\r\n\r\n")
            .getBytes(StandardCharsets.US_ASCII));
    goesOn();
    assertThat(residentKb(relay)).isLessThan(before + GROWTH_KB);
    Patience.until("a reason", () -> Scene.count(scene.relayLog(), "closing, ") > complaints);
  }

  private static byte[] mutated(byte[] bytes, Random random) {
    byte[] changed = bytes.clone();
    changed[random.nextInt(changed.length)] ^= (byte) (1 << random.nextInt(8));
    return changed;
  }

  @Test
  @DisplayName("N1, R7: a host bears a relay that sends garbage, and its shell goes on")
  void host() throws Exception {
    Random random = new Random(11);
    int before = Scene.count(scene.log(), "relay: ");
    for (int i = 0; i < 6; i++) {
      int seen = Scene.count(scene.log(), "relay: ");
      scene.proxy().tamper(p -> wicked(p, random));
      scene.window().awaitText(scene.print());
      scene.proxy().sendRawToHosts(random(random, 3000));
      try {
        // A host that was just turned away waits before it comes again.
        Patience.until(
            Patience.BAD_LINES, "a reason", () -> Scene.count(scene.log(), "relay: ") > seen);
      } finally {
        scene.proxy().tamper(FrameProxy.Tampering.NONE);
      }
      goesOn();
    }
    assertThat(Scene.count(scene.log(), "relay: ")).isGreaterThan(before);
  }

  /// What a relay sends to a host, followed by much that it should not.
  private static List<Bytes> wicked(FrameProxy.Passing passing, Random random) {
    if (passing.head() || !passing.ofHost() || passing.way() == FrameProxy.Way.TO_RELAY) {
      return List.of(passing.payload());
    }
    Stream<Bytes> more = Stream.generate(() -> arrived(random.nextInt(1 << 20))).limit(3000);
    Bytes changed = Bytes.owned(mutated(passing.payload().toArray(), random));
    return Stream.concat(more, Stream.of(passing.payload(), changed)).toList();
  }

  /// ARRIVED of a guest that is not there.
  private static Bytes arrived(int guest) {
    int number = guest | 1 << 20;
    return Bytes.owned(
        new byte[] {3, (byte) (number | 0x80), (byte) (number >> 7 | 0x80), (byte) (number >> 14)});
  }

  @Test
  @DisplayName("the control socket bears anything, and says that it was no command")
  void control() throws Exception {
    Path socket = scene.weft().home().resolve("weft/" + host + ".sock");
    Random random = new Random(13);
    List<String> commands =
        List.of(
            "{}",
            "null",
            "[]",
            "{\"action\":null}",
            "{\"action\":\"allow\"}",
            "7",
            "\"",
            "[".repeat(4000),
            "{\"action\":\"status\",\"who\":[],\"level\":{}}",
            "{\"action\":\"fly\",\"who\":\"\",\"level\":\"\"}",
            "x".repeat(10_000));
    for (int i = 0; i < 100; i++) {
      byte[] line =
          i < commands.size()
              ? commands.get(i).getBytes(StandardCharsets.UTF_8)
              : random(random, 200);
      try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
        channel.connect(UnixDomainSocketAddress.of(socket));
        channel.write(ByteBuffer.wrap(line));
        channel.write(ByteBuffer.wrap(new byte[] {'\n'}));
        channel.read(ByteBuffer.allocate(1000));
      } catch (IOException hungUp) {
        assertThat(line).isNotEmpty();
      }
    }
    goesOn();
    assertThat(scene.log()).contains("control socket: ");
  }

  @ParameterizedTest(name = "the session bears a shell that prints {0}")
  @ValueSource(
      strings = {
        "head -c 5M /dev/urandom",
        "head -c 20M /dev/zero | tr '\\0' x",
        "printf '\\033]0;'; head -c 3M /dev/zero | tr '\\0' x; printf '\\007'",
        "printf '\\033['; head -c 1M /dev/zero | tr '\\0' '1;'; printf m",
        "printf '\\033P'; head -c 3M /dev/urandom"
      })
  void shell(String command) throws Exception {
    TestGuest guest = scene.guest("watching");
    scene.window().type(command + "; printf '\\030\\033c'; echo over-$((6*7))\r");
    scene.window().awaitText("over-42");
    guest.awaitText("over-42");
    guest.close();
    scene.window().type("clear\r");
    goesOn();
  }
}
