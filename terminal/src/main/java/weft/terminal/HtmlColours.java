package weft.terminal;

import java.util.Locale;
import java.util.Map;

/// Attributes as CSS declarations, with the colours that the program has set, else xterm's.
final class HtmlColours {
  private static final int FOREGROUND = 0xd4d4d4;
  private static final int BACKGROUND = 0x1e1e1e;
  private static final int[] FIRST = {
    0x2e3436, 0xcc0000, 0x4e9a06, 0xc4a000, 0x3465a4, 0x75507b, 0x06989a, 0xd3d7cf,
    0x555753, 0xef2929, 0x8ae234, 0xfce94f, 0x729fcf, 0xad7fa8, 0x34e2e2, 0xeeeeec,
  };
  private static final int[] CUBE = {0, 95, 135, 175, 215, 255};
  private static final String[] UNDERLINES = {
    "solid", "solid", "double", "wavy", "dotted", "dashed", "solid", "solid"
  };

  private final Map<Integer, Integer> changed;

  HtmlColours(Palette palette) {
    changed = palette.changed();
  }

  int foreground() {
    return changed.getOrDefault(Palette.FOREGROUND, FOREGROUND);
  }

  int background() {
    return changed.getOrDefault(Palette.BACKGROUND, BACKGROUND);
  }

  static String css(int rgb) {
    return String.format(Locale.ROOT, "#%06x", rgb);
  }

  /// Declarations that need no escaping inside an attribute.
  String of(Styles styles, int style) {
    int fg = styles.fg(style);
    int bg = styles.bg(style);
    StringBuilder css = new StringBuilder();
    int front = colour(fg, foreground());
    int back = colour(bg, background());
    boolean inverse = (fg & Attributes.INVERSE) != 0;
    if (inverse || (fg & Attributes.COLOUR_MODE) != 0) {
      css.append("color:").append(css(inverse ? back : front)).append(';');
    }
    if (inverse || (bg & Attributes.COLOUR_MODE) != 0) {
      css.append("background:").append(css(inverse ? front : back)).append(';');
    }
    add(css, fg & Attributes.BOLD, "font-weight:bold;");
    add(css, bg & Attributes.DIM, "opacity:.5;");
    add(css, bg & Attributes.ITALIC, "font-style:italic;");
    add(css, fg & Attributes.INVISIBLE, "visibility:hidden;");
    decoration(css, fg, bg, styles.ext(style));
    return css.toString();
  }

  private void decoration(StringBuilder css, int fg, int bg, int ext) {
    boolean under = (fg & Attributes.UNDERLINE) != 0;
    boolean through = (fg & Attributes.STRIKETHROUGH) != 0;
    boolean over = (bg & Attributes.OVERLINE) != 0;
    if (!under && !through && !over) {
      return;
    }
    css.append("text-decoration:");
    css.append(under ? "underline " : "").append(through ? "line-through " : "");
    css.append(over ? "overline " : "");
    int kind = (ext & Attributes.UNDERLINE_STYLE) >>> Attributes.UNDERLINE_STYLE_SHIFT;
    css.append(UNDERLINES[under ? kind & 7 : 0]);
    if (under && (ext & Attributes.COLOUR_MODE) != 0) {
      css.append(' ').append(css(colour(ext, 0)));
    }
    css.append(';');
  }

  private static void add(StringBuilder css, int flag, String declaration) {
    if (flag != 0) {
      css.append(declaration);
    }
  }

  private int colour(int word, int otherwise) {
    return switch (word & Attributes.COLOUR_MODE) {
      case Attributes.RGB -> word & 0xffffff;
      case Attributes.PALETTE_16, Attributes.PALETTE_256 -> indexed(word & 0xff);
      default -> otherwise;
    };
  }

  private int indexed(int index) {
    Integer own = changed.get(index);
    if (own != null) {
      return own;
    }
    if (index < FIRST.length) {
      return FIRST[index];
    }
    if (index >= 232) {
      return (8 + (index - 232) * 10) * 0x10101;
    }
    int i = index - 16;
    return CUBE[i / 36] << 16 | CUBE[i / 6 % 6] << 8 | CUBE[i % 6];
  }
}
