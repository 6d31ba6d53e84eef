package weft.terminal;

import java.util.Locale;
import java.util.OptionalInt;

/// The colour notations that xterm.js reads: `rgb:r/g/b` with one to four digits each and `#rgb`
/// likewise. No names.
final class ColourSpec {
  private ColourSpec() {}

  /// 0xrrggbb, or empty where the notation is another.
  static OptionalInt parse(String spec) {
    String s = spec.toLowerCase(Locale.ROOT);
    if (s.startsWith("rgb:")) {
      return slashed(s.substring(4));
    }
    return s.startsWith("#") ? hashed(s.substring(1)) : OptionalInt.empty();
  }

  /// The notation that [#parse] and other terminals read back.
  static String text(int rgb) {
    return String.format(
        Locale.ROOT, "rgb:%02x/%02x/%02x", rgb >> 16 & 0xff, rgb >> 8 & 0xff, rgb & 0xff);
  }

  private static OptionalInt slashed(String s) {
    int digits = s.indexOf('/');
    if (digits < 1 || digits > 4 || s.length() != digits * 3 + 2) {
      return OptionalInt.empty();
    }
    if (s.charAt(digits * 2 + 1) != '/') {
      return OptionalInt.empty();
    }
    int max = (1 << (digits * 4)) - 1;
    int rgb = 0;
    for (int i = 0; i < 3; i++) {
      int at = i * (digits + 1);
      int v = hex(s, at, at + digits);
      if (v < 0) {
        return OptionalInt.empty();
      }
      rgb = rgb << 8 | (int) Math.floor(v / (double) max * 255 + 0.5);
    }
    return OptionalInt.of(rgb);
  }

  private static OptionalInt hashed(String s) {
    if (s.isEmpty() || s.length() % 3 != 0 || s.length() > 12) {
      return OptionalInt.empty();
    }
    int digits = s.length() / 3;
    int rgb = 0;
    for (int i = 0; i < 3; i++) {
      int v = hex(s, i * digits, (i + 1) * digits);
      if (v < 0) {
        return OptionalInt.empty();
      }
      rgb = rgb << 8 | (digits == 1 ? v << 4 : v >> ((digits - 2) * 4));
    }
    return OptionalInt.of(rgb);
  }

  private static int hex(String s, int from, int to) {
    int v = 0;
    for (int i = from; i < to; i++) {
      char c = s.charAt(i);
      int digit = c < 128 ? Character.digit(c, 16) : -1;
      if (digit < 0) {
        return -1;
      }
      v = v << 4 | digit;
    }
    return v;
  }
}
