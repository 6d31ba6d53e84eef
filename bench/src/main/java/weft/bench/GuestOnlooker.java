package weft.bench;

import static weft.bench.Samples.millis;

import java.util.List;
import weft.protocol.PageId;
import weft.protocol.StreamMessage;
import weft.terminal.CellRange;
import weft.terminal.Terminal;
import weft.testkit.TestGuest;

/// A guest of weft.
record GuestOnlooker(TestGuest guest) implements Onlooker {
  @Override
  public double echo() {
    int expected = column(guest) + 1;
    long typed = System.nanoTime();
    guest.type("x");
    guest.await("the echo", g -> column(g) == expected);
    return millis(guest.shownAt() - typed);
  }

  @Override
  public void clearLine() {
    guest.type("\u0015");
    guest.await("an empty line", g -> column(g) == Workplace.PROMPT.length());
  }

  private static int column(TestGuest guest) {
    Terminal screen = guest.screen();
    return screen == null ? -1 : screen.cursorColumn();
  }

  @Override
  public long await(String text, int seconds) {
    try {
      guest.awaitText(text);
      return guest.shownAt();
    } catch (AssertionError late) {
      return Long.MAX_VALUE;
    }
  }

  @Override
  public long bytes() {
    return guest.streamBytes();
  }

  @Override
  public void reading(boolean on) {
    guest.reading(on);
  }

  @Override
  public void abort() {
    guest.abort();
  }

  @Override
  public Onlooker again() {
    guest.connect();
    return this;
  }

  @Override
  public String everything() {
    StringBuilder all = new StringBuilder();
    pull(guest, 0, 1, all);
    return all.append(shown(guest)).toString();
  }

  /// The screen and what the newest keyframe brought with it.
  static String shown(TestGuest guest) {
    Terminal screen = guest.screen();
    return screen == null
        ? ""
        : screen.transcript(0).text(CellRange.rows(0, screen.topRow() + screen.rows() - 1));
  }

  /// Asks for one of `parts` equal parts of all pages there are, one after the other.
  static void pull(TestGuest guest, int part, int parts, StringBuilder into) {
    StreamMessage.Past past = guest.past();
    Terminal screen = guest.screen();
    if (past == null || screen == null) {
      return;
    }
    long first = past.oldestRow() / PageId.ROWS;
    long end = guest.topRow() / PageId.ROWS;
    long from = first + (end - first) * part / parts;
    long to = first + (end - first) * (part + 1) / parts;
    for (long page = from; page < to; page++) {
      List<StreamMessage.Rows> rows = guest.page(new PageId(past.generation(), page));
      for (StreamMessage.Rows some : rows) {
        into.append(new String(some.text().toArray(), java.nio.charset.StandardCharsets.UTF_8));
        into.append('\n');
      }
    }
  }

  @Override
  public void close() {
    guest.close();
  }
}
