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
    boolean orphan = start == b.base && firstRow <= b.base && b.row(0).wrapped;
    Row blank = new Row(screen.cols);
    RowDecoder decoder = new RowDecoder(screen, screen.veil);
    rows(
        orphan ? start - 1 : start,
        b.base + screen.rows,
        n -> {
          if (n < b.base) {
            return orphan ? filler() : n < firstRow ? blank : history.read(n, screen.cols, decoder);
          }
          return n < firstRow ? blank : screen.veil.shown(b.row((int) (n - b.base)));
        });
    if (orphan) {
      out.csi("3J");
    }
  }

  /// Stands in for a row that is gone, so that the top row can continue it; it scrolls out.
  private Row filler() {
    Row row = new Row(screen.cols);
    row.fill(Cell.of(' ', 1, 0));
    return row;
  }

  void alternate() {
    Row[] lines = screen.alternate.lines();
    out.csi("H");
    rows(lines[0].wrapped ? -1 : 0, screen.rows, n -> n < 0 ? filler() : lines[(int) n]);
  }

  /// Writes these rows one below the other from where the cursor is, the start of a blank screen.
  void rows(long start, long end, LongFunction<Row> source) {
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
          out.control('\r').control('\n');
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
    out.moveTo(screen.cols - 1, y).codePoint(' ');
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
            && (above.width(last) == 0 || !wrapsNaturally(above, row));
    if (Cell.hasContent(row.cells[0])) {
      painter.glyph(row.cells[0]);
      unpaint(row);
    } else {
      pen.to(0, 0, 0, 0);
      out.codePoint(' ');
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
      if (filled && x < screen.cols) {
        out.moveTo(x, y);
      } else if (filled) {
        out.moveTo(0, y);
        painter.glyph(row.cells[0]);
      }
      painter.cells(row, x, y);
    }
  }

  /// Where wrapping scrolled, the new row has the pen's background; takes it away again.
  private void unpaint(Row row) {
    int style = Cell.style(row.cells[0]);
    if ((screen.styles.bg(style) & Attributes.COLOUR) != 0
        && Math.max(1, row.width(0)) < screen.cols) {
      pen.to(0, 0, 0, 0);
      out.csi("K");
    }
  }

  private void restoreEnd(Row above, int y) {
    int from = screen.cols - 1;
    long cell = above.cells[from];
    if (painter.isErased(cell)) {
      out.moveTo(from, y);
      pen.to(Cell.style(cell));
      out.csi(1, 'X');
      return;
    }
    while (from > 0 && painter.isStyledBlank(above.cells[from - 1])) {
      from--;
    }
    out.moveTo(from, y);
    painter.cells(above, from, y);
  }
}
