package weft.terminal;

/// What stands for a picture on a screen: a grey block of its size, with its size written on it
/// where there is room. Made of ordinary sequences, which the engine and its guests get alike.
///
/// It is cut to the screen and, as scrolling is, to the margins; what a picture would have scrolled
/// beyond a screenful isn't scrolled.
final class Placeholder {
  /// White on bright black: seen on light and on dark screens.
  private static final String BLOCK = "0;97;100m";

  private final Screen screen;
  private final EscapeText out = new EscapeText();

  Placeholder(Screen screen) {
    this.screen = screen;
  }

  /// The sequences for the screen as it is now.
  byte[] write(Image image) {
    Image.Cells size = image.cells(screen.cols, screen.rows);
    boolean stays = image.after() == Image.After.STAYS;
    Buffer b = screen.active;
    int x = Math.min(b.x, screen.cols - 1);
    int y = screen.modes.origin ? Math.clamp(b.y, b.top, b.bottom) : b.y;
    int limit = y > b.bottom ? screen.rows - 1 : b.bottom;
    int first = stays || y > b.bottom ? y : Math.min(y, b.top);
    int w = Math.min(size.columns(), screen.cols - x);
    int h = Math.min(size.rows(), limit - first + 1);
    int top = Math.min(y, limit - h + 1);
    moveTo(x, y);
    for (int i = 1; i < h && !stays; i++) {
      out.control('\n');
    }
    block(x, top, w, h, size);
    switch (image.after()) {
      case LAST_ROW -> moveTo(x, top + h - 1);
      case BEHIND -> moveTo(Math.min(x + w, screen.cols - 1), top + h - 1);
      case STAYS -> moveTo(x, y);
    }
    return out.toBytes();
  }

  private void block(int x, int y, int w, int h, Image.Cells size) {
    out.csi(BLOCK);
    for (int i = 0; i < h; i++) {
      moveTo(x, y + i);
      out.csi(w, 'X');
    }
    String label = "image " + size.columns() + "×" + size.rows();
    boolean plain = screen.charsets.inForce() == Charset.US && !screen.modes.insert;
    if (plain && label.length() <= w) {
      moveTo(x + (w - label.length()) / 2, y + (h - 1) / 2);
      out.text(label);
    }
    PenText pen = new PenText(out, screen);
    pen.forget();
    pen.exactly(screen.pen.fg, screen.pen.bg, screen.pen.ext, 0); // SGR leaves links alone
  }

  private void moveTo(int x, int y) {
    out.moveTo(x, screen.modes.origin ? y - screen.active.top : y);
  }
}
