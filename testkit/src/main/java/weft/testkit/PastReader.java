package weft.testkit;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import weft.protocol.Bytes;
import weft.protocol.GuestToRelay;
import weft.protocol.PageId;
import weft.protocol.StreamMessage;
import weft.terminal.CellRange;
import weft.terminal.HistoryOptions;
import weft.terminal.RowsPage;
import weft.terminal.Terminal;
import weft.terminal.Transcript;

/// Pulls every row of a session, once each and in order, and hands on the lines they are: as
/// somebody would see who scrolled through all of it. Goes on where it stopped; starts over when
/// the rows get other numbers (rule P1).
public final class PastReader {
  /// A page that has not come for so long is asked for again (rules P2, P3).
  private static final Duration AGAIN_AFTER = Duration.ofSeconds(2);

  /// Pages that are asked for ahead of the one that is waited for (limit B13).
  private static final int AHEAD = 3;

  /// Added to the number of a row: the page of the rows before it (rule P5).
  private static final long BEFORE_ROW = 1L << 40;

  private final TestGuest guest;
  private final Supplier<Consumer<String>> fresh;
  private Consumer<String> lines;
  private final StringBuilder open = new StringBuilder();
  private long generation = -1;
  private long next;
  private long rows;

  /// The first page that has not been asked for.
  private long unasked;

  /// @param fresh makes a new receiver of lines, whenever they come from the first one again
  public PastReader(TestGuest guest, Supplier<Consumer<String>> fresh) {
    this.guest = guest;
    this.fresh = fresh;
    this.lines = fresh.get();
  }

  /// Reads all full pages there are; false if some did not come in time.
  public boolean catchUp(Duration patience) {
    long until = System.nanoTime() + patience.toNanos();
    while (true) {
      long page;
      synchronized (guest) {
        StreamMessage.Past past = guest.past();
        Terminal screen = guest.screen();
        if (past == null || screen == null) {
          return false;
        }
        if (past.generation() != generation) {
          startOver(past);
        }
        next = Math.max(next, past.oldestRow() / PageId.ROWS); // the rest is forgotten
        page = next;
        if (PageId.ROWS * (page + 1) > guest.firstRow() + screen.topRow()) {
          return true;
        }
      }
      List<StreamMessage.Rows> rows = pull(page, until);
      if (rows == null) {
        if (System.nanoTime() > until) {
          return false;
        }
        continue; // of another generation by now
      }
      rows.forEach(this::take);
      next = page + 1;
    }
  }

  /// Reads on from the next page that is not full yet: what is before it is not looked at.
  public void skip() {
    synchronized (guest) {
      StreamMessage.Past past = guest.past();
      Terminal screen = guest.screen();
      if (past != null && screen != null) {
        startOver(past);
        next = (guest.firstRow() + screen.topRow()) / PageId.ROWS;
        unasked = next;
      }
    }
  }

  /// Reads everything there is once more, from the oldest row on.
  public void startOver() {
    generation = -1;
  }

  /// As [#catchUp], and then hands the lines from there to the last row of the screen to `rest`:
  /// what those become is not known before they have left it.
  public boolean finish(Duration patience, Supplier<Consumer<String>> rest) {
    if (!catchUp(patience)) {
      return false;
    }
    Consumer<String> before = lines;
    String begun = open.toString();
    lines = rest.get();
    boolean complete = readGap(patience) && readScreen();
    emit();
    lines = before;
    open.setLength(0);
    open.append(begun);
    return complete;
  }

  /// Between the last full page and the rows that the screen came with (rule P5).
  private boolean readGap(Duration patience) {
    long end = guest.firstRow();
    if (PageId.ROWS * next >= end) {
      return true;
    }
    List<StreamMessage.Rows> rows = pull(BEFORE_ROW + end, System.nanoTime() + patience.toNanos());
    if (rows == null) {
      return false;
    }
    for (StreamMessage.Rows part : rows) {
      long known = Math.max(0, PageId.ROWS * next - part.firstRow());
      if (known < part.count()) {
        Terminal paper = paper(part);
        takeFrom(paper.transcript(0), known, part.count(), part.continued() && known == 0);
      }
    }
    return true;
  }

