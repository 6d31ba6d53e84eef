package weft.terminal;

/// Bit layout of the three attribute words, which is xterm.js's: foreground, background and the
/// extended word for underlines.
final class Attributes {
  static final int COLOUR_MODE = 0x3000000;
  static final int PALETTE_16 = 0x1000000;
  static final int PALETTE_256 = 0x2000000;
  static final int RGB = 0x3000000;
  static final int COLOUR = 0x3ffffff;

  static final int INVERSE = 0x4000000;
  static final int BOLD = 0x8000000;
  static final int UNDERLINE = 0x10000000;
  static final int BLINK = 0x20000000;
  static final int INVISIBLE = 0x40000000;
  static final int STRIKETHROUGH = 0x80000000;

  static final int ITALIC = 0x4000000;
  static final int DIM = 0x8000000;
  static final int EXTENDED = 0x10000000;
  static final int PROTECTED = 0x20000000;
  static final int OVERLINE = 0x40000000;

  static final int UNDERLINE_STYLE = 0x1c000000;
  static final int UNDERLINE_STYLE_SHIFT = 26;

  private Attributes() {}
}
