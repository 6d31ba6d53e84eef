package weft.terminal;

import java.util.ArrayList;
import java.util.List;

/// Keeps marks at their lines while a resize lays rows out anew, by counting the beginnings of
/// lines from a row that no resize reaches. A mark inside a line moves to that line's end: what
/// stood before it must never come after it.
final class RowMarks {
  private final Screen screen;
  private final List<RowMark> marks = new ArrayList<>();
  private long origin;

  RowMarks(Screen screen) {
    this.screen = screen;
  }

  RowMark add(long row) {
    RowMark mark = new RowMark(row);
    marks.add(mark);
    return mark;
  }

  void remove(RowMark mark) {
    marks.remove(mark);
  }

  void beforeResize() {
    if (marks.isEmpty()) {
      return;
    }
    TextRows rows = new TextRows(screen, 0, Terminal.MIN_COLS);
    origin = Math.max(rows.first(), screen.normal.base - Terminal.RESIZE_REACH);
    int lines = 0;
    for (long n = origin + 1; n < rows.end(); n++) {
      lines += rows.get(n).wrapped ? 0 : 1;
      boolean inside = rows.get(n).wrapped;
      for (RowMark mark : marks) {
        if (mark.row() == n) {
          mark.countLines(inside ? lines + 1 : lines);
        }
      }
    }
    int all = lines;
    marks.stream().filter(m -> m.row() >= rows.end()).forEach(m -> m.countLines(all + 1));
  }

  void afterResize() {
    if (marks.isEmpty()) {
      return;
    }
    TextRows rows = new TextRows(screen, 0, Terminal.MIN_COLS);
    long[] begin = new long[(int) (rows.end() - origin) + 1];
    int lines = 0;
    for (long n = origin + 1; n < rows.end(); n++) {
      if (!rows.get(n).wrapped) {
        begin[++lines] = n;
      }
    }
    for (RowMark mark : marks) {
      if (mark.row() > origin) {
        mark.move(mark.lines() <= lines ? begin[mark.lines()] : rows.end());
      }
    }
  }
}
