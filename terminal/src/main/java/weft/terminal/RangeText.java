package weft.terminal;

/// Goes through the cells of a range line by line; wrapped rows are one line, trailing blanks are
/// left out.
abstract sealed class RangeText permits PlainRange, HtmlRange, AnsiRange {
  /// Rows of a range that are written; the rest is left out. Bounds a copy to some megabytes.
  static final int MAX_ROWS = 100_000;

  final TextRows rows;

  RangeText(TextRows rows) {
    this.rows = rows;
  }

  /// Cells `from` to `to` of a row, in the order of the text.
  abstract void cells(Row row, int from, int to);

  /// A line ends and another one follows.
  abstract void lineEnd();

  /// How many cells of a row at a line's end are worth writing.
  abstract int length(Row row);

  final void walk(CellRange range) {
    long first = Math.max(range.firstRow(), rows.first());
    long last = Math.min(Math.min(range.lastRow(), rows.end() - 1), first + MAX_ROWS - 1);
    if (first > last) {
      return;
    }
    Row row = rows.get(first);
    for (long n = first; n <= last; n++) {
      Row next = n < last ? rows.get(n + 1) : row;
      boolean goesOn = n < last && next.wrapped;
      int from = n == range.firstRow() ? start(row, range.firstColumn()) : 0;
      int to = goesOn ? LineText.length(row, next) : length(row);
      if (n == range.lastRow()) {
        to = Math.min(to, Math.max(0, range.endColumn()));
      }
      cells(row, from, Math.max(from, to));
      if (n < last && !goesOn) {
        lineEnd();
      }
      row = next;
    }
  }

  /// Half a wide character is the whole of it.
  private static int start(Row row, int column) {
    int x = Math.clamp(column, 0, row.cols() - 1);
    return x > 0 && row.isRest(x) && row.width(x - 1) == 2 ? x - 1 : x;
  }
}
