package weft.terminal;

/// A cell is one long: style number in the high 32 bits; below, like xterm.js, width (2 bits at
/// 22), a flag for clusters (bit 21) and 21 bits of code point or cluster number.
final class Cell {
  static final int VALUE_MASK = 0x1fffff;
  static final int CLUSTER = 0x200000;
  static final int CONTENT_MASK = 0x3fffff;
  static final int WIDTH_SHIFT = 22;
  static final long NARROW = 1L << WIDTH_SHIFT;
  static final int STYLE_SHIFT = 32;

  /// No character, width 1, default style.
  static final long BLANK = NARROW;

  private Cell() {}

  static long of(int code, int width, long style) {
    return style << STYLE_SHIFT | (long) width << WIDTH_SHIFT | code;
  }

  static int width(long cell) {
    return (int) (cell >> WIDTH_SHIFT) & 3;
  }

  static boolean hasContent(long cell) {
    return (cell & CONTENT_MASK) != 0;
  }

  static boolean isCluster(long cell) {
    return (cell & CLUSTER) != 0;
  }

  /// Whether it holds one printable ASCII character of the usual width.
  static boolean isNarrowAscii(long cell) {
    int content = (int) cell ^ (int) NARROW;
    return content >= 0x20 && content < 0x7f;
  }

  static int value(long cell) {
    return (int) cell & VALUE_MASK;
  }

  static int style(long cell) {
    return (int) (cell >>> STYLE_SHIFT);
  }
}
