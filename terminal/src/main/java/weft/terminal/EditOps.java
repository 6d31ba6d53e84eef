package weft.terminal;

/// Erases, inserts, deletes and scrolls.
final class EditOps {
  private final Screen screen;

  EditOps(Screen screen) {
    this.screen = screen;
  }

  void eraseInDisplay(int what, boolean unprotected) {
    screen.restrict(screen.cols);
    Buffer b = screen.active;
    switch (what) {
      case 0 -> {
        eraseInRow(b.y, b.x, screen.cols, b.x == 0, unprotected);
        for (int y = b.y + 1; y < screen.rows; y++) {
          blank(y, unprotected);
        }
      }
      case 1 -> {
        eraseInRow(b.y, 0, b.x + 1, true, unprotected);
        if (b.x + 1 >= screen.cols && b.y + 1 < screen.rows) {
          b.row(b.y + 1).wrapped = false;
        }
        for (int y = 0; y < b.y; y++) {
          blank(y, unprotected);
        }
      }
      case 2 -> {
        for (int y = 0; y < screen.rows; y++) {
          blank(y, unprotected);
        }
      }
      case 3 -> {
        if (b.history != null) {
          b.history.clear(b.base);
        }
      }
      default -> {}
    }
  }

  void eraseInLine(int what, boolean unprotected) {
    screen.restrict(screen.cols);
    Buffer b = screen.active;
    switch (what) {
      case 0 -> eraseInRow(b.y, b.x, screen.cols, b.x == 0, unprotected);
      case 1 -> eraseInRow(b.y, 0, b.x + 1, false, unprotected);
      case 2 -> eraseInRow(b.y, 0, screen.cols, true, unprotected);
      default -> {}
    }
  }

  private void eraseInRow(int y, int from, int to, boolean unwrap, boolean unprotected) {
    Row row = screen.active.row(y);
    if (unprotected) {
      row.eraseUnprotected(from, to, screen.eraseCell(), screen.styles);
    } else {
      row.erase(from, to, screen.eraseCell());
    }
    if (unwrap) {
      row.wrapped = false;
    }
  }

  private void blank(int y, boolean unprotected) {
    Row row = screen.active.row(y);
    if (unprotected) {
      row.fillUnprotected(screen.eraseCell(), screen.styles);
    } else {
      row.fill(screen.eraseCell());
    }
    row.wrapped = false;
  }

  void eraseChars(int n) {
    screen.restrict(screen.cols - 1);
    Buffer b = screen.active;
    b.line().erase(b.x, (int) Math.min((long) b.x + n, Integer.MAX_VALUE), screen.eraseCell());
  }

  void insertChars(int n) {
    screen.restrict(screen.cols - 1);
    screen.active.line().insert(screen.active.x, n, screen.eraseCell());
  }

  void deleteChars(int n) {
    screen.restrict(screen.cols - 1);
    screen.active.line().delete(screen.active.x, n, screen.eraseCell());
  }

  void insertLines(int n) {
    screen.restrict(screen.cols - 1);
    Buffer b = screen.active;
    if (!b.cursorInMargins()) {
      return;
    }
    for (int i = Math.min(n, b.bottom - b.y + 1); i > 0; i--) {
      b.move(b.bottom, b.y, screen.eraseCell());
    }
    b.x = 0;
  }

  void deleteLines(int n) {
    screen.restrict(screen.cols - 1);
    Buffer b = screen.active;
    if (!b.cursorInMargins()) {
      return;
    }
    for (int i = Math.min(n, b.bottom - b.y + 1); i > 0; i--) {
      b.move(b.y, b.bottom, screen.eraseCell());
    }
    b.x = 0;
  }

  void scrollUp(int n) {
    Buffer b = screen.active;
    for (int i = Math.min(n, b.bottom - b.top + 1); i > 0; i--) {
      b.move(b.top, b.bottom, screen.eraseCell());
    }
  }

  void scrollDown(int n) {
    Buffer b = screen.active;
    for (int i = Math.min(n, b.bottom - b.top + 1); i > 0; i--) {
      b.move(b.bottom, b.top, Cell.BLANK);
    }
  }

  /// Inserts cells at column `x` in every row between the margins.
  void insertColumns(int x, int n) {
    Buffer b = screen.active;
    if (!b.cursorInMargins()) {
      return;
    }
    for (int y = b.top; y <= b.bottom; y++) {
      b.row(y).insert(x, n, screen.eraseCell());
      b.row(y).wrapped = false;
    }
  }

  void deleteColumns(int x, int n) {
    Buffer b = screen.active;
    if (!b.cursorInMargins()) {
      return;
    }
    for (int y = b.top; y <= b.bottom; y++) {
      b.row(y).delete(x, n, screen.eraseCell());
      b.row(y).wrapped = false;
    }
  }

  /// DECALN: the screen full of E. In the normal buffer rows above the margin of origin mode stay.
  void alignmentPattern(CursorOps cursor) {
    cursor.set(0, 0);
    Buffer b = screen.active;
    Pen pen = screen.pen;
    long cell = Cell.of('E', 1, screen.styles.intern(pen.fg, pen.bg, 0, 0));
    for (int y = screen.isAlternate() ? 0 : b.y; y < screen.rows; y++) {
      b.row(y).fill(cell);
      b.row(y).wrapped = false;
    }
    cursor.set(0, 0);
  }
}
