package weft.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import weft.protocol.Bytes;
import weft.protocol.GuestToHost;
import weft.protocol.HostToGuest;
import weft.protocol.Reason;
import weft.testkit.TestGuest;

/// Everything between host, relay and guests passes a [FrameProxy]: what it sees says nothing, and
/// what it changes is noticed, named and healed.
class BlindnessTest {
  private static final int TO_HOST = 0x21;
  private static final int FROM_HOST = 0x32;
  private static final int STREAM = 0x13;
  private static final String OWNER = "Wilhelmina Ochsenknecht";

  private static Scene scene;

  @BeforeAll
  static void share() throws Exception {
    scene = Scene.relayed("--anyone", "edit", "--name", OWNER);
  }

  @AfterAll
  static void end() throws Exception {
    scene.close();
  }

  @AfterEach
  void honest() {
    scene.proxy().tamper(FrameProxy.Tampering.NONE);
  }

  @Test
  @DisplayName(
      "S1, H1, H3, L1: nothing printed, typed, named or secret is in what the relay passes")
  void blind() throws Exception {
    TestGuest guest = scene.guest("Bartholomew Quillfeather");
    TestGuest owner = scene.owner();
    guest.type("echo typed-by-a-guest: marmalade thunderstorm\r");
    owner.awaitText("typed-by-a-guest: marmalade thunderstorm\n");
    scene.window().type("printf '\\033]0;title of porcelain giraffes\\007'\r");
    scene.window().type("for i in $(seq 900); do echo \"walnut-kiln-harbour\"; done\r");
    scene.window().type("cat /etc/passwd; echo typed-by-the-owner: velvet octopus\r");
    guest.awaitText("typed-by-the-owner: velvet octopus\n");
    guest.await("the owner in the roster", g -> g.roster() != null);
    scene.works(guest);

    Traces traces =
        new Traces()
            .of("what was typed by a guest", "typed-by-a-guest: marmalade thunderstorm")
            .of("what was typed by the owner", "typed-by-the-owner: velvet octopus")
            .of("what was printed", "walnut-kiln-harbour\r\nwalnut-kiln-harbour")
            .of("a file", "root:x:0:0:root:/root")
            .of("the title", "title of porcelain giraffes")
            .of("the owner's name", OWNER)
            .of("a guest's name", "Bartholomew Quillfeather");
    secret(traces, "the link's secret", scene.link());
    secret(traces, "the owner's secret", scene.weft().ownerLink());
    epochKeys(traces, guest);
    assertThat(found(traces)).as("on the wire").isEmpty();
    assertThat(in(traces, scene.log() + scene.relayLog())).as("in the logs").isEmpty();
    // The same search does find what a relay is meant to see, and what was inflated.
    String id = scene.link().replaceAll(".*/s/|#.*", "");
    assertThat(found(new Traces().of("the id", id))).containsExactly("the id");
    assertThat(new Traces().of("it", "deflated, this").inInflated(deflated("deflated, this")))
        .containsExactly("it");
  }

  private static void secret(Traces traces, String what, String link) {
    String text = link.replaceAll(".*#|&.*", "");
    traces.of(what, text).of(what + ", raw", Base64.getUrlDecoder().decode(text));
  }

  private static void epochKeys(Traces traces, TestGuest guest) {
    for (HostToGuest message : guest.heard()) {
      if (message instanceof HostToGuest.Admitted admitted) {
        byte[] key = admitted.epochKey().toArray();
        traces
            .of("an epoch's key", key)
            .of("an epoch's key", admitted.epochKey().hex())
            .of("an epoch's key", Base64.getEncoder().encodeToString(key));
      }
    }
  }

  private static byte[] deflated(String text) {
    byte[] out = new byte[200];
    try (var deflater = new java.util.zip.Deflater(9, true)) {
      deflater.setInput(text.getBytes(StandardCharsets.UTF_8));
      deflater.finish();
      return java.util.Arrays.copyOf(out, deflater.deflate(out));
    }
  }

  private static Set<String> in(Traces traces, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return traces.in(bytes, bytes.length);
  }

  private static Set<String> found(Traces traces) {
    Set<String> found = new TreeSet<>();
    List<FrameProxy.Passing> all = scene.proxy().recorded();
    assertThat(all).hasSizeGreaterThan(20);
    for (FrameProxy.Way way : FrameProxy.Way.values()) {
      var stream = new java.io.ByteArrayOutputStream();
      all.stream().filter(p -> p.way() == way).forEach(p -> stream.writeBytes(bytes(p)));
      found.addAll(traces.in(stream.toByteArray(), stream.size()));
    }
    all.forEach(p -> found.addAll(traces.inInflated(bytes(p))));
    return found;
  }

