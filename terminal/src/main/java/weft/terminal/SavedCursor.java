package weft.terminal;

/// What DECSC keeps, per buffer.
final class SavedCursor {
  int x;

  /// Absolute row, so that what scrolls after saving moves the restored cursor up.
  long row;

  int fg;
  int bg;
  Charset charset = Charset.US;

  void reset(long top) {
    x = 0;
    row = top;
    fg = 0;
    bg = 0;
    charset = Charset.US;
  }
}
