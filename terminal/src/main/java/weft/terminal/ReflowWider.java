package weft.terminal;

import java.util.ArrayList;
import java.util.List;

/// Brings soft-wrapped rows together where the screen has become wider, as xterm.js does: the rows
/// that hold the cursor stay as they are, for the program to repaint.
final class ReflowWider {
  private final Layout layout;
  private final int oldCols;
  private final int newCols;

  ReflowWider(Layout layout, int oldCols, int newCols) {
    this.layout = layout;
    this.oldCols = oldCols;
    this.newCols = newCols;
  }

  void to(int newRows) {
    List<Row> kept = new ArrayList<>();
    for (int at = 0; at < layout.rows.size(); ) {
      int end = layout.lineEnd(at);
      List<Row> line = layout.rows.subList(at, end);
      boolean hasCursor = layout.cursor() >= at && layout.cursor() < end;
      int needed = line.size() == 1 || hasCursor ? line.size() : merge(line);
      kept.addAll(line.subList(0, needed));
      at = end;
    }
    int removed = layout.rows.size() - kept.size();
    layout.rows.clear();
    layout.rows.addAll(kept);
    for (int i = 0; i < removed; i++) {
      if (layout.top > 0) {
        layout.top--;
        continue;
      }
      layout.y = Math.max(0, layout.y - 1);
      if (layout.rows.size() < newRows) {
        layout.rows.add(new Row(newCols));
      }
    }
    layout.saved -= removed;
  }

  /// Moves the cells of a line up; tells how many of its rows it still needs.
  private int merge(List<Row> line) {
    int to = 0;
    int toCol = Reflow.length(line, 0, oldCols);
    int from = 1;
    int fromCol = 0;
    while (from < line.size()) {
      int length = Reflow.length(line, from, oldCols);
      int count = Math.min(length - fromCol, newCols - toCol);
      Reflow.copy(line.get(from), fromCol, line.get(to), toCol, count);
      toCol += count;
      fromCol += count;
      if (toCol == newCols) {
        to++;
        toCol = 0;
      }
      if (fromCol == length) {
        from++;
        fromCol = 0;
      }
      if (toCol == 0 && to > 0 && line.get(to - 1).width(newCols - 1) == 2) {
        Reflow.copy(line.get(to - 1), newCols - 1, line.get(to), toCol++, 1);
        line.get(to - 1).cells[newCols - 1] = Cell.BLANK;
      }
    }
    blank(line.get(to), toCol);
    int needed = line.size();
    while (needed > 1 && (needed - 1 > to || line.get(needed - 1).trimmedLength() == 0)) {
      needed--;
    }
    return needed;
  }

  private void blank(Row row, int from) {
    java.util.Arrays.fill(row.cells, from, newCols, Cell.BLANK);
  }
}
