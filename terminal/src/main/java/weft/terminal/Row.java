package weft.terminal;

import java.util.Arrays;

/// One row of cells and whether it continues the row above (a soft wrap). The editing rules for
/// halves of wide characters are xterm.js's.
final class Row {
  /// A stretch to compare with, which takes a fraction of comparing cell by cell.
  private static final long[] BLANKS = blanks();

  long[] cells;
  boolean wrapped;

  /// Cells from here on are default blanks; those before may be anything. Saves looking at, and
  /// clearing, what nobody has written.
  private int bound;

  Row(int cols) {
    cells = new long[cols];
    Arrays.fill(cells, Cell.BLANK);
    bound = cols;
  }

  /// To be called by who has written cells of a recycled row, with the end of what was written.
  void wrote(int end) {
    if (end > bound) {
      bound = end;
    }
  }

  private static long[] blanks() {
    long[] blanks = new long[16];
    Arrays.fill(blanks, Cell.BLANK);
    return blanks;
  }

  int cols() {
    return cells.length;
  }

  void fill(long cell) {
    if (cell == Cell.BLANK) {
      Arrays.fill(cells, 0, bound, cell);
      bound = 0;
    } else {
      Arrays.fill(cells, cell);
      bound = cells.length;
    }
  }

  void fillUnprotected(long cell, Styles styles) {
    bound = cells.length;
    for (int i = 0; i < cells.length; i++) {
      if (!styles.isProtected(cells[i])) {
        cells[i] = cell;
      }
    }
  }

  int width(int x) {
    return Cell.width(cells[x]);
  }

  /// Whether the cell is the right half of a wide character, or was.
  boolean isRest(int x) {
    return Cell.width(cells[x]) == 0 && !Cell.hasContent(cells[x]);
  }

  void insert(int at, int n, long blank) {
    int cols = cells.length;
    bound = cols;
    int x = at % cols;
    if (x > 0 && width(x - 1) == 2) {
      cells[x - 1] = blank;
    }
    int count = Math.min(n, cols - x);
    System.arraycopy(cells, x, cells, x + count, cols - x - count);
    Arrays.fill(cells, x, x + count, blank);
    if (width(cols - 1) == 2) {
      cells[cols - 1] = blank;
    }
  }

  void delete(int at, int n, long blank) {
    int cols = cells.length;
    bound = cols;
    int x = at % cols;
    int count = Math.min(n, cols - x);
    System.arraycopy(cells, x + count, cells, x, cols - x - count);
    Arrays.fill(cells, cols - count, cols, blank);
    if (x > 0 && width(x - 1) == 2) {
      cells[x - 1] = blank;
    }
    if (isRest(x)) {
      cells[x] = blank;
    }
  }

  /// `from` inclusive, `to` exclusive; both may lie beyond the row.
  void erase(int from, int to, long blank) {
    int cols = cells.length;
    if (from > 0 && from <= cols && width(from - 1) == 2) {
      cells[from - 1] = blank;
    }
    if (to < cols && to > 0 && width(to - 1) == 2) {
      cells[to] = blank;
    }
    int until = Math.min(to, blank == Cell.BLANK ? bound : cols);
    if (from < until) {
      Arrays.fill(cells, from, until, blank);
      wrote(until);
    }
    if (blank == Cell.BLANK && to >= bound && from < bound) {
      bound = from;
    }
  }

  void eraseUnprotected(int from, int to, long blank, Styles styles) {
    int cols = cells.length;
    bound = cols;
    if (from > 0 && from <= cols && width(from - 1) == 2 && !styles.isProtected(cells[from - 1])) {
      cells[from - 1] = blank;
    }
    if (to < cols && to > 0 && width(to - 1) == 2 && !styles.isProtected(cells[to])) {
      cells[to] = blank;
    }
    for (int x = from; x < Math.min(to, cols); x++) {
      if (!styles.isProtected(cells[x])) {
        cells[x] = blank;
      }
    }
  }

  /// Cells up to the last one with a character.
  int trimmedLength() {
    for (int x = bound - 1; x >= 0; x--) {
      if (Cell.hasContent(cells[x])) {
        return Math.min(cells.length, x + width(x));
      }
    }
    return 0;
  }

  /// Cells up to the last one that isn't a default blank.
  int usedLength() {
    int x = bound;
    while (x >= BLANKS.length
        && Arrays.equals(cells, x - BLANKS.length, x, BLANKS, 0, BLANKS.length)) {
      x -= BLANKS.length;
    }
    while (x > 0 && cells[x - 1] == Cell.BLANK) {
      x--;
    }
    return x;
  }

  void resize(int cols) {
    int old = cells.length;
    cells = Arrays.copyOf(cells, cols);
    bound = Math.min(bound, cols);
    if (cols > old) {
      Arrays.fill(cells, old, cols, Cell.BLANK);
    }
  }
}