  private boolean readScreen() {
    synchronized (guest) {
      Terminal screen = guest.screen();
      if (screen == null) {
        return false;
      }
      long known = Math.max(0, PageId.ROWS * next - guest.firstRow());
      Transcript here = screen.transcript(0);
      takeFrom(here, known, here.endRow(), false);
    }
    return true;
  }

  private void takeFrom(Transcript source, long from, long end, boolean continued) {
    for (long at = from; at < end; ) {
      RowsPage part = source.page(at, end);
      take(
          new StreamMessage.Rows(
              part.firstRow(),
              (int) (part.endRow() - part.firstRow()),
              part.columns(),
              part.continued() || (continued && at == from),
              Bytes.owned(part.bytes())));
      at = part.endRow();
    }
  }

  private void startOver(StreamMessage.Past past) {
    generation = past.generation();
    next = past.oldestRow() / PageId.ROWS;
    unasked = next;
    open.setLength(0);
    rows = 0;
    lines = fresh.get();
  }

  /// How many have been read since it last began at the oldest one.
  public long rows() {
    return rows;
  }

  private @Nullable List<StreamMessage.Rows> pull(long page, long until) {
    long asked = System.nanoTime();
    synchronized (guest) {
      if (page < BEFORE_ROW) {
        askAhead(page);
      } else {
        ask(page);
      }
      while (System.nanoTime() < until) {
        List<StreamMessage.Rows> rows = guest.take(new PageId(generation, page));
        StreamMessage.Past past = guest.past();
        if (past == null || past.generation() != generation || isForgotten(page, past)) {
          return null;
        }
        if (rows != null && rows.stream().anyMatch(part -> part.count() > 0)) {
          return rows;
        }
        if (rows != null) {
          guest.askForKeyframe(); // the past is another by now: the next state says which
        }
        if (System.nanoTime() - asked >= AGAIN_AFTER.toNanos()) {
          asked = System.nanoTime();
          ask(page);
          unasked = Math.min(unasked, page + 1); // those ahead may be lost as well
        }
        waitAMoment();
      }
    }
    return null;
  }

  /// Old rows go while others are read.
  private static boolean isForgotten(long page, StreamMessage.Past past) {
    return page < BEFORE_ROW && PageId.ROWS * (page + 1) <= past.oldestRow();
  }

  private void askAhead(long page) {
    Terminal screen = guest.screen();
    long full = screen == null ? 0 : (guest.firstRow() + screen.topRow()) / PageId.ROWS;
    long end = Math.max(page + 1, Math.min(full, page + 1 + AHEAD));
    for (unasked = Math.max(unasked, page); unasked < end; unasked++) {
      ask(unasked);
    }
  }

  private void ask(long page) {
    guest.sendFrame(new GuestToRelay.PagePlease(new PageId(generation, page)));
  }

  private void waitAMoment() {
    try {
      guest.wait(AGAIN_AFTER.toMillis());
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", stop);
    }
  }

  private void take(StreamMessage.Rows rows) {
    if (rows.count() == 0) {
      return;
    }
    this.rows += rows.count();
    Terminal paper = paper(rows);
    String text = paper.transcript(0).text(CellRange.rows(0, rows.count() - 1));
    boolean first = true;
    for (String line : text.split("\n", -1)) {
      if (!first || !rows.continued()) {
        emit();
      }
      first = false;
      open.append(line);
    }
  }

  private static Terminal paper(StreamMessage.Rows rows) {
    Terminal paper =
        new Terminal(
            rows.columns(),
            RowsPage.SCREEN_ROWS,
            HistoryOptions.inMemory(HistoryOptions.DEFAULT_MEMORY_BYTES));
    paper.feed(rows.text().toArray());
    return paper;
  }

  private void emit() {
    if (!open.isEmpty()) {
      lines.accept(open.toString());
      open.setLength(0);
    }
  }
}
