package weft.terminal;

import java.util.Arrays;

/// Brings a screen to another size, as xterm.js does: on the normal screen soft-wrapped rows are
/// laid out anew, on the alternate one rows are cut.
///
/// Of the history only what the new screen needs is laid out with it; rows above keep their layout
/// and number.
final class Resize {
  /// Rows of history taken back at most: a line that is longer keeps its layout above.
  private static final int MOST_TAKEN = 2 * Terminal.MAX_ROWS;

  private final Screen screen;

  Resize(Screen screen) {
    this.screen = screen;
  }

  void to(int cols, int rows) {
    if (cols == screen.cols && rows == screen.rows) {
      return;
    }
    one(screen.normal, cols, rows);
    one(screen.alternate, cols, rows);
    screen.cols = cols;
    screen.rows = rows;
    screen.joinState = 0;
  }

  private static void one(Buffer b, int cols, int rows) {
    Layout layout = new Layout();
    layout.rows.addAll(Arrays.asList(b.lines()));
    layout.y = b.y;
    layout.saved = b.saved.row - b.base;
    int widest = Math.max(b.cols, cols);
    layout.rows.forEach(row -> row.resize(widest));
    take(b, layout, cols, rows);
    height(layout, widest, b.rows, rows);
    if (b.history != null && cols > b.cols) {
      new ReflowWider(layout, b.cols, cols).to(rows);
    } else if (b.history != null && cols < b.cols) {
      new ReflowNarrower(layout, b.cols, cols, rows).run();
    }
    put(b, layout, cols, rows);
    b.x = Math.min(b.x, cols - 1);
    b.y = Math.min(layout.y, rows - 1);
    b.cols = cols;
    b.rows = rows;
    b.saved.x = Math.min(b.saved.x, cols - 1);
    b.saved.row = b.base + Math.max(0, layout.saved - layout.top);
    b.resetMargins();
    b.tabs.resize(cols);
  }

  /// Takes rows back from history: one at least, the rest of the line that goes on in the first
  /// row, and lines enough to fill the new screen even where each needs only one row of it.
  private static void take(Buffer b, Layout layout, int cols, int rows) {
    History history = b.history;
    if (history == null || history.end() != b.base) {
      return;
    }
    int lines = 0;
    for (Row row : layout.rows) {
      lines += row.wrapped ? 0 : 1;
    }
    while (layout.top < MOST_TAKEN && history.first() < b.base) {
      boolean complete = cols == b.cols || !layout.rows.getFirst().wrapped;
      if (layout.top > 0 && complete && lines > rows) {
        return;
      }
      Row row = history.removeLast(Math.max(b.cols, cols));
      b.base--;
      layout.rows.addFirst(row);
      layout.top++;
      layout.saved++;
      lines += row.wrapped ? 0 : 1;
    }
  }

  /// Fewer rows go from below the cursor, else above the screen; more come from above where the
  /// cursor is on the last one, else are blank.
  private static void height(Layout layout, int cols, int oldRows, int rows) {
    int up = 0;
    for (int n = oldRows; n < rows; n++) {
      if (layout.rows.size() >= rows + layout.top) {
        continue;
      }
      if (layout.top > 0 && layout.rows.size() <= layout.top + layout.y + up + 1) {
        layout.top--;
        up++;
      } else {
        layout.rows.add(new Row(cols));
      }
    }
    for (int n = oldRows; n > rows; n--) {
      if (layout.rows.size() > layout.cursor() + 1) {
        layout.rows.removeLast();
      } else {
        layout.top++;
      }
    }
    layout.y = Math.min(layout.y, rows - 1) + up;
  }

  /// What is above the screen goes back to history.
  private static void put(Buffer b, Layout layout, int cols, int rows) {
    for (Row row : layout.rows) {
      row.resize(cols);
      if (row.width(cols - 1) == 2) {
        row.cells[cols - 1] = Cell.BLANK;
      }
      if (row.isRest(0)) {
        row.cells[0] = Cell.BLANK;
      }
    }
    for (int i = 0; i < layout.top && b.history != null; i++) {
      b.history.append(layout.rows.get(i), b.base);
      b.base++;
    }
    while (layout.rows.size() < layout.top + rows) {
      layout.rows.add(new Row(cols));
    }
    b.lines(layout.rows.subList(layout.top, layout.top + rows).toArray(new Row[0]));
  }
}
