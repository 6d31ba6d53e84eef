package weft.terminal;

import java.util.Set;

/// Which sequences xterm.js shows without answering: what guests may get.
final class Sequences {
  private static final Set<Integer> CONTROL =
      Set.of(
          (int) '@',
          ' ' << 8 | '@',
          (int) 'A',
          ' ' << 8 | 'A',
          (int) 'B',
          (int) 'C',
          (int) 'D',
          (int) 'E',
          (int) 'F',
          (int) 'G',
          (int) 'H',
          (int) 'J',
          '?' << 8 | 'J',
          (int) 'K',
          '?' << 8 | 'K',
          (int) 'P',
          (int) 'X',
          (int) '`',
          (int) 'a',
          (int) 'd',
          (int) 'e',
          (int) 'f',
          (int) 'g',
          (int) 'm',
          '!' << 8 | 'p',
          ' ' << 8 | 'q',
          (int) 'r',
          (int) 's',
          (int) 'u',
          '\'' << 8 | '}',
          '\'' << 8 | '~',
          '"' << 8 | 'q');
  private static final String ESCAPES = "78DEHM=>cno|}~";
  private static final Set<Integer> DEC_MODES =
      Set.of(
          1, 2, 6, 7, 9, 12, 25, 45, 47, 66, 1000, 1002, 1003, 1004, 1006, 1016, 1047, 1048, 1049,
          2004, 2026);

  private Sequences() {}

  static boolean isShown(int ident) {
    return CONTROL.contains(ident);
  }

  static boolean isShownEscape(int ident) {
    int intermediate = ident >> 8;
    int last = ident & 0xff;
    return switch (intermediate) {
      case 0 -> ESCAPES.indexOf(last) >= 0;
      case '#' -> last == '8';
      case '%' -> last == '@' || last == 'G';
      case '(', ')', '*', '+', '-', '.' -> Charset.of(last) != null;
      default -> false;
    };
  }

  static boolean isDecMode(int mode) {
    return DEC_MODES.contains(mode);
  }

  static boolean isAnsiMode(int mode) {
    return mode == 4 || mode == 20;
  }
}
