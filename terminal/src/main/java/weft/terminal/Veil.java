package weft.terminal;

import org.jspecify.annotations.Nullable;

/// What was on the normal screen before sharing began there. To programs and to guests a veiled
/// cell is a default blank, whatever moves it; underneath it keeps what it was, for the owner's own
/// terminal and for a sharing from earlier on. It goes as soon as anything is written over it.
///
/// Such a cell is a blank with a style of its own, which looks like the default one: [Styles#veil].
final class Veil {
  private final Screen screen;

  /// Cells are veiled by one covering or another; rows of the history remember which.
  private int coverings;

  /// Coverings up to this one hide nothing any more.
  private int lifted;

  /// The first row that may be read, and the first that was not covered; null where all may.
  private @Nullable RowMark first;

  private @Nullable RowMark start;

  Veil(Screen screen) {
    this.screen = screen;
  }

  /// Covers the normal screen's rows before `start`, and forgets what else would tell of before.
  ///
  /// @param first a mark no later than the screen's first row
  /// @param start a mark that is not before `first`
  /// @param column how much of row `start` is covered, too
  void cover(RowMark first, RowMark start, int column) {
    this.first = first;
    this.start = start;
    coverings++;
    Buffer b = screen.normal;
    for (int y = 0; y < screen.rows && b.base + y < start.row(); y++) {
      cover(b.row(y), screen.cols);
    }
    long y = start.row() - b.base;
    if (column > 0 && y >= 0 && y < screen.rows) {
      cover(b.row((int) y), column);
    }
    screen.titles.hide();
    screen.pen.link(0);
    screen.joinState = 0;
  }

  /// Rows that come back from the history onto the screen, where programs can move them, are
  /// covered like those that never left it.
  void resized() {
    RowMark bound = first;
    Buffer b = screen.normal;
    if (bound != null && bound.row() > b.base) {
      for (int y = 0; y < screen.rows && b.base + y < bound.row(); y++) {
        cover(b.row(y), screen.cols);
      }
      bound.move(b.base);
    }
  }

  private void cover(Row row, int columns) {
    row.wrapped = false;
    for (int x = 0; x < Math.min(columns, row.cells.length); x++) {
      long cell = row.cells[x];
      if (cell != Cell.BLANK && !screen.styles.isVeiled(cell)) {
        row.cells[x] = screen.styles.veil(cell);
      }
    }
  }

  /// Everything may be read again. Gives up the marks.
  void lift() {
    lifted = coverings;
    first = null;
    start = null;
    for (Row row : screen.normal.anyOrder()) {
      System.arraycopy(real(row).cells, 0, row.cells, 0, row.cells.length);
    }
    screen.titles.unhide();
  }

  @Nullable RowMark first() {
    return first;
  }

  @Nullable RowMark start() {
    return start;
  }

  /// The first row that may be read: past what had been covered when it left the screen.
  long firstRow() {
    RowMark bound = first;
    RowMark end = start;
    if (bound == null || end == null) {
      return 0;
    }
    long last = Math.min(end.row(), screen.normal.base);
    long row = bound.row();
    if (row >= last) {
      return row;
    }
    TextRows rows = new TextRows(screen, 0, Terminal.MIN_COLS);
    while (row < last && isCovered(rows, row)) {
      row++;
    }
    bound.move(row);
    return row;
  }

  private static boolean isCovered(TextRows rows, long row) {
    return row < rows.first() || rows.get(row).usedLength() == 0;
  }

  /// The number that cells which are veiled now go into the history with.
  int covering() {
    return coverings;
  }

  boolean hides(int covering) {
    return covering > lifted;
  }

  /// The row as guests get it.
  Row shown(Row row) {
    return without(row, false);
  }

  /// The row as its owner's terminal shows it.
  Row real(Row row) {
    return without(row, true);
  }

  private Row without(Row row, boolean seeThrough) {
    if (!screen.styles.anyVeiled()) {
      return row;
    }
    Row copy = null;
    for (int x = 0; x < row.cells.length; x++) {
      if (screen.styles.isVeiled(row.cells[x])) {
        copy = copy == null ? copyOf(row) : copy;
        copy.cells[x] = seeThrough ? screen.styles.unveiled(row.cells[x]) : Cell.BLANK;
      }
    }
    if (copy != null && seeThrough) {
      makeWhole(copy);
    }
    return copy == null ? row : copy;
  }

  private static Row copyOf(Row row) {
    Row copy = new Row(row.cols());
    System.arraycopy(row.cells, 0, copy.cells, 0, row.cols());
    copy.wrapped = row.wrapped;
    return copy;
  }

  /// Half of a wide character may have been written over, which a veil doesn't notice.
  private static void makeWhole(Row row) {
    for (int x = 0; x < row.cols(); x++) {
      boolean wide = row.width(x) == 2;
      boolean complete = wide && x + 1 < row.cols() && row.isRest(x + 1);
      if (complete) {
        x++;
      } else if (wide || row.isRest(x)) {
        row.cells[x] = Cell.BLANK;
      }
    }
  }
}