  private static byte[] bytes(FrameProxy.Passing passing) {
    return passing.payload().toArray();
  }

  @ParameterizedTest(name = "S3, S4: {0} on the way to a guest is {1}, and a keyframe heals it")
  @CsvSource({
    "FLIP, Altered",
    "DROP, MissingFrames",
    "DUPLICATE, Replayed",
    "SWAP, MissingFrames",
    "TRUNCATE, Altered"
  })
  void streamToGuest(Tamper.Deed deed, String name) throws Exception {
    TestGuest guest = scene.guest("Ada");
    scene.works(guest);
    long keyframes = guest.keyframes();
    Tamper tamper = Tamper.with(deed, BlindnessTest::isStreamToGuest);
    scene.proxy().tamper(tamper);
    prints(guest, tamper, g -> g.troubles().contains(name));
    heals(guest);
    if (deed != Tamper.Deed.DUPLICATE) {
      assertThat(guest.keyframes()).isGreaterThan(keyframes);
    }
  }

  @ParameterizedTest(name = "R4, S3, S4: after {0} on the way to the relay a keyframe heals it")
  @EnumSource(Tamper.Deed.class)
  void streamToRelay(Tamper.Deed deed) throws Exception {
    TestGuest guest = scene.guest("Bea");
    scene.works(guest);
    Tamper tamper = Tamper.with(deed, BlindnessTest::isStreamToRelay);
    scene.proxy().tamper(tamper);
    // A gap is the relay's to repair; what is altered only a guest can notice.
    boolean sealed = deed == Tamper.Deed.FLIP || deed == Tamper.Deed.TRUNCATE;
    prints(guest, tamper, g -> tamper.done() && (!sealed || g.troubles().contains("Altered")));
    heals(guest);
  }

  /// Prints one thing after another, each in a message of its own, until the guest has noticed
  /// something.
  private static void prints(TestGuest guest, Tamper tamper, Predicate<TestGuest> noticed)
      throws Exception {
    for (int i = 0; i < 10 && !noticed.test(guest); i++) {
      int before = tamper.seen();
      scene.print();
      Patience.until("a message with it", () -> tamper.seen() > before);
    }
    guest.await("a trouble", noticed);
  }

  private static void heals(TestGuest guest) {
    scene.proxy().tamper(FrameProxy.Tampering.NONE);
    scene.works(guest);
    TestGuest witness = scene.guest("a witness");
    String seen = scene.print();
    witness.awaitText(seen);
    guest.await("the witness's screen", g -> g.text().equals(witness.text()));
    guest.close();
    witness.close();
  }

  @ParameterizedTest(name = "S1, S4: byte {0} of a stream frame altered on its way to a guest")
  @ValueSource(ints = {0, 1, 2, 3, 4, 5})
  void headersToGuest(int at) throws Exception {
    headers(Tamper.flip(8 * at, BlindnessTest::isStreamToGuest));
  }

  @ParameterizedTest(name = "S1, S4: byte {0} of a stream frame altered on its way to the relay")
  @ValueSource(ints = {1, 2, 3, 4, 5})
  void headersToRelay(int at) throws Exception {
    headers(Tamper.flip(8 * at, BlindnessTest::isStreamToRelay));
  }

  private static void headers(Tamper tamper) throws Exception {
    TestGuest guest = scene.guest("Cyd");
    scene.works(guest);
    scene.proxy().tamper(tamper);
    prints(guest, tamper, _ -> tamper.done());
    heals(guest);
  }

  @ParameterizedTest(
      name = "H3, I5: {0} on the way to the host is {1}; the keys reach the shell once")
  @CsvSource({
    "FLIP, altered",
    "DROP, missing frames",
    "DUPLICATE, replayed",
    "SWAP, missing frames",
    "TRUNCATE, altered"
  })
  void toHost(Tamper.Deed deed, String name) throws Exception {
    TestGuest guest = scene.guest("Dot");
    scene.works(guest);
    int before = Scene.count(scene.log(), ": " + name);
    scene.proxy().tamper(Tamper.with(deed, BlindnessTest::isToTheHost));
    guest.type(deed == Tamper.Deed.DUPLICATE ? "#once\r" : "echo resent-$((11*11))\r");
    guest.say(new GuestToHost.Ping(1));
    guest.await("a closed connection", g -> g.over() == Reason.BAD_FRAME);
    Patience.until("a line in the log", () -> Scene.count(scene.log(), ": " + name) > before);
    scene.proxy().tamper(FrameProxy.Tampering.NONE);

    Scene.again(guest);
    guest.type("echo typed-$((7*7))\r");
    guest.awaitText("typed-49");
    // Rule I5: what the host had not taken is sent again over the new connection, and typed once.
    boolean twice = deed == Tamper.Deed.DUPLICATE;
    assertThat(Scene.count(guest.text(), "\nresent-121")).isEqualTo(twice ? 0 : 1);
    assertThat(Scene.count(guest.text(), "#once")).isEqualTo(twice ? 1 : 0);
    scene.window().type("clear\r");
    guest.close();
  }

