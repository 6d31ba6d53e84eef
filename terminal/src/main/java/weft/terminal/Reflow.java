package weft.terminal;

import java.util.ArrayList;
import java.util.List;

/// Lays soft-wrapped rows out for another width, as xterm.js does: the rows that hold the cursor
/// stay as they are, for the program to repaint.
final class Reflow {
  private final int oldCols;
  private final int newCols;

  Reflow(int oldCols, int newCols) {
    this.oldCols = oldCols;
    this.newCols = newCols;
  }

  /// The rows of one logical line for the new width; `group` holds rows at least as wide as either.
  List<Row> lay(List<Row> group) {
    List<Row> out = new ArrayList<>();
    Row row = null;
    int x = 0;
    for (int i = 0; i < group.size(); i++) {
      Row from = group.get(i);
      int length = length(group, i);
      for (int at = 0; at < length; at++) {
        long cell = from.cells[at];
        boolean wide = Cell.width(cell) == 2;
        if (row == null || x >= newCols || (wide && x == newCols - 1)) {
          boolean first = row == null;
          row = new Row(newCols);
          row.wrapped = first ? group.getFirst().wrapped : true;
          out.add(row);
          x = 0;
        }
        row.cells[x++] = cell;
      }
    }
    if (row == null) {
      Row empty = new Row(newCols);
      empty.wrapped = group.getFirst().wrapped;
      out.add(empty);
    }
    return out;
  }

  /// Cells of a row that belong to the line: not those after its end, nor the one that stayed empty
  /// as the next character was wide.
  private int length(List<Row> group, int i) {
    Row row = group.get(i);
    if (i == group.size() - 1) {
      return row.trimmedLength();
    }
    long last = row.cells[oldCols - 1];
    boolean gap = !Cell.hasContent(last) && Cell.width(last) == 1;
    return gap && group.get(i + 1).width(0) == 2 ? oldCols - 1 : oldCols;
  }
}
