package weft.terminal;

/// Paints the cells of rows onto a blank screen, character by character, such that a terminal ends
/// up with the same cells: blanks that no one wrote stay unwritten, clusters stay apart.
final class RowPainter {
  /// A wide blank: overwriting half of it leaves an empty cell with the pen's attributes.
  private static final int WIDE = 0x3000;

  private final EscapeText out;
  private final Screen screen;
  private final PenText pen;
  private final int[] codes = new int[Clusters.MAX_CODE_POINTS];

  /// Column that must be written even where it is blank.
  private int dirty = -1;

  RowPainter(EscapeText out, Screen screen, PenText pen) {
    this.out = out;
    this.screen = screen;
    this.pen = pen;
  }

  /// Paints cells `from` up to the last used one, the cursor being on column `from`. Afterwards it
  /// is wherever the last cell left it; at a pending wrap where that is the row's last.
  void cells(Row row, int from, int y) {
    dirty = -1;
    int used = row.usedLength();
    int x = from;
    while (x < used || x == dirty) {
      if (Cell.hasContent(row.cells[x])) {
        glyph(row.cells[x]);
        int next = afterGlyph(row, x);
        x = Cell.isNarrowAscii(row.cells[x]) ? likeIt(row, x, next, used) : next;
      } else if (row.width(x) == 0) {
        half(row, x, y);
        x++;
      } else if (isErased(row.cells[x])) {
        x = erased(row, x);
      } else {
        x = styledBlank(row, x, y);
      }
    }
  }

  /// Paints the ASCII characters that follow one with the same attributes: they need no looking at
  /// one by one, which is most of most rows.
  private int likeIt(Row row, int x, int from, int used) {
    int style = Cell.style(row.cells[x]);
    int end = from;
    while (end < used
        && Cell.isNarrowAscii(row.cells[end])
        && Cell.style(row.cells[end]) == style) {
      end++;
    }
    out.ascii(row.cells, from, end);
    return end;
  }

  /// A wide character that lacks its right half comes only of a second one that found no room
  /// beside it while wraparound was off.
  private int afterGlyph(Row row, int x) {
    int next = x + Math.max(1, row.width(x));
    if (row.width(x) == 2 && x + 1 < row.cols() && row.width(x + 1) != 0) {
      pen.to(Cell.style(row.cells[x + 1]));
      out.csi("?7l").codePoint(WIDE).csi("?7h");
      return Cell.hasContent(row.cells[x + 1]) ? x + 1 : next;
    }
    return next;
  }

  /// One character with its attributes.
  void glyph(long cell) {
    pen.to(Cell.style(cell));
    characters(cell, Charset.US);
  }

  /// The join state that printing a cell's characters leaves; see [Graphemes].
  int joinStateAfter(long cell) {
    int n = read(cell);
    int state = 0;
    for (int i = 0; i < n; i++) {
      int next = Graphemes.next(codes[i], state);
      state = next < 0 ? ~next : next;
    }
    return state;
  }

  /// Columns that printing a cell in insert mode pushes aside: those of its first code point, as
  /// xterm.js lets a character that widens later overwrite its neighbour.
  int insertedWidth(long cell) {
    read(cell);
    return Graphemes.width(Graphemes.next(codes[0], 0));
  }

  private int read(long cell) {
    if (Cell.isCluster(cell)) {
      return screen.clusters.read(Cell.value(cell), codes);
    }
    codes[0] = Cell.value(cell);
    return 1;
  }

  /// The characters of a cell as they must be sent for `charset` to yield them.
  void characters(long cell, Charset charset) {
    int n = read(cell);
    if (Graphemes.next(codes[0], out.joinState()) < 0) {
      out.control(0);
    }
    for (int i = 0; i < n; i++) {
      out.codePoint(charset.unmap(codes[i]));
    }
  }

  /// Whether erasing makes such a cell: no attributes but a background.
  boolean isErased(long cell) {
    int style = Cell.style(cell);
    return screen.styles.fg(style) == 0
        && (screen.styles.bg(style) & ~Attributes.COLOUR) == 0
        && Cell.width(cell) == 1;
  }

