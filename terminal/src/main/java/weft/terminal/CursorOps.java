package weft.terminal;

/// Moves the cursor. In origin mode relative moves add the top margin twice, as in xterm.js.
final class CursorOps {
  private final Screen screen;

  CursorOps(Screen screen) {
    this.screen = screen;
  }

  void set(long x, long y) {
    Buffer b = screen.active;
    b.x = Math.clamp(x, 0, screen.cols - 1);
    long row = screen.modes.origin ? b.top + y : y;
    b.y = Math.clamp(row, 0, screen.rows - 1);
    screen.restrict(screen.cols - 1);
  }

  void move(long dx, long dy) {
    screen.restrict(screen.cols - 1);
    set(screen.active.x + dx, screen.active.y + dy);
  }

  void up(int n) {
    int room = screen.active.y - screen.active.top;
    move(0, -(room >= 0 ? Math.min(room, n) : n));
  }

  void down(int n) {
    int room = screen.active.bottom - screen.active.y;
    move(0, room >= 0 ? Math.min(room, n) : n);
  }

  void column(int n) {
    set(n - 1L, screen.active.y);
  }

  void row(int n) {
    set(screen.active.x, n - 1L);
  }

  void position(Params p) {
    set(p.length() >= 2 ? Math.max(p.get(1), 1) - 1 : 0, p.count() - 1L);
  }

  void lineFeed() {
    Buffer b = screen.active;
    if (screen.modes.newLine) {
      b.x = 0;
    }
    b.y++;
    if (b.y == b.bottom + 1) {
      b.y--;
      screen.scroll(false);
    } else if (b.y >= screen.rows) {
      b.y = screen.rows - 1;
    } else {
      b.line().wrapped = false;
    }
    if (b.x >= screen.cols) {
      b.x--;
    }
  }

  void index() {
    Buffer b = screen.active;
    screen.restrict(screen.cols - 1);
    b.y++;
    if (b.y == b.bottom + 1) {
      b.y--;
      screen.scroll(false);
    } else if (b.y >= screen.rows) {
      b.y = screen.rows - 1;
    }
    screen.restrict(screen.cols - 1);
  }

  void reverseIndex() {
    Buffer b = screen.active;
    screen.restrict(screen.cols - 1);
    if (b.y == b.top) {
      b.move(b.bottom, b.top, screen.eraseCell());
    } else {
      b.y--;
      screen.restrict(screen.cols - 1);
    }
  }

  void backspace() {
    Buffer b = screen.active;
    if (!screen.modes.reverseWraparound) {
      screen.restrict(screen.cols - 1);
      b.x = Math.max(0, b.x - 1);
      return;
    }
    screen.restrict(screen.cols);
    if (b.x > 0) {
      b.x--;
    } else if (b.y > b.top && b.y <= b.bottom && b.line().wrapped) {
      b.line().wrapped = false;
      b.y--;
      b.x = screen.cols - 1;
      long cell = b.line().cells[b.x];
      if (Cell.width(cell) != 0 && !Cell.hasContent(cell)) {
        b.x--;
      }
    }
    screen.restrict(screen.cols - 1);
  }

  void tab(int n) {
    Buffer b = screen.active;
    for (int i = Math.min(n, screen.cols); i > 0 && b.x < screen.cols; i--) {
      b.x = b.tabs.next(b.x);
    }
  }

  void backTab(int n) {
    Buffer b = screen.active;
    for (int i = Math.min(n, screen.cols); i > 0 && b.x < screen.cols; i--) {
      b.x = b.tabs.previous(b.x);
    }
  }

  void margins(Params p) {
    Buffer b = screen.active;
    int top = p.count();
    int bottom = p.length() < 2 ? 0 : p.get(1);
    if (bottom == 0 || bottom > screen.rows) {
      bottom = screen.rows;
    }
    if (bottom > top) {
      b.top = top - 1;
      b.bottom = bottom - 1;
      set(0, 0);
    }
  }

  void save() {
    Buffer b = screen.active;
    b.saved.x = b.x;
    b.saved.row = b.base + b.y;
    b.saved.fg = screen.pen.fg;
    b.saved.bg = screen.pen.bg;
    b.saved.charset = screen.charsets.inForce();
  }

  void restore() {
    Buffer b = screen.active;
    b.x = b.saved.x;
    b.y = Math.clamp(b.saved.row - b.base, 0, screen.rows - 1);
    screen.pen.fg = b.saved.fg;
    screen.pen.bg = b.saved.bg;
    screen.pen.changed();
    screen.charsets.inForce(b.saved.charset);
    screen.restrict(screen.cols - 1);
  }
}
