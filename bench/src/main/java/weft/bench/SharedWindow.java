package weft.bench;

import java.io.IOException;
import java.net.URI;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import weft.testkit.TestGuest;

/// A window in which `weft share` runs, and its link.
final class SharedWindow implements AutoCloseable {
  private static final Pattern LINK = Pattern.compile("https?://[^/\\s]+/s/[\\w-]{22}#[\\w-]{22}");

  private final Window window;
  private final String link;

  private SharedWindow(Window window, String link) {
    this.window = window;
    this.link = link;
  }

  /// Starts it and waits for the shell's prompt.
  static SharedWindow open(Workplace at, String... arguments)
      throws IOException, InterruptedException {
    Window window = Window.open(at.weft(arguments));
    window.await(Workplace.PROMPT);
    return new SharedWindow(window, link(window));
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
    return guest(name, link);
  }

  /// A guest over a line.
  TestGuest guest(String name, PacedLine line) {
    return guest(name, link.replace(":" + relayPort() + "/", ":" + line.port() + "/"));
  }

  private static TestGuest guest(String name, String link) {
    TestGuest guest = TestGuest.of(link, name).connect();
    guest.awaitText(Workplace.PROMPT.strip());
    return guest;
  }

  @Override
  public void close() {
    window.close();
  }
}
