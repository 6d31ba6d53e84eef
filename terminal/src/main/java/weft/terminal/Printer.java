package weft.terminal;

/// Puts characters on the screen: wrapping, wide characters, clusters, insert mode. A port of
/// xterm.js's `print`, with a short way for plain ASCII.
final class Printer {
  private final Screen screen;

  Printer(Screen screen) {
    this.screen = screen;
  }

  /// A run of whole, valid, printable characters in UTF-8.
  void print(byte[] b, int from, int to) {
    begin();
    int i = from;
    boolean plain = isPlain();
    while (i < to) {
      if (plain && b[i] >= 0 && Graphemes.endsBeforeAscii(screen.joinState)) {
        i = ascii(b, i, to);
      } else {
        one(Utf8.at(b, i));
        i += Utf8.length(b[i]);
      }
    }
    end();
  }

  /// The same for code points, repeated.
  void repeat(int[] codes, int n, int times) {
    begin();
    for (int k = 0; k < times; k++) {
      for (int i = 0; i < n; i++) {
        one(codes[i]);
      }
    }
    end();
  }

  private boolean isPlain() {
    return screen.charsets.inForce() == Charset.US
        && !screen.modes.insert
        && screen.modes.wraparound;
  }

  private void begin() {
    Buffer b = screen.active;
    if (b.x > 0 && b.line().width(b.x - 1) == 2) {
      b.line().cells[b.x - 1] = blank();
    }
  }

  private void end() {
    Buffer b = screen.active;
    if (b.x < screen.cols && b.line().isRest(b.x)) {
      b.line().cells[b.x] = blank();
    }
  }

  private long blank() {
    return Cell.of(0, 1, screen.pen.style());
  }

  private int ascii(byte[] b, int from, int to) {
    Buffer buffer = screen.active;
    long pen = blank();
    int cols = screen.cols;
    int i = from;
    do {
      if (buffer.x >= cols) {
        wrap(buffer, 0);
      }
      long[] cells = buffer.line().cells;
      int x = buffer.x;
      int end = Math.min(to, i + cols - x);
      while (i < end && b[i] >= 0) {
        cells[x++] = pen | b[i++];
      }
      buffer.x = x;
    } while (i < to && b[i] >= 0);
    screen.joinState = Graphemes.NARROW;
    return i;
  }

  private void one(int raw) {
    int code = screen.charsets.inForce().map(raw);
    int next = Graphemes.next(code, screen.joinState);
    boolean join = next < 0;
    int oldWidth = join ? Graphemes.width(screen.joinState) : 0;
    screen.joinState = join ? ~next : next;
    int width = Graphemes.width(screen.joinState);
    Buffer b = screen.active;
    if (b.x + width - oldWidth > screen.cols) {
      if (screen.modes.wraparound) {
        wrap(b, oldWidth);
      } else {
        b.x = screen.cols - 1;
        if (width == 2) {
          return;
        }
      }
    }
    if (join && b.x > 0) {
      join(b, code, width, oldWidth);
    } else {
      write(b, code, width, oldWidth);
    }
  }

  /// Goes to the next row, taking along the `carry` cells of a character that has just outgrown
  /// this one.
  private void wrap(Buffer b, int carry) {
    Row old = b.line();
    int oldCol = b.x - carry;
    long carried0 = carry > 0 && oldCol >= 0 ? old.cells[oldCol] : Cell.BLANK;
    long carried1 = carry > 1 && oldCol >= 0 ? old.cells[oldCol + 1] : Cell.BLANK;
    b.x = carry;
    for (int x = Math.max(oldCol, 0); x < screen.cols; x++) {
      old.cells[x] = blank();
    }
    b.y++;
    if (b.y == b.bottom + 1) {
      b.y--;
      screen.scroll(true);
    } else {
      b.y = Math.min(b.y, screen.rows - 1);
      b.line().wrapped = true;
    }
    if (carry > 0) {
      b.line().cells[0] = carried0;
    }
    if (carry > 1) {
      b.line().cells[1] = carried1;
    }
  }

  private void join(Buffer b, int code, int width, int oldWidth) {
    Row row = b.line();
    int at = b.x - (row.width(b.x - 1) != 0 ? 1 : 2);
    if (at >= 0) {
      long cell = row.cells[at];
      int content = Cell.hasContent(cell) ? screen.clusters.append(cell, code) : code;
      row.cells[at] = Cell.of(content, width, Cell.style(cell));
    }
    for (int k = width - oldWidth; k > 0; k--) {
      row.cells[b.x++] = Cell.of(0, 0, screen.pen.style());
    }
  }

  private void write(Buffer b, int code, int width, int oldWidth) {
    Row row = b.line();
    if (screen.modes.insert) {
      row.insert(b.x, width - oldWidth, blank());
      if (row.width(screen.cols - 1) == 2) {
        row.cells[screen.cols - 1] = blank();
      }
    }
    row.cells[b.x++] = Cell.of(code, width, screen.pen.style());
    if (width == 2) {
      row.cells[b.x++] = Cell.of(0, 0, screen.pen.style());
    }
  }
}
