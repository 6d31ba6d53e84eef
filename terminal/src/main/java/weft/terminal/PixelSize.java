package weft.terminal;

/// How large a picture is; 0 where that isn't known.
record PixelSize(int width, int height) {
  static final PixelSize UNKNOWN = new PixelSize(0, 0);

  boolean isKnown() {
    return width > 0 && height > 0;
  }
}
