package weft.terminal;

import static java.nio.charset.StandardCharsets.US_ASCII;

/// Copies rows into a terminal of their own, which holds nothing else and stays as it is.
public final class RowsCopy {
  private final Terminal copy;
  private int onScreen; // rows of the page that came last

  /// An empty copy for rows of about this width.
  public RowsCopy(int cols) {
    copy = new Terminal(cols, RowsPage.SCREEN_ROWS);
  }

  /// Adds rows below those that are there.
  ///
  /// @return where they begin in the copy
  public RowMark add(Transcript source, long first, long end) {
    RowMark begin = copy.mark(nextRow());
    for (long at = first; at < end; ) {
      RowsPage page = source.page(at, end);
      if (page.endRow() <= at) {
        break;
      }
      blankScreen();
      if (page.columns() != copy.cols()) {
        copy.resize(page.columns(), RowsPage.SCREEN_ROWS);
      }
      copy.feed(page.bytes());
      onScreen = (int) Math.min(page.endRow() - page.firstRow(), RowsPage.SCREEN_ROWS);
      at = page.endRow();
    }
    return begin;
  }

  /// Adds a line below those that are there.
  ///
  /// @param line text with escape sequences for colours and links only
  public void addLine(byte[] line) {
    blankScreen();
    copy.feed(line);
    onScreen = (int) (copy.cursorRow() - copy.topRow()) + 1;
  }

  /// Number of the row that comes next.
  private long nextRow() {
    return copy.topRow() + onScreen;
  }

  /// A page is written from the start of a blank screen; what is there moves to the history.
  private void blankScreen() {
    String plain = "\033[m\033]8;;\007";
    String scroll = "\033[" + RowsPage.SCREEN_ROWS + "H" + "\n".repeat(onScreen);
    copy.feed((plain + scroll + "\033[H").getBytes(US_ASCII));
    onScreen = 0;
  }

  /// The copy with a screen of this size and without a cursor; nothing is added any more.
  ///
  /// @return where the row after the last one is
  public RowMark finish(int cols, int rows) {
    RowMark end = copy.mark(nextRow());
    copy.feed("\033[m\033]8;;\007\033[?25l".getBytes(US_ASCII));
    copy.resize(cols, Math.max(1, onScreen)); // then the screen is filled from the history
    copy.resize(cols, rows);
    return end;
  }

  public Terminal terminal() {
    return copy;
  }
}
