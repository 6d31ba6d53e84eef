package weft.terminal;

import java.util.List;

/// What the two directions of a reflow share; a port of xterm.js's `BufferReflow`.
final class Reflow {
  private Reflow() {}

  /// Cells of the `i`th row that belong to the line: not those after its end, nor the one that
  /// stayed empty as the next character was wide.
  static int length(List<Row> line, int i, int cols) {
    Row row = line.get(i);
    if (i == line.size() - 1) {
      return row.trimmedLength();
    }
    long last = row.cells[cols - 1];
    boolean gap = !Cell.hasContent(last) && Cell.width(last) == 1;
    return gap && line.get(i + 1).width(0) == 2 ? cols - 1 : cols;
  }

  static void copy(Row from, int at, Row to, int toAt, int count) {
    System.arraycopy(from.cells, at, to.cells, toAt, count);
    to.wrote(toAt + count);
  }
}
