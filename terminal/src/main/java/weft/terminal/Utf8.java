package weft.terminal;

/// The UTF-8 that xterm.js accepts: no overlong forms, no surrogates, no byte order mark.
final class Utf8 {
  private static final int BYTE_ORDER_MARK = 0xfeff;

  private Utf8() {}

  /// Bytes that a character with this first byte has; 1 for a byte that can't begin one.
  static int length(int lead) {
    int b = lead & 0xff;
    if (b < 0xc0 || b >= 0xf8) {
      return 1;
    }
    return b < 0xe0 ? 2 : b < 0xf0 ? 3 : 4;
  }

  static boolean isContinuation(byte b) {
    return (b & 0xc0) == 0x80;
  }

  /// Length in bytes of the valid printable character beyond ASCII at `i`, or 0 where there is none
  /// or it isn't whole.
  static int validLength(byte[] b, int i, int end) {
    int n = length(b[i]);
    if (n == 1 || i + n > end) {
      return 0;
    }
    for (int k = 1; k < n; k++) {
      if (!isContinuation(b[i + k])) {
        return 0;
      }
    }
    int code = at(b, i);
    return code >= ParserTable.NON_ASCII && isCharacter(code, n) ? n : 0;
  }

  /// The code point of `n` bytes of the right form, or -1 where it isn't a character; a lone byte
  /// is never one.
  static int decode(byte[] b, int i, int n) {
    if (n == 1) {
      return -1;
    }
    int code = at(b, i);
    return isCharacter(code, n) ? code : -1;
  }

  private static boolean isCharacter(int code, int n) {
    return switch (n) {
      case 2 -> code >= 0x80;
      case 3 -> code >= 0x800 && (code < 0xd800 || code > 0xdfff) && code != BYTE_ORDER_MARK;
      default -> code >= 0x10000 && code <= 0x10ffff;
    };
  }

  /// Code point of the valid character at `i`; of bytes of the right form, what they say.
  static int at(byte[] b, int i) {
    int lead = b[i];
    if (lead >= 0) {
      return lead;
    }
    return switch (lead >> 4 & 15) {
      case 14 -> (lead & 0x0f) << 12 | (b[i + 1] & 0x3f) << 6 | (b[i + 2] & 0x3f);
      case 15 ->
          (lead & 0x07) << 18
              | (b[i + 1] & 0x3f) << 12
              | (b[i + 2] & 0x3f) << 6
              | (b[i + 3] & 0x3f);
      default -> (lead & 0x1f) << 6 | (b[i + 1] & 0x3f);
    };
  }
}