  private int erased(Row row, int x) {
    long cell = row.cells[x];
    int end = x + 1;
    while (end < row.cols() && row.cells[end] == cell) {
      end++;
    }
    if (cell != Cell.BLANK || dirty == x) {
      pen.to(Cell.style(cell));
      out.csi(end - x, 'X');
    }
    if (end < row.cols()) {
      out.csi(end - x, 'C');
    }
    return end;
  }

  /// An empty cell that has attributes, which only overwriting half a wide character makes.
  private int styledBlank(Row row, int x, int y) {
    int end = x;
    while (end < row.cols() && isStyledBlank(row.cells[end])) {
      end++;
    }
    if (end == row.cols()) {
      styledTail(row, x, y);
      return end;
    }
    halve(row.cells[x], x, y);
    out.moveTo(x + 1, y);
    dirty = x + 1;
    return x + 1;
  }

  boolean isStyledBlank(long cell) {
    return !Cell.hasContent(cell) && Cell.width(cell) == 1 && !isErased(cell);
  }

  /// Whether a styled blank is what the character before it left of a wide one.
  private boolean isRemnant(Row row, int x) {
    int before = before(row, x);
    return isStyledBlank(row.cells[x])
        && before >= 0
        && Cell.hasContent(row.cells[before])
        && Cell.style(row.cells[before]) == Cell.style(row.cells[x]);
  }

  /// Where the character begins that ends before a column.
  private static int before(Row row, int x) {
    return x > 1 && row.width(x - 2) == 2 ? x - 2 : x - 1;
  }

  /// Leaves a styled blank at `x` and a character beside it.
  private void halve(long cell, int x, int y) {
    pen.to(Cell.style(cell));
    out.moveTo(x, y).codePoint(WIDE).moveTo(x + 1, y).codePoint(' ');
  }

  /// Styled blanks up to the row's end: there is no room for the character beside the last one, so
  /// they are made one column to the left and pushed into place.
  private void styledTail(Row row, int x, int y) {
    if (x == 0) {
      return;
    }
    for (int at = x; at < row.cols(); at++) {
      halve(row.cells[at], at - 1, y);
    }
    if (x > 2 && row.isRest(x - 1) && row.width(x - 2) != 2) {
      half(row, x - 1, y); // which pushes them, too
      return;
    }
    pen.to(0, 0, 0, 0);
    out.moveTo(x - 1, y).csi(1, '@');
    int back = x > 1 && row.width(x - 2) == 2 ? x - 2 : x - 1;
    out.moveTo(back, y);
    if (Cell.hasContent(row.cells[back])) {
      glyph(row.cells[back]);
    } else {
      pen.to(Cell.style(row.cells[back]));
      out.csi(1, 'X');
    }
  }

  /// The right half of a wide character whose left half is gone. Only inserting cells between the
  /// two leaves such a one, so that is what is done, in place of the two cells before it.
  private void half(Row row, int x, int y) {
    if (x == 0) {
      return;
    }
    int wide = Math.max(0, x - 2);
    pen.to(Cell.style(row.cells[x]));
    out.moveTo(wide, y).codePoint(WIDE).moveTo(wide + 1, y).csi(1, '@');
    if (x == 1) {
      pen.to(0, 0, 0, 0);
      out.moveTo(0, y).csi(1, 'P');
    }
    int from = x > 2 && row.width(x - 3) == 2 ? x - 3 : wide;
    for (int at = from; at < x; at++) {
      long cell = row.cells[at];
      out.moveTo(at, y);
      if (Cell.hasContent(cell)) {
        glyph(cell);
      } else if (at + 1 < x && isRemnant(row, at)) {
        int before = before(row, at);
        out.moveTo(at - 1, y).codePoint(WIDE).moveTo(before, y);
        glyph(row.cells[before]);
      } else if (Cell.width(cell) != 0) {
        pen.to(Cell.style(cell));
        out.csi(1, 'X');
      }
    }
    if (x + 1 < row.cols()) {
      out.moveTo(x + 1, y);
    }
  }
}
