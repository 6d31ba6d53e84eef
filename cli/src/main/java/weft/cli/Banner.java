package weft.cli;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import weft.host.Relay;
import weft.pty.TerminalSize;

/// What stands above the shared shell: one line, and the link. What was on the screen before
/// scrolls up into the terminal's own scrollback, so that screen and model start alike.
final class Banner {
  private static final String HEADLINE = "weft  sharing this shell; the link is on the clipboard";

  /// `/s/`, 22 characters, `#`, 22 characters.
  private static final int PATH_AND_SECRET = 3 + 22 + 1 + 22;

  private final TerminalSize size;

  Banner(TerminalSize size) {
    this.size = size;
  }

  /// Rows it takes, an empty one below included.
  int rows(Relay relay) {
    return lines(HEADLINE.length()) + lines(relay.address().length() + PATH_AND_SECRET) + 1;
  }

  private int lines(int characters) {
    return Math.max(1, (characters + size.columns() - 1) / size.columns());
  }

  byte[] text(String link) {
    String copied = Base64.getEncoder().encodeToString(link.getBytes(StandardCharsets.US_ASCII));
    String text =
        "\u001b["
            + size.rows()
            + ";1H"
            + "\n".repeat(size.rows())
            + "\u001b[H\u001b[1m"
            + HEADLINE.substring(0, 4)
            + "\u001b[0m"
            + HEADLINE.substring(4)
            + "\r\n"
            + link
            + "\r\n\r\n\u001b]52;c;"
            + copied
            + "\u0007";
    return text.getBytes(StandardCharsets.UTF_8);
  }

  static byte[] farewell() {
    return "\r\u001b[0mweft  the session has ended\r\n".getBytes(StandardCharsets.UTF_8);
  }
}
