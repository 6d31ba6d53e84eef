package weft.terminal;

/// Which sequences xterm.js shows without answering: what guests may get.
final class Sequences {
  private static final String ESCAPES = "78DEHM=>cno|}~";

  private Sequences() {}

  static boolean isShown(int ident) {
    return switch (ident) {
      case '@', 'A', 'B', 'C', 'D', 'E', 'F', 'G', 'H', 'J', 'K', 'P', 'X', '`', 'a', 'd', 'e' ->
          true;
      case 'f', 'g', 'm', 'r', 's', 'u', '?' << 8 | 'J', '?' << 8 | 'K', '!' << 8 | 'p' -> true;
      case ' ' << 8 | '@', ' ' << 8 | 'A', ' ' << 8 | 'q', '"' << 8 | 'q' -> true;
      case '\'' << 8 | '}', '\'' << 8 | '~' -> true;
      default -> false;
    };
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
    return switch (mode) {
      case 1, 2, 6, 7, 9, 12, 25, 45, 47, 66, 1000, 1002, 1003, 1004, 1006, 1016 -> true;
      case 1047, 1048, 1049, 2004, 2026 -> true;
      default -> false;
    };
  }

  static boolean isAnsiMode(int mode) {
    return mode == 4 || mode == 20;
  }
}
