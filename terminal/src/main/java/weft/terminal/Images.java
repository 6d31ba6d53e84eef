package weft.terminal;

import org.jspecify.annotations.Nullable;

/// Finds pictures in a parser's strings: sixel, kitty's graphics and iTerm2's inline images. Their
/// data is counted or dropped as it comes; some hundred bytes are kept.
final class Images {
  private static final int NONE = 0;
  private static final int SIXEL = 1;
  private static final int APPLICATION = 2;
  private static final int KITTY = 3;

  private final SixelSize sixel = new SixelSize();
  private final KittyGraphics kitty = new KittyGraphics();
  private final ItermImages iterm = new ItermImages();
  private int kind;

  /// A device control string begins; `ident` as for a control sequence.
  void device(int ident) {
    kind = ident == 'q' ? SIXEL : NONE;
    sixel.begin();
  }

  /// One of the other strings that xterm.js ignores begins.
  void string(int introducer) {
    kind = introducer == '_' || introducer == 0x9f ? APPLICATION : NONE;
  }

  /// A character of the string.
  void put(int code) {
    switch (kind) {
      case SIXEL -> sixel.put(code);
      case KITTY -> kitty.put(code);
      case APPLICATION -> {
        kind = code == 'G' ? KITTY : NONE;
        kitty.begin();
      }
      default -> {}
    }
  }

  /// The string has ended: what it shows, or null.
  @Nullable Image end() {
    int ended = kind;
    kind = NONE;
    return switch (ended) {
      case SIXEL -> {
        PixelSize size = sixel.end();
        Image.Extent auto = Image.Extent.AUTO;
        yield size.isKnown() ? new Image(auto, auto, size, false, Image.After.LAST_ROW) : null;
      }
      case KITTY -> kitty.end();
      default -> null;
    };
  }

  /// What an operating system command shows, or null.
  @Nullable Image command(byte[] b, int length) {
    return iterm.read(b, length);
  }
}
