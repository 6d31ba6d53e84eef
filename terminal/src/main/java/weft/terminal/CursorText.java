package weft.terminal;

/// Writes what a keyframe ends with: charsets, origin mode, cursor, modes, pen.
final class CursorText {
  private final Screen screen;
  private final Buffer b;
  private final Modes m;
  private final EscapeText out;
  private final PenText pen;
  private final RowPainter painter;

  CursorText(Screen screen, EscapeText out, PenText pen, RowPainter painter) {
    this.screen = screen;
    this.b = screen.active;
    this.m = screen.modes;
    this.out = out;
    this.pen = pen;
    this.painter = painter;
  }

  void write() {
    Charsets c = screen.charsets;
    boolean restored = c.inForce() != c.get(c.level()) && b.saved.charset == c.inForce();
    if (restored) {
      charsets();
      out.esc("8");
      pen.forget();
    }
    if (m.origin) {
      out.csi("?6h");
    }
    boolean reprint = screen.joinState != 0 && b.x >= Graphemes.width(screen.joinState);
    if (reprint) {
      position(b.x - Graphemes.width(screen.joinState));
    } else if (b.x < screen.cols) {
      position(b.x);
    } else {
      pendingWrap(restored ? c.inForce() : Charset.US);
    }
    if (!restored) {
      charsets();
    }
    modes();
    Pen p = screen.pen;
    pen.to(p.fg, p.bg, p.ext, p.link);
    if (reprint) {
      lastCharacter();
    }
  }

  private void position(int x) {
    out.moveTo(x, m.origin ? b.y - b.top : b.y);
  }

  /// Prints the last cell once more: the cursor then stays beyond it.
  private void pendingWrap(Charset charset) {
    Row row = b.line();
    int last = screen.cols - 1;
    int x = row.width(last) == 0 && row.width(last - 1) == 2 ? last - 1 : last;
    long cell = row.cells[x];
    if (Cell.hasContent(cell)) {
      position(x);
      pen.to(Cell.style(cell));
      painter.characters(cell, charset);
    } else if (!screen.isAlternate()) {
      // Leaving the alternate screen takes its cursor along, pending wrap and all.
      out.csi("?47h").moveTo(last, b.y).text(" ").csi("?47l");
    } else {
      position(last);
      pen.to(Cell.style(cell));
      out.text(" ");
    }
  }

  private void charsets() {
    Charsets c = screen.charsets;
    String designators = "()*+";
    for (int g = 0; g < 4; g++) {
      if (c.get(g) != Charset.US) {
        out.put(0x1b).put(designators.charAt(g)).put(c.get(g).finalByte());
      }
    }
    switch (c.level()) {
      case 1 -> out.control(0x0e);
      case 2 -> out.esc("n");
      case 3 -> out.esc("o");
      default -> {}
    }
  }

  private void modes() {
    set(m.applicationCursor, "?1h");
    set(m.applicationKeypad, "?66h");
    set(!m.wraparound, "?7l");
    set(m.cursorBlink, "?12h");
    set(m.reverseWraparound, "?45h");
    set(m.sendFocus, "?1004h");
    set(m.bracketedPaste, "?2004h");
    set(m.insert, "4h");
    set(m.newLine, "20h");
    set(m.cursorHidden, "?25l");
    if (m.mouse != Modes.Mouse.NONE) {
      out.csi("?" + m.mouse.number + "h");
    }
    if (m.mouseEncoding != Modes.MouseEncoding.DEFAULT) {
      out.csi("?" + m.mouseEncoding.number + "h");
    }
    if (m.cursorStyle != 0) {
      out.csi(m.cursorStyle + " q");
    }
    set(m.synchronizedOutput, "?2026h");
  }

  private void set(boolean needed, String sequence) {
    if (needed) {
      out.csi(sequence);
    }
  }

  /// Prints the last character once more, so that a combining one sent next still joins it.
  private void lastCharacter() {
    int width = Graphemes.width(screen.joinState);
    long cell = b.line().cells[b.x - width];
    if (m.insert) {
      out.csi(width, 'P');
    }
    painter.characters(cell, screen.charsets.inForce());
  }
}
