package weft.terminal;

/// Puts one row of a real terminal back after something was drawn over it, and everything else as
/// it was: for a host that shows a notice on its owner's own screen.
///
/// The terminal may be any that understands xterm's common sequences, so soft wraps and saved
/// cursors are left alone (a program may rely on them) and nothing of xterm.js's own is used. It is
/// taken to have exactly the engine's state but for the row's cells, the cursor's position and the
/// pen, charset, origin mode, wraparound and insert mode, which the drawing may have changed.
final class RowRepaint {
  private final Screen screen;
  private final EscapeText out = new EscapeText();
  private final PenText pen;
  private final RowPainter painter;

  RowRepaint(Screen screen) {
    this.screen = screen;
    this.pen = new PenText(out, screen);
    this.painter = new RowPainter(out, screen, pen);
  }

  /// What to send before drawing: a plain pen, ASCII, absolute positions, no wrapping, no shifting;
  /// cursor at the row's start, the row blank.
  byte[] begin(int y) {
    neutral(y);
    return blank().toBytes();
  }

  byte[] end(int y) {
    neutral(y);
    blank();
    cells(screen.veil.real(screen.active.row(y)), y);
    modes();
    return out.toBytes();
  }

  /// Everything but the row.
  byte[] state() {
    modes();
    return out.toBytes();
  }

  private void neutral(int y) {
    out.csi("?6l").csi("?7l").csi("4l").put(0x0f).esc("(B").osc("8;;").csi("m").csi("0\"q");
    out.moveTo(0, y);
  }

  /// ECH, since EL would end the row's soft wrap.
  private EscapeText blank() {
    return out.csi(screen.cols, 'X');
  }

  private void cells(Row row, int y) {
    int used = row.usedLength();
    int x = 0;
    while (x < used) {
      long cell = row.cells[x];
      int next = x + Math.max(1, row.width(x));
      if (Cell.hasContent(cell)) {
        painter.glyph(cell);
      } else if (painter.isErased(cell)) {
        while (next < used && row.cells[next] == cell) {
          next++;
        }
        pen.to(Cell.style(cell));
        out.csi(next - x, 'X');
      } else {
        pen.to(Cell.style(cell));
        out.codePoint(' ');
      }
      x = next;
      // Terminals differ in how wide anything but ASCII is.
      boolean ascii = Cell.hasContent(cell) && (cell & 0xffffff80L) == Cell.NARROW;
      if (x < used && !ascii) {
        out.moveTo(x, y);
      }
    }
  }

  private void modes() {
    Charsets c = screen.charsets;
    Modes m = screen.modes;
    Buffer b = screen.active;
    if (m.origin) {
      out.csi("?6h");
    }
    cursor(b);
    out.put(0x1b).put('(').put(c.get(0).finalByte());
    switch (c.level()) {
      case 1 -> out.put(0x0e);
      case 2 -> out.esc("n");
      case 3 -> out.esc("o");
      default -> {}
    }
    if (m.wraparound) {
      out.csi("?7h");
    }
    if (m.insert) {
      out.csi("4h");
    }
    Pen p = screen.pen;
    pen.exactly(p.fg, p.bg, p.ext, p.link);
  }

  /// At a pending wrap the last cell is printed again, which is what leaves a cursor there.
  private void cursor(Buffer b) {
    boolean pending = b.x >= screen.cols;
    int last = screen.cols - 1;
    Row row = screen.veil.real(b.line());
    int x = pending ? (row.width(last) == 0 && last > 0 ? last - 1 : last) : b.x;
    out.moveTo(x, screen.modes.origin ? b.y - b.top : b.y);
    if (!pending) {
      return;
    }
    if (screen.modes.wraparound) {
      out.csi("?7h");
    }
    pen.to(Cell.style(row.cells[x]));
    if (Cell.hasContent(row.cells[x])) {
      painter.characters(row.cells[x], Charset.US);
    } else {
      out.codePoint(' ');
    }
  }
}
