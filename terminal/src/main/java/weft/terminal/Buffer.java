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

  /// The visible rows as a ring, the topmost at [#start]: scrolling the whole screen moves nothing.
  private Row[] ring;

  private int start;

  /// For putting the ring in order without allocating.
  private Row[] spare;

  Buffer(int cols, int rows, @Nullable History history) {
    this.cols = cols;
    this.rows = rows;
    this.history = history;
    this.tabs = new TabStops(cols);
    this.bottom = rows - 1;
    this.ring = blankRows(cols, rows);
    this.spare = new Row[rows];
  }

  private static Row[] blankRows(int cols, int rows) {
    Row[] lines = new Row[rows];
    for (int i = 0; i < rows; i++) {
      lines[i] = new Row(cols);
    }
    return lines;
  }

  /// The visible row `n`, counted from the top.
  Row row(int n) {
    int at = start + n;
    return ring[at < ring.length ? at : at - ring.length];
  }

  /// The cursor's row.
  Row line() {
    return row(y);
  }

  /// All visible rows, in whatever order.
  Row[] anyOrder() {
    return ring;
  }

  /// All visible rows from the top, in an array that is right until the next scroll.
  Row[] lines() {
    if (start != 0) {
      Row[] ordered = spare;
      System.arraycopy(ring, start, ordered, 0, ring.length - start);
      System.arraycopy(ring, 0, ordered, ring.length - start, start);
      spare = ring;
      ring = ordered;
      start = 0;
    }
    return ring;
  }

  void lines(Row[] rowsFromTop) {
    ring = rowsFromTop;
    spare = new Row[rowsFromTop.length];
    start = 0;
  }

  /// Blank screen, default margins and tab stops; the saved cursor stays.
  void clear(long blank) {
    for (Row row : ring) {
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
    if (top == 0 && history != null) {
      history.append(row(0), base);
      base++;
    }
    Row row = shift(top, bottom);
    row.fill(blank);
    row.wrapped = wrapped;
  }

  /// Takes out the row `from` and puts it back, blank, at `to`; those between move by one.
  void move(int from, int to, long blank) {
    Row row = shift(from, to);
    row.fill(blank);
    row.wrapped = false;
  }

  private Row shift(int from, int to) {
    if (from == 0 && to == ring.length - 1) {
      Row row = ring[start];
      start = start + 1 == ring.length ? 0 : start + 1;
      return row;
    }
    Row[] lines = lines();
    Row row = lines[from];
    if (from < to) {
      System.arraycopy(lines, from + 1, lines, from, to - from);
    } else {
      System.arraycopy(lines, to, lines, to + 1, from - to);
    }
    lines[to] = row;
    return row;
  }

  boolean cursorInMargins() {
    return y >= top && y <= bottom;
  }
}