  @ParameterizedTest(name = "H3: {0} on the way from the host is noticed by the guest")
  @EnumSource(Tamper.Deed.class)
  void fromHost(Tamper.Deed deed) {
    TestGuest guest = scene.guest("Eve");
    scene.proxy().tamper(Tamper.with(deed, BlindnessTest::isToTheGuest));
    guest.say(new GuestToHost.Ping(11));
    guest.say(new GuestToHost.Ping(12));
    guest.await("a trouble", g -> g.troubles().contains("a sealed message does not open"));
    scene.proxy().tamper(FrameProxy.Tampering.NONE);
    Scene.again(guest);
    guest.say(new GuestToHost.Ping(13));
    guest.await("an answer", g -> g.heard().contains(new HostToGuest.Pong(13)));
    guest.close();
  }

  @Test
  @DisplayName("N1, R7: a broken frame to the relay ends the host's connection; it comes back")
  void brokenToRelay() throws Exception {
    TestGuest guest = scene.guest("Fay");
    scene.works(guest);
    int before = Scene.count(scene.relayLog(), "BAD_FRAME");
    Predicate<FrameProxy.Passing> fromTheHost =
        p -> p.ofHost() && p.way() == FrameProxy.Way.TO_RELAY && !p.head();
    scene.proxy().tamper(Tamper.flip(7, fromTheHost));
    scene.print();
    Patience.until("the relay's log", () -> Scene.count(scene.relayLog(), "BAD_FRAME") > before);
    scene.works(guest);
    guest.close();
  }

  @Test
  @DisplayName("N1, R7: a broken frame to the host ends its connection; it comes back")
  void brokenToHost() throws Exception {
    TestGuest guest = scene.guest("Gil");
    scene.works(guest);
    int before = Scene.count(scene.log(), "relay: malformed");
    scene.proxy().tamper(Tamper.flip(7, p -> p.ofHost() && fromRelay(p) && !p.head()));
    guest.say(new GuestToHost.Ping(21));
    Patience.until("the host's log", () -> Scene.count(scene.log(), "relay: malformed") > before);
    scene.works(guest);
    Patience.until("an answer", () -> answers(guest));
    guest.close();
  }

  /// Asks again and again: the guest's connection goes and comes back with the host's.
  private static boolean answers(TestGuest guest) {
    try {
      guest.say(new GuestToHost.Ping(22));
    } catch (IllegalStateException notIn) {
      return false;
    }
    return guest.heard().contains(new HostToGuest.Pong(22));
  }

  private static boolean isStreamToGuest(FrameProxy.Passing p) {
    return p.ofGuest() && fromRelay(p) && p.isFrame(STREAM);
  }

  private static boolean isStreamToRelay(FrameProxy.Passing p) {
    return p.ofHost() && !fromRelay(p) && p.isFrame(STREAM);
  }

  private static boolean isToTheHost(FrameProxy.Passing p) {
    return p.ofGuest() && !fromRelay(p) && p.isFrame(TO_HOST);
  }

  private static boolean isToTheGuest(FrameProxy.Passing p) {
    return p.ofGuest() && fromRelay(p) && p.isFrame(FROM_HOST);
  }

  private static boolean fromRelay(FrameProxy.Passing passing) {
    return passing.way() == FrameProxy.Way.FROM_RELAY;
  }

  @Test
  @DisplayName(
      "S3, S4, H3: under random tampering of everything a guest ends with the right screen")
  void storm() {
    var random = new java.util.Random(42);
    TestGuest guest = scene.guest("Hob");
    scene
        .proxy()
        .tamper(
            p -> {
              Bytes whole = p.payload();
              if (!p.ofGuest() || whole.length() == 0) {
                return List.of(whole);
              }
              return switch (random.nextInt(12)) {
                case 0 -> List.of();
                case 1 -> List.of(whole, whole);
                case 2 -> List.of(Tamper.flipped(whole, random.nextInt(whole.length() * 8)));
                case 3 -> List.of(whole.slice(0, random.nextInt(whole.length())));
                default -> List.of(whole);
              };
            });
    for (int i = 0; i < 15; i++) {
      scene.window().awaitText(scene.print());
    }
    scene.proxy().tamper(FrameProxy.Tampering.NONE);
    Scene.again(guest);
    scene.works(guest);
    guest.close();
  }
}
