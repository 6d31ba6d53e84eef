package weft.cli;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import weft.host.Relay;
import weft.pty.TerminalSize;

/// What stands above the shared shell: one line, and the links. What was on the screen before
/// scrolls up into the terminal's own scrollback, so that screen and model start alike.
final class Banner {

  /// `/s/`, 22 characters, `#`, 22 characters.
  private static final int PATH_AND_SECRET = 3 + 22 + 1 + 22;

  private final TerminalSize size;

  Banner(TerminalSize size) {
    this.size = size;
  }

  /// Rows it takes, an empty one below included.
  int rows(List<Relay> relays) {
    int links = relays.stream().mapToInt(r -> lines(r.address().length() + PATH_AND_SECRET)).sum();
    return lines(headline(relays.size()).length()) + links + 1;
  }

  private static String headline(int links) {
    return links == 1
        ? "weft  sharing this shell; the link is on the clipboard"
        : "weft  sharing this shell on " + links + " relays; the first link is on the clipboard";
  }

  private int lines(int characters) {
    return Math.max(1, (characters + size.columns() - 1) / size.columns());
  }

  byte[] text(List<String> links) {
    byte[] first = links.getFirst().getBytes(StandardCharsets.US_ASCII);
    String copied = Base64.getEncoder().encodeToString(first);
    String headline = headline(links.size());
    String text =
        "\u001b["
            + size.rows()
            + ";1H"
            + "\n".repeat(size.rows())
            + "\u001b[H\u001b[1m"
            + headline.substring(0, 4)
            + "\u001b[0m"
            + headline.substring(4)
            + "\r\n"
            + String.join("\r\n", links)
            + "\r\n\r\n\u001b]52;c;"
            + copied
            + "\u0007";
    return text.getBytes(StandardCharsets.UTF_8);
  }

  static byte[] farewell() {
    return "\r\u001b[0mweft  the session has ended\r\n".getBytes(StandardCharsets.UTF_8);
  }
}
