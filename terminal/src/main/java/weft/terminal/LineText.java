package weft.terminal;

import java.util.Arrays;

/// One logical line: its text, and the cell that each character is in.
final class LineText {
  private static final int WIDE = 1;
  private static final int COLUMN_SHIFT = 1;
  private static final int ROW_SHIFT = 13;
  private static final int COLUMN_MASK = (1 << (ROW_SHIFT - COLUMN_SHIFT)) - 1;

  private final TextRows rows;
  private final long firstRow;
  private final StringBuilder text = new StringBuilder();
  private final int[] codes = new int[Clusters.MAX_CODE_POINTS];
  private int[] cells = new int[256];
  private long endRow;

  /// The line that begins at `start`.
  LineText(TextRows rows, long start) {
    this.rows = rows;
    this.firstRow = start;
    long cut = Lines.end(start);
    Row row = rows.get(start);
    for (long n = start; ; n++) {
      boolean more = n + 1 < rows.end() && n + 1 < cut;
      Row next = more ? rows.get(n + 1) : row;
      more &= next.wrapped;
      add(row, (int) (n - start), more ? length(row, next) : row.usedLength());
      if (!more) {
        endRow = n + 1;
        break;
      }
      row = next;
    }
    int length = text.length();
    while (length > 0 && text.charAt(length - 1) == ' ') {
      length--;
    }
    text.setLength(length);
  }

  /// Cells of a row that the next one continues: all, but not the one that a wide character left
  /// free because it had no room.
  static int length(Row row, Row next) {
    int last = row.cols() - 1;
    return next.width(0) == 2 && row.cells[last] == Cell.BLANK ? last : row.cols();
  }

  private void add(Row row, int index, int length) {
    for (int x = 0; x < length; x++) {
      long cell = row.cells[x];
      int before = text.length();
      if (Cell.hasContent(cell)) {
        append(text, rows.tables(), cell, codes);
      } else if (Cell.width(cell) != 0) {
        text.append(' ');
      }
      int wide = Cell.width(cell) == 2 ? WIDE : 0;
      mark(before, text.length(), index << ROW_SHIFT | x << COLUMN_SHIFT | wide);
    }
  }

  /// The characters of a cell that has some.
  static void append(StringBuilder to, Screen tables, long cell, int[] codes) {
    if (Cell.isCluster(cell)) {
      int n = tables.clusters.read(Cell.value(cell), codes);
      for (int i = 0; i < n; i++) {
        to.appendCodePoint(codes[i]);
      }
    } else if (Cell.value(cell) < 0x10000) {
      to.append((char) Cell.value(cell));
    } else {
      to.appendCodePoint(Cell.value(cell));
    }
  }

  private void mark(int from, int to, int cell) {
    if (to > cells.length) {
      cells = Arrays.copyOf(cells, Math.max(cells.length * 2, to));
    }
    for (int i = from; i < to; i++) {
      cells[i] = cell;
    }
  }

  CharSequence text() {
    return text;
  }

  long firstRow() {
    return firstRow;
  }

  long endRow() {
    return endRow;
  }

  /// The cells that characters `start` to `end` touch; at least one character.
  CellRange range(int start, int end) {
    int from = cells[start];
    int last = cells[end - 1];
    return new CellRange(
        firstRow + (from >> ROW_SHIFT),
        from >> COLUMN_SHIFT & COLUMN_MASK,
        firstRow + (last >> ROW_SHIFT),
        (last >> COLUMN_SHIFT & COLUMN_MASK) + 1 + (last & WIDE));
  }
}
