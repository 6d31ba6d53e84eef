package weft.terminal;

/// A picture that a program wants shown at the cursor: only how large and where, never what.
///
/// @param width as the program wishes, and so `height`
/// @param natural the picture's own size
/// @param fits whether one that is wider than the screen is made smaller rather than cut
record Image(Extent width, Extent height, PixelSize natural, boolean fits, After after) {
  /// A cell, in pixels, as most terminals tell when asked, and as the VT340 had it. A session's
  /// terminals differ; a program that asks its owner's for the true size mostly gives cells.
  static final int CELL_WIDTH = 10;

  /// See [#CELL_WIDTH].
  static final int CELL_HEIGHT = 20;

  /// What a picture of unknown size takes for its own: 16 by 8 cells.
  private static final PixelSize DEFAULT = new PixelSize(160, 160);

  /// More cells than any screen has; larger numbers are cut to it.
  private static final int MAX_CELLS = 100_000;

  /// Where the cursor goes.
  enum After {
    /// The picture's last row, its first column: sixel, as the VT340 and xterm do.
    LAST_ROW,
    /// The cell behind the last one.
    BEHIND,
    /// Nowhere, and nothing scrolls.
    STAYS
  }

  /// One side of a picture.
  record Extent(Unit unit, int n) {
    static final Extent AUTO = new Extent(Unit.AUTO, 0);

    enum Unit {
      AUTO,
      CELLS,
      PIXELS,
      PERCENT
    }

    static Extent cells(int n) {
      return n <= 0 ? AUTO : new Extent(Unit.CELLS, n);
    }

    /// At least 1; 0 where the picture's own size decides.
    private int cells(int screen, int cell) {
      return switch (unit) {
        case AUTO -> 0;
        case CELLS -> cut(n);
        case PIXELS -> share(n, 1, cell);
        case PERCENT -> share(n, screen, 100);
      };
    }
  }

  /// Columns and rows, each at least 1.
  record Cells(int columns, int rows) {}

  Cells cells(int screenColumns, int screenRows) {
    PixelSize own = natural.isKnown() ? natural : DEFAULT;
    int w = width.cells(screenColumns, CELL_WIDTH);
    int h = height.cells(screenRows, CELL_HEIGHT);
    if (w == 0 && h == 0) {
      w = share(own.width(), 1, CELL_WIDTH);
      h = share(own.height(), 1, CELL_HEIGHT);
    } else if (w == 0) {
      w = share((long) h * CELL_HEIGHT, own.width(), (long) own.height() * CELL_WIDTH);
    } else if (h == 0) {
      h = share((long) w * CELL_WIDTH, own.height(), (long) own.width() * CELL_HEIGHT);
    }
    return fits && w > screenColumns
        ? new Cells(screenColumns, share(h, screenColumns, w))
        : new Cells(w, h);
  }

  /// `a * b / c`, rounded up.
  private static int share(long a, long b, long c) {
    return cut(Math.ceilDiv(Math.min(a, 1L << 31) * b, c));
  }

  private static int cut(long n) {
    return Math.clamp(n, 1, MAX_CELLS);
  }
}
