package weft.terminal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Breaks rows anew where the screen has become narrower, as xterm.js does: the rows that hold the
/// cursor stay as they are and are cut, for the program to repaint.
final class ReflowNarrower {
  /// Rows that a line needs besides its own.
  ///
  /// @param start index they come before, counted with those inserted below
  private record Insertion(int start, List<Row> rows) {}

  private final Layout layout;
  private final int oldCols;
  private final int newCols;
  private final int newRows;
  private final List<Insertion> insertions = new ArrayList<>();
  private int inserted;

  ReflowNarrower(Layout layout, int oldCols, int newCols, int newRows) {
    this.layout = layout;
    this.oldCols = oldCols;
    this.newCols = newCols;
    this.newRows = newRows;
  }

  /// From the last line to the first. Rows that have dropped out below are looked at all the same.
  void run() {
    List<Row> all = List.copyOf(layout.rows);
    for (int at = all.size() - 1; at >= 0; at--) {
      Row last = all.get(at);
      if (!last.wrapped && last.trimmedLength() <= newCols) {
        continue;
      }
      int end = at + 1;
      while (all.get(at).wrapped && at > 0) {
        at--;
      }
      if (layout.cursor() < at || layout.cursor() >= end) {
        spread(at, new ArrayList<>(all.subList(at, end)));
      }
    }
    insert();
  }

  private void spread(int at, List<Row> line) {
    int[] lengths = lengths(line);
    int more = lengths.length - line.size();
    if (more < 0) {
      return; // its last row was empty and can stay so
    }
    List<Row> added = new ArrayList<>();
    for (int i = 0; i < more; i++) {
      Row row = new Row(oldCols);
      row.wrapped = true;
      added.add(row);
    }
    if (more > 0) {
      insertions.add(new Insertion(at + line.size() + inserted, added));
      inserted += more;
    }
    int lastLength = line.getLast().trimmedLength();
    line.addAll(added);
    move(line, lengths, line.size() - more - 1, lastLength);
    for (int i = 0; i < lengths.length; i++) {
      if (lengths[i] < newCols) {
        line.get(i).cells[lengths[i]] = Cell.BLANK;
      }
    }
    settle(more);
  }

  /// Moves cells down, the last ones first, so that nothing is overwritten before it has moved.
  private void move(List<Row> line, int[] lengths, int lastFrom, int lastLength) {
    int to = lengths.length - 1;
    int toCol = lengths[to];
    int from = lastFrom;
    int fromCol = lastLength;
    while (from >= 0 && to >= 0) {
      int count = Math.min(fromCol, toCol);
      Reflow.copy(line.get(from), fromCol - count, line.get(to), toCol - count, count);
      toCol -= count;
      fromCol -= count;
      if (toCol == 0) {
        to--;
        toCol = to >= 0 ? lengths[to] : 0;
      }
      if (fromCol == 0) {
        from--;
        fromCol = Reflow.length(line, Math.max(from, 0), oldCols);
      }
    }
  }

  /// Cells in each of the new rows: as many as there are columns, one fewer where a wide character
  /// has no room.
  private int[] lengths(List<Row> line) {
    int needed = 0;
    for (int i = 0; i < line.size(); i++) {
      needed += Reflow.length(line, i, oldCols);
    }
    int[] lengths = new int[2 * line.size() * (oldCols / newCols + 1) + 1];
    int n = 0;
    int fromCol = 0;
    int from = 0;
    for (int available = 0; available < needed; ) {
      if (needed - available < newCols) {
        lengths[n++] = needed - available;
        break;
      }
      fromCol += newCols;
      int length = Reflow.length(line, from, oldCols);
      if (fromCol > length) {
        fromCol -= length;
        from++;
      }
      boolean wide = line.get(from).width(fromCol - 1) == 2;
      fromCol -= wide ? 1 : 0;
      lengths[n] = wide ? newCols - 1 : newCols;
      available += lengths[n++];
    }
    return Arrays.copyOf(lengths, n);
  }

  /// The screen stays at its end: blank rows below the cursor make room first, as long as nothing
  /// is above it.
  private void settle(int more) {
    for (int i = 0; i < more; i++) {
      if (layout.top == 0 && layout.y < newRows - 1) {
        layout.y++;
        layout.rows.removeLast();
      } else if (layout.top == 0 || layout.top < layout.rows.size() + inserted - newRows) {
        layout.top++;
      }
    }
    layout.saved = Math.min(layout.saved + more, layout.top + newRows - 1L);
  }

  private void insert() {
    List<Row> all = new ArrayList<>();
    int original = layout.rows.size() - 1;
    int next = 0;
    int done = 0;
    while (original >= 0 || next < insertions.size()) {
      Insertion i = next < insertions.size() ? insertions.get(next) : null;
      if (i != null && i.start() > original + done) {
        all.addAll(i.rows().reversed());
        done += i.rows().size();
        next++;
      } else {
        all.add(layout.rows.get(original--));
      }
    }
    layout.rows.clear();
    layout.rows.addAll(all.reversed());
  }
}
