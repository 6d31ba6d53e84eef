package weft.terminal;

/// A place between two rows that stays where it is while rows move: the beginning of a line, such
/// as where sharing starts or a command's output does. Laying out rows for another width may give
/// them other numbers; this one is kept right.
public final class RowMark {
  private long row;

  /// Lines that begin after the row that marks are counted from, up to the mark: while a resize is
  /// under way.
  private int lines;

  RowMark(long row) {
    this.row = row;
  }

  /// Absolute number of the first row after the mark.
  public long row() {
    return row;
  }

  void move(long to) {
    row = to;
  }

  int lines() {
    return lines;
  }

  void countLines(int count) {
    lines = count;
  }
}
