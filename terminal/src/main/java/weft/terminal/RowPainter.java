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
  private int joinState;

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
    joinState = 0;
    dirty = -1;
    int used = row.usedLength();
    int x = from;
    while (x < used || x == dirty) {
      if (Cell.hasContent(row.cells[x])) {
        glyph(row.cells[x]);
        x += Math.max(1, row.width(x));
      } else if (isErased(row.cells[x])) {
        x = erased(row, x);
      } else {
        x = styledBlank(row, x, y);
      }
    }
  }

  /// One character with its attributes.
  void glyph(long cell) {
    if (pen.to(Cell.style(cell))) {
      joinState = 0;
    }
    characters(cell, Charset.US);
  }

  /// The characters of a cell as they must be sent for `charset` to yield them.
  void characters(long cell, Charset charset) {
    int n = 1;
    if (Cell.isCluster(cell)) {
      n = screen.clusters.read(Cell.value(cell), codes);
    } else {
      codes[0] = Cell.value(cell);
    }
    if (Graphemes.next(codes[0], joinState) < 0) {
      out.control(0);
      joinState = 0;
    }
    for (int i = 0; i < n; i++) {
      out.codePoint(charset.unmap(codes[i]));
      int next = Graphemes.next(codes[i], joinState);
      joinState = next < 0 ? ~next : next;
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
    joinState = 0;
    return end;
  }

  /// An empty cell that has attributes, which only overwriting half a wide character makes.
  private int styledBlank(Row row, int x, int y) {
    pen.to(Cell.style(row.cells[x]));
    joinState = 0;
    if (x < row.cols() - 1) {
      out.codePoint(WIDE).moveTo(x + 1, y).put(' ').moveTo(x + 1, y);
      dirty = x + 1;
      return x + 1;
    }
    if (x > 0) {
      int back = x > 1 && row.width(x - 2) == 2 ? x - 2 : x - 1;
      out.moveTo(x - 1, y).codePoint(WIDE).moveTo(x - 1, y).put(' ').moveTo(back, y);
      if (Cell.hasContent(row.cells[back])) {
        glyph(row.cells[back]);
      } else {
        pen.to(Cell.style(row.cells[back]));
        out.csi(1, 'X');
      }
      out.moveTo(x, y);
    }
    return x + 1;
  }
}
