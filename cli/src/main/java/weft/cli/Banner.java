package weft.cli;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import weft.host.Relay;
import weft.pty.TerminalSize;

/// What stands above the shell: one line, and the links where it is shared. What was on the
/// screen before scrolls up into the terminal's own scrollback, so that screen and model start
/// alike.
final class Banner {

  /// `/s/`, 22 characters, `#`, 22 characters.
  private static final int PATH_AND_SECRET = 3 + 22 + 1 + 22;

  private final TerminalSize size;
  private final String headline;
  private final int linkRows;

  private Banner(TerminalSize size, String headline, int linkRows) {
    this.size = size;
    this.headline = headline;
    this.linkRows = linkRows;
  }

  /// Above a shell that is shared from its start.
  static Banner of(TerminalSize size, List<Relay> relays) {
    String headline =
        relays.size() == 1
            ? "weft  sharing this shell; the link is on the clipboard"
            : "weft  sharing this shell on "
                + relays.size()
                + " relays; the first link is on the clipboard";
    int links =
        relays.stream().mapToInt(r -> lines(size, r.address().length() + PATH_AND_SECRET)).sum();
    return new Banner(size, headline, links);
  }

  /// Above one that isn't shared.
  static Banner alone(TerminalSize size) {
    return new Banner(size, "weft  nothing is shared; weft share shares this shell", 0);
  }

  /// Rows it takes, an empty one below included.
  int rows() {
    return lines(size, headline.length()) + linkRows + 1;
  }

  private static int lines(TerminalSize size, int characters) {
    return Math.max(1, (characters + size.columns() - 1) / size.columns());
  }

  byte[] text(List<String> links) {
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
            + links.stream().map(link -> link + "\r\n").collect(Collectors.joining())
            + "\r\n"
            + links.stream().limit(1).map(Banner::copied).collect(Collectors.joining());
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /// What puts it on the clipboard.
  static String copied(String link) {
    byte[] bytes = link.getBytes(StandardCharsets.US_ASCII);
    return "\u001b]52;c;" + Base64.getEncoder().encodeToString(bytes) + "\u0007";
  }

  static byte[] farewell() {
    return "\r\u001b[0mweft  the session has ended\r\n".getBytes(StandardCharsets.UTF_8);
  }
}
