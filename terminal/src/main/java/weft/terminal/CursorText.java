package weft.terminal;

/// Writes what a keyframe ends with: charsets, origin mode, cursor, modes, pen.
final class CursorText {
  private final Screen screen;
  private final Buffer b;
  private final Modes m;
  private final EscapeText out;
  private final PenText pen;
  private final RowPainter painter;
  private boolean charsetsDone;
  private boolean penDone;

  CursorText(Screen screen, EscapeText out, PenText pen, RowPainter painter) {
    this.screen = screen;
    this.b = screen.active;
    this.m = screen.modes;
    this.out = out;
    this.pen = pen;
    this.painter = painter;
  }

  void write() {
    restore();
    if (m.origin) {
      out.csi("?6h");
    }
    int width = Graphemes.width(screen.joinState);
    boolean reprint = canReprint(width);
    if (reprint) {
      position(b.x - width);
    } else if (b.x < screen.cols) {
      position(b.x);
    } else {
      pendingWrap();
    }
    if (!charsetsDone) {
      charsets();
    }
    modes();
    if (!penDone) {
      Pen p = screen.pen;
      pen.exactly(p.fg, p.bg, p.ext, p.link);
    }
    if (reprint) {
      lastCharacter();
    } else if (out.joinState() != 0) {
      out.control(0);
    }
  }

  /// Where pen or charset are in a state that only restoring a cursor leads to, gets there by
  /// restoring it, if the saved cursor still allows that.
  private void restore() {
    Charsets c = screen.charsets;
    Pen p = screen.pen;
    SavedCursor s = b.saved;
    boolean oddCharset = c.inForce() != c.get(c.level()) && s.charset == c.inForce();
    boolean oddPen =
        !p.isConsistent()
            && ((s.fg ^ p.fg) & Attributes.UNDERLINE) == 0
            && ((s.bg ^ p.bg) & Attributes.EXTENDED) == 0;
    if (!oddCharset && !oddPen) {
      return;
    }
    if (oddCharset) {
      charsets();
    }
    if (oddPen) {
      boolean underline = (p.ext & Attributes.UNDERLINE_STYLE) != 0;
      pen.exactly(underline ? Attributes.UNDERLINE : 0, 0, p.ext, p.link);
      out.esc("8");
      pen.adjust(s.fg, s.bg, p.fg, p.bg);
    } else {
      out.esc("8");
      pen.forget();
    }
    if (!oddCharset && s.charset != Charset.US) {
      out.esc("(B");
    }
    charsetsDone = oddCharset;
    penDone = oddPen;
  }

  /// Whether the character before the cursor, printed again, leaves the join state as it is, and
  /// its looks: an underline of no kind, which only restoring a cursor makes, is lost.
  private boolean canReprint(int width) {
    Pen p = screen.pen;
    boolean ofNoKind =
        (p.fg & Attributes.UNDERLINE) != 0 && (p.ext & Attributes.UNDERLINE_STYLE) == 0;
    if (screen.joinState == 0 || b.x < width || (ofNoKind && !penDone)) {
      return false;
    }
    long cell = b.line().cells[b.x - width];
    return Cell.hasContent(cell)
        && Cell.width(cell) == width
        && painter.joinStateAfter(cell) == screen.joinState;
  }

  private void position(int x) {
    out.moveTo(x, m.origin ? b.y - b.top : b.y);
  }

  /// Prints the last cell once more: the cursor then stays beyond it.
  private void pendingWrap() {
    Row row = b.line();
    int last = screen.cols - 1;
    int x = row.width(last) == 0 && row.width(last - 1) == 2 ? last - 1 : last;
    long cell = row.cells[x];
    boolean plainCharset = !charsetsDone || screen.charsets.inForce() == Charset.US;
    if (Cell.hasContent(cell) && plainCharset && !penDone) {
      position(x);
      pen.to(Cell.style(cell));
      painter.characters(cell, Charset.US);
    } else if (Cell.hasContent(cell) && plainCharset && adjustable(Cell.style(cell))) {
      position(x);
      int fg = screen.styles.fg(Cell.style(cell));
      int bg = screen.styles.bg(Cell.style(cell));
      pen.adjust(screen.pen.fg, screen.pen.bg, fg, bg);
      painter.characters(cell, Charset.US);
      pen.adjust(fg, bg, screen.pen.fg, screen.pen.bg);
    } else if (!screen.isAlternate()) {
      // Leaving the alternate screen takes its cursor along, pending wrap and all.
      out.csi("?47h").moveTo(last, b.y).codePoint(' ').csi("?47l");
    } else {
      position(last);
      pen.to(Cell.style(cell));
      out.codePoint(' ');
      if (isUniform(row) && painter.isErased(cell)) {
        out.csi("1K");
      }
    }
  }

  /// Whether such a cell can be printed with the pen's underline and link, odd as they are.
  private boolean adjustable(int style) {
    return ((screen.styles.fg(style) ^ screen.pen.fg) & Attributes.UNDERLINE) == 0
        && ((screen.styles.bg(style) | screen.pen.bg) & Attributes.EXTENDED) == 0;
  }

  private static boolean isUniform(Row row) {
    for (long cell : row.cells) {
      if (cell != row.cells[0]) {
        return false;
      }
    }
    return true;
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
    if (m.cursorBlinking != Modes.Blink.OWN) {
      int steady = m.cursorBlinking == Modes.Blink.STEADY ? 1 : 0;
      int shape = m.cursorShape == 0 ? 4 : m.cursorShape;
      out.csi(shape * 2 - 1 + steady + " q");
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
      out.csi(painter.insertedWidth(cell), 'P');
    }
    painter.characters(cell, screen.charsets.inForce());
  }
}
