package weft.terminal;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/// Puts characters on the screen: wrapping, wide characters, clusters, insert mode. A port of
/// xterm.js's `print`, with short ways for plain ASCII and for characters that join nothing.
final class Printer {
  private static final VarHandle FOUR =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

  private final Screen screen;

  Printer(Screen screen) {
    this.screen = screen;
  }

  /// A run of printable ASCII characters.
  void ascii(byte[] b, int from, int to) {
    Buffer buffer = screen.active;
    if (!isPlain() || !Graphemes.endsBeforeAscii(screen.joinState)) {
      characters(b, from, to);
      return;
    }
    begin(buffer);
    long pen = blank();
    int cols = screen.cols;
    int i = from;
    while (true) {
      Row row = buffer.line();
      int x = buffer.x;
      int n = Math.min(to - i, cols - x);
      copy(b, i, row.cells, x, n, pen);
      i += n;
      buffer.x = x + n;
      row.wrote(x + n);
      if (i >= to) {
        break;
      }
      wrap(buffer, 0);
    }
    screen.joinState = Graphemes.NARROW;
    end(buffer);
  }

  private static void copy(byte[] b, int from, long[] cells, int x, int n, long pen) {
    int k = 0;
    for (; k + 4 <= n; k += 4) {
      int four = (int) FOUR.get(b, from + k);
      cells[x + k] = pen | (four & 0xff);
      cells[x + k + 1] = pen | (four >> 8 & 0xff);
      cells[x + k + 2] = pen | (four >> 16 & 0xff);
      cells[x + k + 3] = pen | four >>> 24;
    }
    for (; k < n; k++) {
      cells[x + k] = pen | b[from + k];
    }
  }

  private void characters(byte[] b, int from, int to) {
    Buffer buffer = screen.active;
    begin(buffer);
    for (int i = from; i < to; i++) {
      one(b[i]);
    }
    end(buffer);
  }

  /// A run of printable code points.
  void print(int[] codes, int n) {
    Buffer buffer = screen.active;
    begin(buffer);
    int i = 0;
    while (i < n) {
      if (isPlain()) {
        i = alone(buffer, codes, i, n);
      }
      if (i < n) {
        one(codes[i++]);
      }
    }
    end(buffer);
  }

  /// Characters that join nothing and fit on the row; returns where the first other one is.
  private int alone(Buffer buffer, int[] codes, int from, int to) {
    long style = Cell.of(0, 0, screen.pen.style());
    Row row = buffer.line();
    long[] cells = row.cells;
    int cols = screen.cols;
    int x = buffer.x;
    int state = screen.joinState;
    int i = from;
    while (i < to) {
      int code = codes[i];
      int next = Graphemes.next(code, state);
      int width = Graphemes.width(next);
      if (next < 0 || x + width > cols) {
        break;
      }
      cells[x++] = style | (long) width << Cell.WIDTH_SHIFT | code;
      if (width == 2) {
        cells[x++] = style;
      }
      state = next;
      i++;
    }
    buffer.x = x;
    row.wrote(x);
    screen.joinState = state;
    return i;
  }

  /// The same for code points, repeated.
  void repeat(int[] codes, int n, int times) {
    Buffer buffer = screen.active;
    begin(buffer);
    for (int k = 0; k < times; k++) {
      for (int i = 0; i < n; i++) {
        one(codes[i]);
      }
    }
    end(buffer);
  }

  private boolean isPlain() {
    return screen.charsets.inForce() == Charset.US
        && !screen.modes.insert
        && screen.modes.wraparound;
  }

  private void begin(Buffer b) {
    if (b.x > 0 && b.line().width(b.x - 1) == 2) {
      b.line().cells[b.x - 1] = blank();
    }
  }

  private void end(Buffer b) {
    if (b.x < screen.cols && b.line().isRest(b.x)) {
      b.line().cells[b.x] = blank();
    }
  }

  private long blank() {
    return Cell.of(0, 1, screen.pen.style());
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
    old.wrote(screen.cols);
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
    b.line().wrote(carry);
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
    row.wrote(b.x);
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
    row.wrote(b.x);
  }
}
