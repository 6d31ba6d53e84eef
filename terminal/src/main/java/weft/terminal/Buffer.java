package weft.terminal;

import org.jspecify.annotations.Nullable;

/// The normal or the alternate buffer: visible rows, cursor, margins, tab stops, saved cursor; with
/// a history where it is the normal one.
final class Buffer {
  final @Nullable History history;
  final SavedCursor saved = new SavedCursor();
  final TabStops tabs;
  int cols;
  int rows;

  /// Cursor; `x == cols` is a pending wrap.
  int x;

  int y;

  /// Margins, both inclusive.
  int top;

  int bottom;

  /// Absolute number of the first visible row; always 0 in the alternate buffer.
  long base;

  Row[] lines;

  Buffer(int cols, int rows, @Nullable History history) {
    this.cols = cols;
    this.rows = rows;
    this.history = history;
    this.tabs = new TabStops(cols);
    this.bottom = rows - 1;
    this.lines = blankRows(cols, rows);
  }

  static Row[] blankRows(int cols, int rows) {
    Row[] lines = new Row[rows];
    for (int i = 0; i < rows; i++) {
      lines[i] = new Row(cols);
    }
    return lines;
  }

  Row line() {
    return lines[y];
  }

  /// Blank screen, default margins and tab stops; the saved cursor stays.
  void clear(long blank) {
    for (Row row : lines) {
      row.fill(blank);
      row.wrapped = false;
    }
    x = 0;
    y = 0;
    resetMargins();
    tabs.reset();
  }

  void resetMargins() {
    top = 0;
    bottom = rows - 1;
  }

  /// Scrolls the region up by one row; a row that leaves from the top of the normal buffer goes to
  /// its history.
  void scroll(long blank, boolean wrapped) {
    Row row = lines[top];
    if (top == 0 && history != null) {
      history.append(row, base);
      base++;
    }
    System.arraycopy(lines, top + 1, lines, top, bottom - top);
    lines[bottom] = row;
    row.fill(blank);
    row.wrapped = wrapped;
  }

  /// Takes out the row `from` and puts it back, blank, at `to`; those between move by one.
  void move(int from, int to, long blank) {
    Row row = lines[from];
    if (from < to) {
      System.arraycopy(lines, from + 1, lines, from, to - from);
    } else {
      System.arraycopy(lines, to, lines, to + 1, from - to);
    }
    lines[to] = row;
    row.fill(blank);
    row.wrapped = false;
  }

  boolean cursorInMargins() {
    return y >= top && y <= bottom;
  }
}
