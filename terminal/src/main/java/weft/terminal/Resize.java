package weft.terminal;

import java.util.ArrayList;
import java.util.List;

/// Brings a screen to another size. Rows that have gone to history keep their layout and number; on
/// the normal screen soft-wrapped rows are laid out anew, on the alternate one rows are cut.
final class Resize {
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
  }

  private void one(Buffer b, int cols, int rows) {
    List<Row> lines = new ArrayList<>(List.of(b.lines));
    height(b, lines, cols, rows);
    b.x = Math.min(b.x, cols - 1);
    b.y = Math.clamp(b.y, 0, rows - 1);
    if (b.history != null && cols != b.cols) {
      lines = reflow(b, lines, cols);
      settle(b, lines, cols, rows);
    }
    for (Row row : lines) {
      row.resize(cols);
    }
    b.lines = lines.toArray(new Row[0]);
    b.cols = cols;
    b.rows = rows;
    b.saved.x = Math.min(b.saved.x, cols - 1);
    b.resetMargins();
    b.tabs.resize(cols);
  }

  /// Fewer rows go from below the cursor, else into history; more come from history where the
  /// cursor is on the last one, else are blank.
  private static void height(Buffer b, List<Row> lines, int cols, int rows) {
    while (lines.size() > rows) {
      if (lines.size() > b.y + 1) {
        lines.removeLast();
      } else {
        push(b, lines);
      }
    }
    boolean atBottom = b.y == lines.size() - 1;
    while (lines.size() < rows) {
      if (atBottom && canPull(b)) {
        pull(b, lines);
      } else {
        lines.add(new Row(cols));
      }
    }
  }

  private static boolean canPull(Buffer b) {
    return b.history != null && b.history.end() == b.base && b.history.first() < b.base;
  }

  private static void pull(Buffer b, List<Row> lines) {
    if (b.history != null) {
      lines.addFirst(b.history.removeLast(b.cols));
      b.base--;
      b.y++;
    }
  }

  private static void push(Buffer b, List<Row> lines) {
    Row top = lines.removeFirst();
    if (b.history != null) {
      b.history.append(top, b.base);
      b.base++;
    }
    b.y--;
  }

  private static List<Row> reflow(Buffer b, List<Row> lines, int cols) {
    Reflow reflow = new Reflow(b.cols, cols);
    List<Row> out = new ArrayList<>();
    int y = b.y;
    for (int at = 0; at < lines.size(); ) {
      int end = at + 1;
      while (end < lines.size() && lines.get(end).wrapped) {
        end++;
      }
      List<Row> group = lines.subList(at, end);
      boolean hasCursor = b.y >= at && b.y < end;
      boolean fits = end == at + 1 && group.getFirst().trimmedLength() <= cols;
      List<Row> laid = hasCursor || fits ? group : reflow.lay(group);
      if (end <= b.y) {
        y += laid.size() - group.size();
      }
      out.addAll(laid);
      at = end;
    }
    b.y = y;
    return out;
  }

  /// After a reflow: as many rows as the screen has, the cursor among them. Blank rows below it go
  /// first, then the top ones into history.
  private static void settle(Buffer b, List<Row> lines, int cols, int rows) {
    while (lines.size() > rows) {
      boolean spare = lines.size() > b.y + 1 && lines.getLast().usedLength() == 0;
      if (spare || b.y == 0) {
        lines.removeLast();
      } else {
        push(b, lines);
      }
    }
    while (lines.size() < rows && canPull(b)) {
      pull(b, lines);
    }
    while (lines.size() < rows) {
      lines.add(new Row(cols));
    }
  }
}
