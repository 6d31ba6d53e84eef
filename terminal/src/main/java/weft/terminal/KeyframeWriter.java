package weft.terminal;

/// Writes a [Screen] as escape sequences that a fresh terminal of the same size turns into it.
///
/// The order matters: contents, tab stops, margins and saved cursor of the normal buffer, then the
/// same for the alternate one, then charsets, origin mode, cursor, the remaining modes, and last
/// the pen, which nothing after may disturb.
final class KeyframeWriter {
  private final Screen screen;
  private final long firstRow;
  private final int historyRows;
  private final EscapeText out = new EscapeText();
  private final PenText pen;
  private final RowPainter painter;

  /// Nothing of a row before `firstRow` is written; of the history at most `historyRows` rows.
  KeyframeWriter(Screen screen, long firstRow, int historyRows) {
    this.screen = screen;
    this.firstRow = firstRow;
    this.historyRows = historyRows;
    this.pen = new PenText(out, screen);
    this.painter = new RowPainter(out, screen, pen);
  }

  byte[] write() {
    titles();
    palette();
    new ScreenText(screen, out, pen, painter).normal(firstRow, historyRows);
    state(screen.normal);
    if (screen.isAlternate()) {
      plain();
      out.csi("?47h");
      new ScreenText(screen, out, pen, painter).alternate();
      state(screen.alternate);
    } else if (isSaved(screen.alternate)) {
      plain();
      out.csi("?47h");
      savedCursor(screen.alternate);
      plain();
      out.csi("?47l");
    }
    new CursorText(screen, out, pen, painter).write();
    return out.toBytes();
  }

  private void plain() {
    pen.to(0, 0, 0, 0);
  }

  private void titles() {
    for (String title : screen.titles.stack()) {
      out.osc("2;" + title).csi("22;2t");
    }
    if (!screen.titles.shown().isEmpty()) {
      out.osc("2;" + screen.titles.shown());
    }
  }

  private void palette() {
    screen
        .palette
        .changed()
        .forEach(
            (index, rgb) ->
                out.osc(
                    (index < Palette.FOREGROUND
                            ? "4;" + index
                            : "" + (10 + index - Palette.FOREGROUND))
                        + ";"
                        + ColourSpec.text(rgb)));
  }

  /// Tab stops, saved cursor and margins of one buffer, which is the active one.
  private void state(Buffer b) {
    if (!b.tabs.isInitial()) {
      out.csi("3g");
      for (int x = 0; x < screen.cols; x++) {
        if (b.tabs.has(x)) {
          out.moveTo(x, 0).esc("H");
        }
      }
    }
    if (isSaved(b)) {
      savedCursor(b);
    }
    if (b.top != 0 || b.bottom != screen.rows - 1) {
      out.csi("").number(b.top + 1).put(';').number(b.bottom + 1).put('r');
    }
  }

  private static boolean isSaved(Buffer b) {
    SavedCursor s = b.saved;
    return s.x != 0 || s.row > b.base || s.fg != 0 || s.bg != 0 || s.charset != Charset.US;
  }

  private void savedCursor(Buffer b) {
    SavedCursor s = b.saved;
    long y = Math.clamp(s.row - b.base, 0, screen.rows - 1);
    if (s.charset != Charset.US) {
      out.esc("(" + s.charset.finalByte());
    }
    out.moveTo(Math.min(s.x, screen.cols - 1), (int) y);
    save(s);
    if (s.charset != Charset.US) {
      out.esc("(B");
    }
  }

  /// Saves with exactly the two attribute words. Their flags for underlines and links can
  /// contradict each other, as DECRC brings back the words but not what they point at.
  private void save(SavedCursor s) {
    boolean underline = (s.fg & Attributes.UNDERLINE) != 0;
    boolean extended = (s.bg & Attributes.EXTENDED) != 0;
    pen.to(s.fg, s.bg, 0, 0);
    if (underline == extended) {
      out.esc("7");
    } else if (extended) {
      out.osc("8;;-").esc("7").osc("8;;");
    } else {
      out.esc("7").csi("24m").osc("8;;-").esc("8").osc("8;;").esc("7");
      pen.forget();
    }
  }
}
