package weft.bench;

import java.io.IOException;
import java.net.URI;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import weft.protocol.Reason;
import weft.testkit.TestGuest;

/// A window in which `weft share` runs, and its link.
final class SharedWindow implements AutoCloseable {
  private static final Pattern LINK = Pattern.compile("https?://[^/\\s]+/s/[\\w-]{22}#[\\w-]{22}");

  private static final int TRIES = 1_000;

  private final Window window;
  private final String link;
  private final @Nullable SSLContext tls;

  private SharedWindow(Window window, String link, @Nullable SSLContext tls) {
    this.window = window;
    this.link = link;
    this.tls = tls;
  }

  /// Starts it and waits for the shell's prompt.
  static SharedWindow open(Workplace at, String... arguments)
      throws IOException, InterruptedException {
    return open(at, null, arguments);
  }

  /// @param tls what guests trust, null for the system's
  static SharedWindow open(Workplace at, @Nullable SSLContext tls, String... arguments)
      throws IOException, InterruptedException {
    Window window = Window.open(at.weft(arguments));
    window.await(Workplace.PROMPT);
    return new SharedWindow(window, link(window), tls);
  }

  static String link(Window window) {
    Matcher found = LINK.matcher(window.tail());
    if (!found.find()) {
      throw new IllegalStateException("no link in:\n" + window.tail());
    }
    return found.group();
  }

  Window window() {
    return window;
  }

  String link() {
    return link;
  }

  int relayPort() {
    return URI.create(link).getPort();
  }

  /// A guest that sees the prompt.
  TestGuest guest(String name) {
    return seeing(stranger(name));
  }

  /// A guest over a line.
  TestGuest guest(String name, PacedLine line) {
    return seeing(stranger(name).via(line.port()));
  }

  /// Somebody with the link who has not opened it yet.
  TestGuest stranger(String name) {
    return TestGuest.of(link, name, tls);
  }

  /// Comes again while the relay has not heard of the session yet (rule R9).
  private static TestGuest seeing(TestGuest guest) {
    for (int tries = 0; tries < TRIES; tries++) {
      guest
          .connect()
          .await(
              "the prompt", g -> g.over() != null || g.text().contains(Workplace.PROMPT.strip()));
      if (guest.over() != Reason.NO_SESSION) {
        return guest;
      }
    }
    throw new IllegalStateException("the relay never heard of the session");
  }

  @Override
  public void close() {
    window.close();
  }
}
