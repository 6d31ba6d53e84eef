package weft.terminal;

/// Writes attribute changes, remembering what the reader's pen already is.
final class PenText {
  private final EscapeText out;
  private final Screen screen;
  private int fg;
  private int bg;
  private int ext;
  private int link;

  /// The number of the style that the pen was brought to last, or -1.
  private int style;

  /// For a reader whose pen is plain.
  PenText(EscapeText out, Screen screen) {
    this.out = out;
    this.screen = screen;
  }

  /// Says that the reader's attributes, but not its link, are no longer known.
  void forget() {
    fg = -1;
    style = -1;
  }

  /// Brings the pen to a style.
  void to(int newStyle) {
    if (newStyle != style) {
      Styles s = screen.styles;
      to(s.fg(newStyle), s.bg(newStyle), s.ext(newStyle), s.link(newStyle));
      style = newStyle;
    }
  }

  /// The pen as a whole: an underline's colour counts even while nothing is underlined.
  void exactly(int newFg, int newBg, int newExt, int newLink) {
    int colour = newExt & Attributes.COLOUR;
    int kind = (newFg & Attributes.UNDERLINE) == 0 ? 0 : newExt & Attributes.UNDERLINE_STYLE;
    set(newFg, newBg, kind | colour, newLink);
  }

  void to(int newFg, int newBg, int newExt, int newLink) {
    boolean extended = (newBg & Attributes.EXTENDED) != 0;
    set(newFg, newBg, underline(newFg, extended ? newExt : 0), extended ? newLink : 0);
  }

  private void set(int newFg, int newBg, int goalExt, int newLink) {
    int goalBg = newBg & ~Attributes.EXTENDED;
    style = -1;
    if (newFg != fg || goalBg != bg || goalExt != ext) {
      fg = newFg;
      bg = goalBg;
      ext = goalExt;
      attributes();
    }
    if (newLink != link) {
      link = newLink;
      link();
    }
  }

  /// Underline kind and colour as a reader gets them back: none without the flag, never none with
  /// it.
  static int underline(int fg, int ext) {
    if ((fg & Attributes.UNDERLINE) == 0) {
      return 0;
    }
    boolean none = (ext & Attributes.UNDERLINE_STYLE) == 0;
    return none ? ext | 1 << Attributes.UNDERLINE_STYLE_SHIFT : ext;
  }

  private void attributes() {
    out.csi("0");
    flag(fg, Attributes.BOLD, "1");
    flag(bg, Attributes.DIM, "2");
    flag(bg, Attributes.ITALIC, "3");
    flag(fg, Attributes.BLINK, "5");
    flag(fg, Attributes.INVERSE, "7");
    flag(fg, Attributes.INVISIBLE, "8");
    flag(fg, Attributes.STRIKETHROUGH, "9");
    flag(bg, Attributes.OVERLINE, "53");
    colour(fg, 30);
    colour(bg, 40);
    if ((fg & Attributes.UNDERLINE) != 0) {
      int kind = (ext & Attributes.UNDERLINE_STYLE) >> Attributes.UNDERLINE_STYLE_SHIFT;
      out.text(";4");
      if (kind != 1) {
        out.put(':').number(kind);
      }
    }
    underlineColour();
    out.put('m');
    flagSequence(bg, Attributes.PROTECTED, "1\"q");
  }

  /// Changes attributes one by one, such that underline and link stay what they are.
  void adjust(int fromFg, int fromBg, int toFg, int toBg) {
    forget();
    out.csi("");
    int at = out.length();
    int intensity = ((fromFg & ~toFg & Attributes.BOLD) | (fromBg & ~toBg & Attributes.DIM));
    int keptFg = intensity != 0 ? fromFg & ~Attributes.BOLD : fromFg;
    int keptBg = intensity != 0 ? fromBg & ~Attributes.DIM : fromBg;
    flag(intensity, ~0, "22");
    flag(toFg & ~keptFg, Attributes.BOLD, "1");
    flag(toBg & ~keptBg, Attributes.DIM, "2");
    change(fromBg, toBg, Attributes.ITALIC, "3", "23");
    change(fromFg, toFg, Attributes.BLINK, "5", "25");
    change(fromFg, toFg, Attributes.INVERSE, "7", "27");
    change(fromFg, toFg, Attributes.INVISIBLE, "8", "28");
    change(fromFg, toFg, Attributes.STRIKETHROUGH, "9", "29");
    change(fromBg, toBg, Attributes.OVERLINE, "53", "55");
    if (((fromFg ^ toFg) & Attributes.COLOUR) != 0) {
      out.text(";39");
      colour(toFg, 30);
    }
    if (((fromBg ^ toBg) & Attributes.COLOUR) != 0) {
      out.text(";49");
      colour(toBg, 40);
    }
    out.finishList(at);
    if (((fromBg ^ toBg) & Attributes.PROTECTED) != 0) {
      out.csi((toBg & Attributes.PROTECTED) != 0 ? "1\"q" : "0\"q");
    }
  }

  private void change(int from, int to, int flag, String on, String off) {
    if (((from ^ to) & flag) != 0) {
      out.put(';').text((to & flag) != 0 ? on : off);
    }
  }

  private void flag(int word, int flag, String parameter) {
    if ((word & flag) != 0) {
      out.put(';').text(parameter);
    }
  }

  private void flagSequence(int word, int flag, String sequence) {
    if ((word & flag) != 0) {
      out.csi(sequence);
    }
  }

  private void colour(int word, int base) {
    int value = word & 0xffffff;
    switch (word & Attributes.COLOUR_MODE) {
      case Attributes.PALETTE_16 ->
          out.put(';').number(value < 8 ? base + value : base + 60 + value - 8);
      case Attributes.PALETTE_256 -> out.put(';').number(base + 8).text(";5;").number(value);
      case Attributes.RGB -> {
        out.put(';').number(base + 8).text(";2;").number(value >> 16).put(';');
        out.number(value >> 8 & 0xff).put(';').number(value & 0xff);
      }
      default -> {}
    }
  }

  private void underlineColour() {
    int value = ext & 0xffffff;
    switch (ext & Attributes.COLOUR_MODE) {
      case Attributes.PALETTE_16, Attributes.PALETTE_256 -> out.text(";58:5:").number(value);
      case Attributes.RGB -> {
        out.text(";58:2::").number(value >> 16).put(':');
        out.number(value >> 8 & 0xff).put(':').number(value & 0xff);
      }
      default -> {}
    }
  }

  private void link() {
    if (link == 0) {
      out.osc("8;;");
      return;
    }
    Link to = screen.links.get(link);
    String id = to.id().isEmpty() ? "weft-" + to.number() : to.id();
    out.osc("8;id=" + id + ";" + to.uri());
  }
}
