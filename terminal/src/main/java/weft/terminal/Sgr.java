package weft.terminal;

/// CSI m on a [Pen].
final class Sgr {
  private Sgr() {}

  static void apply(Params p, Pen pen) {
    for (int i = 0; i < p.length(); i++) {
      int n = p.get(i);
      switch (n) {
        case 0 -> pen.plain();
        case 4 -> {
          int kind = p.subCount(i) > 0 ? p.sub(i, 0) : 1;
          pen.underline(kind < 0 || kind > 5 ? 1 : kind);
        }
        case 21 -> pen.underline(2);
        case 24 -> pen.underline(0);
        case 38, 48, 58 -> i += colour(p, i, pen);
        // xterm.js means "default" but stores white.
        case 59 -> {
          pen.ext |= Attributes.COLOUR;
          pen.updateExtended();
        }
        default -> SgrTable.apply(n, pen);
      }
    }
    pen.changed();
  }

  /// 38, 48 or 58 at `pos`; returns how many further parameters it took.
  private static int colour(Params p, int pos, Pen pen) {
    int kind = p.get(pos + 1);
    if (p.hasSubs()
        || !((kind == 5 && pos + 2 < p.length()) || (kind == 2 && pos + 4 < p.length()))) {
      return unusualColour(p, pos, pen);
    }
    int colour =
        kind == 5
            ? Attributes.PALETTE_256 | (p.get(pos + 2) & 255)
            : rgb(p.get(pos + 2), p.get(pos + 3), p.get(pos + 4));
    switch (p.get(pos)) {
      case 38 -> pen.fg = (pen.fg & ~Attributes.COLOUR) | colour;
      case 48 -> pen.bg = (pen.bg & ~Attributes.COLOUR) | colour;
      default -> pen.ext = (pen.ext & ~Attributes.COLOUR) | colour;
    }
    return kind == 5 ? 2 : 4;
  }

  private static int rgb(int r, int g, int b) {
    return Attributes.RGB | (r & 255) << 16 | (g & 255) << 8 | (b & 255);
  }

  /// With sub-parameters, or not whole.
  private static int unusualColour(Params p, int pos, Pen pen) {
    int[] accu = {0, 0, -1, 0, 0, 0};
    int space = 0;
    int advance = 0;
    do {
      accu[advance + space] = p.get(pos + advance);
      int subs = p.subCount(pos + advance);
      if (subs > 0) {
        int i = 0;
        do {
          if (accu[1] == 5) {
            space = 1;
          }
          if (advance + i + 1 + space < accu.length) {
            accu[advance + i + 1 + space] = p.sub(pos + advance, i);
          }
        } while (++i < subs && i + advance + 1 + space < accu.length);
        break;
      }
      if ((accu[1] == 5 && advance + space >= 2) || (accu[1] == 2 && advance + space >= 5)) {
        break;
      }
      if (accu[1] != 0) {
        space = 1;
      }
    } while (++advance + pos < p.length() && advance + space < accu.length);
    for (int i = 2; i < accu.length; i++) {
      if (accu[i] == -1) {
        accu[i] = 0;
      }
    }
    switch (accu[0]) {
      case 38 -> pen.fg = withColour(pen.fg, accu);
      case 48 -> pen.bg = withColour(pen.bg, accu);
      case 58 -> pen.ext = withColour(pen.ext, accu);
      default -> {}
    }
    return advance;
  }

  private static int withColour(int word, int[] accu) {
    return switch (accu[1]) {
      case 2 -> (word & ~Attributes.COLOUR) | rgb(accu[3], accu[4], accu[5]);
      case 5 -> (word & ~Attributes.COLOUR) | Attributes.PALETTE_256 | (accu[3] & 255);
      default -> word;
    };
  }
}
