package weft.terminal;

import java.util.function.LongFunction;

/// Writes the rows of a buffer, history first, onto a blank screen, with their soft wraps.
final class ScreenText {
  private final Screen screen;
  private final EscapeText out;
  private final PenText pen;
  private final RowPainter painter;

  ScreenText(Screen screen, EscapeText out, PenText pen, RowPainter painter) {
    this.screen = screen;
    this.out = out;
    this.pen = pen;
    this.painter = painter;
  }

  void normal(long firstRow, int historyRows) {
    Buffer b = screen.normal;
    History history = screen.history;
    long start = Math.max(Math.max(history.first(), firstRow), b.base - historyRows);
    start = Math.clamp(start, history.first(), b.base);
    Row blank = new Row(screen.cols);
    rows(
        start,
        b.base + screen.rows,
        n -> {
          if (n < firstRow) {
            return blank;
          }
          return n < b.base ? history.get(n, screen.cols) : b.lines[(int) (n - b.base)];
        });
  }

  /// The alternate buffer; where its top row continues one that is gone, a stand-in scrolls out.
  void alternate() {
    Row[] lines = screen.alternate.lines;
    out.csi("H");
    Row filler = new Row(screen.cols);
    if (lines[0].wrapped) {
      filler.fill(Cell.of(' ', 1, 0));
    }
    rows(lines[0].wrapped ? -1 : 0, screen.rows, n -> n < 0 ? filler : lines[(int) n]);
  }

  private void rows(long start, long end, LongFunction<Row> source) {
    Row row = source.apply(start);
    boolean wrapped = false;
    Row above = row;
    for (long n = start; n < end; n++) {
      int y = (int) Math.min(n - start, screen.rows - 1);
      if (wrapped) {
        continued(above, row, y);
      } else {
        if (n > start) {
          pen.to(0, 0, 0, 0);
          out.text("\r\n");
        }
        painter.cells(row, 0, y);
      }
      Row next = n + 1 < end ? source.apply(n + 1) : row;
      wrapped = n + 1 < end && next.wrapped;
      if (wrapped) {
        toWrap(row, next, y);
      }
      above = row;
      row = next;
    }
  }

  /// Brings the cursor to where the next character goes to the next row.
  private void toWrap(Row row, Row next, int y) {
    int last = screen.cols - 1;
    if (Cell.hasContent(row.cells[last]) || row.width(last) == 0) {
      if (row.width(last) == 0 && !endsWide(row)) {
        fill(y);
      }
      return;
    }
    if (!wrapsNaturally(row, next)) {
      fill(y);
    } else {
      out.moveTo(last, y);
    }
  }

  private boolean endsWide(Row row) {
    return screen.cols > 1 && row.width(screen.cols - 2) == 2;
  }

  private void fill(int y) {
    pen.to(0, 0, 0, 0);
    out.moveTo(screen.cols - 1, y).put(' ');
  }

  /// Whether printing the next row's wide first character leaves this row's last cell as it is.
  private boolean wrapsNaturally(Row row, Row next) {
    return next.width(0) == 2
        && Cell.hasContent(next.cells[0])
        && Cell.style(next.cells[0]) == Cell.style(row.cells[screen.cols - 1]);
  }

  /// Paints a row that continues the one above, the cursor being at that one's end.
  private void continued(Row above, Row row, int y) {
    int last = screen.cols - 1;
    boolean filled =
        !Cell.hasContent(above.cells[last])
            && !(above.width(last) == 0 && endsWide(above))
            && !wrapsNaturally(above, row);
    if (Cell.hasContent(row.cells[0])) {
      painter.glyph(row.cells[0]);
    } else {
      out.put(' ');
    }
    if (filled && screen.rows > 1) {
      restoreEnd(above, y - 1);
    }
    if (!Cell.hasContent(row.cells[0])) {
      out.moveTo(0, y);
      pen.to(0, 0, 0, 0);
      out.csi(1, 'X');
      painter.cells(row, 0, y);
    } else {
      int x = Math.max(1, row.width(0));
      if (filled) {
        if (x < screen.cols) {
          out.moveTo(x, y);
        }
      }
      painter.cells(row, x, y);
    }
  }

  private void restoreEnd(Row above, int y) {
    long cell = above.cells[screen.cols - 1];
    out.moveTo(screen.cols - 1, y);
    if (painter.isErased(cell)) {
      pen.to(Cell.style(cell));
      out.csi(1, 'X');
    } else {
      painter.cells(above, screen.cols - 1, y);
    }
  }
}
