package weft.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import weft.protocol.HostToGuest;
import weft.protocol.Role;
import weft.testkit.OuterTerminal;
import weft.testkit.TestGuest;
import weft.testkit.Weft;

/// One person's weft with a shared shell in a window, and a [FrameProxy] that guests come through.
final class Scene implements AutoCloseable {
  private static final AtomicLong TOKENS = new AtomicLong(100_000);

  private static final int CLAIMED = 0x02;

  private final Weft weft;
  private final FrameProxy proxy;
  private final OuterTerminal window;
  private final StringBuilder relayLog = new StringBuilder();
  private final List<TestGuest> guests = new ArrayList<>();

  private Scene(Weft weft, FrameProxy proxy, OuterTerminal window) {
    this.weft = weft;
    this.proxy = proxy;
    this.window = window;
  }

  /// The relay is inside the host; only guests who want to go through the proxy.
  static Scene embedded(String... arguments) throws IOException {
    Weft weft = new Weft();
    OuterTerminal window = weft.share(arguments);
    String link = Weft.link(window);
    return new Scene(weft, new FrameProxy().to(addressOf(link)), window);
  }

  /// The relay is a process of its own; the host and the guests reach it through the proxy.
  static Scene relayed(String... arguments) throws Exception {
    Weft weft = new Weft();
    FrameProxy proxy = new FrameProxy().to(weft.relay());
    List<String> all = new ArrayList<>(List.of("--relay", proxy.address()));
    all.addAll(List.of(arguments));
    Scene scene = new Scene(weft, proxy, weft.share(all.toArray(String[]::new)));
    Thread.ofPlatform().daemon().start(scene::readRelayLog);
    scene.awaitClaim();
    return scene;
  }

  /// The network comes up behind the prompt.
  private void awaitClaim() throws Exception {
    Patience.until(
        "the host at the relay",
        () -> proxy.recorded().stream().anyMatch(p -> p.ofHost() && p.isFrame(CLAIMED)));
  }

  private static String addressOf(String link) {
    return link.substring(0, link.indexOf("/s/"));
  }

  private void readRelayLog() {
    try (var lines = weft.relays().getFirst().errorReader()) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        synchronized (relayLog) {
          relayLog.append(line).append('\n');
        }
      }
    } catch (IOException | UncheckedIOException over) {
      // the relay has ended
    }
  }

  Weft weft() {
    return weft;
  }

  FrameProxy proxy() {
    return proxy;
  }

  OuterTerminal window() {
    return window;
  }

  String link() {
    return Weft.link(window);
  }

  /// A newcomer by `link` through the proxy, connected.
  TestGuest comes(String link, String name) {
    TestGuest guest = TestGuest.of(throughProxy(link), name);
    guests.add(guest);
    return guest.connect();
  }

  String throughProxy(String link) {
    return proxy.address() + link.substring(link.indexOf("/s/"));
  }

  /// A guest of the open link who sees the screen.
  TestGuest guest(String name) {
    TestGuest guest = comes(link(), name);
    seesTheScreen(guest);
    return guest;
  }

  /// The guest comes back on a new connection.
  static void again(TestGuest guest) {
    guest.close();
    long before = welcomes(guest);
    guest.connect();
    guest.await("a new welcome", g -> welcomes(g) > before);
  }

  private static long welcomes(TestGuest guest) {
    return guest.heard().stream().filter(HostToGuest.Admitted.class::isInstance).count();
  }

  /// The owner's own page.
  TestGuest owner() throws IOException, InterruptedException {
    TestGuest guest = comes(weft.ownerLink(), "the owner");
    guest.await("the owner's role", g -> g.role() == Role.OWNER);
    return guest;
  }

  static void seesTheScreen(TestGuest guest) {
    guest.await("the screen", g -> g.screen() != null);
  }

  /// Makes the shell print something that was never seen before, and answers with it.
  String print() {
    long token = TOKENS.incrementAndGet();
    window.type("echo seen-$((" + (token - 7) + "+7))\r");
    return "seen-" + token;
  }

  /// The session works: shell, window and guest.
  void works(TestGuest guest) {
    String seen = print();
    window.awaitText(seen);
    guest.awaitText(seen);
  }

  String log() {
    return read(weft.home().resolve("state/weft/weft.log"));
  }

  String relayLog() {
    synchronized (relayLog) {
      return relayLog.toString();
    }
  }

  static String read(Path file) {
    try {
      return Files.exists(file) ? Files.readString(file, StandardCharsets.UTF_8) : "";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// How often `part` is in `text`.
  static int count(String text, String part) {
    return text.split(java.util.regex.Pattern.quote(part), -1).length - 1;
  }

  @Override
  public void close() throws IOException {
    guests.forEach(TestGuest::close);
    proxy.close();
    weft.close();
  }
}
