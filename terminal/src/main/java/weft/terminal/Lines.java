package weft.terminal;

/// Where logical lines begin and end. A line of more than [#MAX_ROWS] rows is taken as several: cut
/// at row numbers that are multiples of it, at the second such at the earliest, so that it is cut
/// alike wherever one begins to read.
final class Lines {
  static final int MAX_ROWS = 1024;

  private final TextRows rows;

  Lines(TextRows rows) {
    this.rows = rows;
  }

  /// First row of the line that this row is in.
  long start(long row) {
    long lowest = row - 2L * MAX_ROWS;
    long start = row;
    while (rows.isContinued(start)) {
      if (--start < lowest) {
        return cutBefore(row);
      }
    }
    return row < end(start) ? start : cutBefore(row);
  }

  private static long cutBefore(long row) {
    return row - row % MAX_ROWS;
  }

  /// Where a line that begins here is cut, if it is that long.
  static long end(long start) {
    return cutBefore(start + 2L * MAX_ROWS - 1);
  }
}
