package weft.terminal;

import java.util.Arrays;

/// Brings a screen to another size.
final class Resize {
  private final Screen screen;

  Resize(Screen screen) {
    this.screen = screen;
  }

  void to(int cols, int rows) {
    if (cols == screen.cols && rows == screen.rows) {
      return;
    }
    one(screen.normal, cols, rows);
    one(screen.alternate, cols, rows);
    screen.cols = cols;
    screen.rows = rows;
  }

  private void one(Buffer b, int cols, int rows) {
    while (b.lines.length > rows) {
      if (b.lines.length > b.y + 1) {
        b.lines = Arrays.copyOf(b.lines, b.lines.length - 1);
      } else {
        if (b.history != null) {
          b.history.append(b.lines[0], b.base);
          b.base++;
        }
        b.lines = Arrays.copyOfRange(b.lines, 1, b.lines.length);
        b.y--;
      }
    }
    int old = b.lines.length;
    if (old < rows) {
      b.lines = Arrays.copyOf(b.lines, rows);
      for (int y = old; y < rows; y++) {
        b.lines[y] = new Row(cols);
      }
    }
    for (Row row : b.lines) {
      row.resize(cols);
    }
    b.cols = cols;
    b.rows = rows;
    b.x = Math.min(b.x, cols - 1);
    b.y = Math.clamp(b.y, 0, rows - 1);
    b.saved.x = Math.min(b.saved.x, cols - 1);
    b.resetMargins();
    b.tabs.resize(cols);
  }
}
