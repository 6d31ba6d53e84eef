package weft.host;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import weft.terminal.Terminal;

/// One line over the bottom row of the owner's terminal, which comes when there is something to
/// decide or to know and goes without a trace. Owned by the session's thread, but for [#asking].
final class NoticeLine {
  /// Seconds a piece of news stays.
  static final int NEWS_S = 8;

  /// Characters of a command that are shown.
  private static final int WHOLE = 60;

  /// What the owner chose.
  enum Key {
    VIEW,
    EDIT,
    DENY,
    RUN,
    TAKE,
    LATER
  }

  sealed interface Notice {
    String text();

    /// Somebody waits for an answer.
    record Asked(Requests.Open request, int others) implements Notice {
      @Override
      public String text() {
        String more = others == 0 ? "" : " (+" + others + " more)";
        return request.name()
            + switch (request.kind()) {
              case JOIN -> " asks to join" + more + "  ·  Ctrl-\\ then v view  e edit  d deny";
              case EDIT -> " asks to edit" + more + "  ·  Ctrl-\\ then e allow  d deny";
              case RUN ->
                  fits()
                      ? " wants to run: "
                          + request.command()
                          + more
                          + "  ·  Ctrl-\\ then r run  d deny"
                      : " wants to run more than fits here: weft who shows it" + more;
            };
      }

      /// What cannot be seen whole here is not approved here.
      boolean fits() {
        return request.command().indexOf('\n') < 0 && request.command().length() <= WHOLE;
      }
    }

    /// What others have written for the prompt.
    record Drafted(String names, String command) implements Notice {
      @Override
      public String text() {
        String line = command.strip().replaceAll("\\s*\n\\s*", " ⏎ ");
        int end = Math.min(WHOLE, line.length());
        String shown = end == line.length() ? line : line.substring(0, end) + "…";
        return names + ": " + shown + "  ·  Ctrl-\\ then r run  t take it over";
      }
    }

    /// Something that is so.
    record Lasting(String text) implements Notice {}

    /// Something to know.
    record News(String text) implements Notice {}
  }

  private @Nullable Notice notice;
  private boolean drawn;
  private int drawnRow;
  private volatile boolean asking;

  @Nullable Notice notice() {
    return notice;
  }

  void show(@Nullable Notice next) {
    notice = next;
    asking = next instanceof Notice.Asked || next instanceof Notice.Drafted;
  }

  /// True while a key of the owner's can answer a request. Read by the keyboard's thread.
  boolean asking() {
    return asking;
  }

  boolean drawn() {
    return drawn;
  }

  /// What covers the bottom row of `terminal` with the notice, and puts everything else back. It is
  /// the top row where the cursor is on the bottom one: a prompt is there.
  byte[] draw(Terminal terminal) {
    Notice now = notice;
    if (now == null) {
      return new byte[0];
    }
    drawn = true;
    int bottom = terminal.rows() - 1;
    int row = terminal.cursorRow() - terminal.topRow() == bottom && bottom > 0 ? 0 : bottom;
    drawnRow = row;
    String line = "\u001b[7m" + fit(" weft  " + now.text(), terminal.cols() - 1) + "\u001b[0m";
    return joined(
        terminal.beginOverlay(row), line.getBytes(StandardCharsets.UTF_8), terminal.holdOverlay());
  }

  /// What takes the notice away again; nothing when it is not there.
  byte[] lift(Terminal terminal) {
    if (!drawn) {
      return new byte[0];
    }
    drawn = false;
    return terminal.endOverlay(Math.min(drawnRow, terminal.rows() - 1));
  }

  /// Names are free of control characters (rule M7); wide ones are counted double to be safe.
  private static String fit(String text, int columns) {
    StringBuilder fitted = new StringBuilder();
    int used = 0;
    for (int c : text.codePoints().toArray()) {
      used += c < 0x300 ? 1 : 2;
      if (used > columns) {
        break;
      }
      fitted.appendCodePoint(c);
    }
    return fitted.toString();
  }

  private static byte[] joined(byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }
}
