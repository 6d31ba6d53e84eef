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
    return decode(b, i, n) >= ParserTable.NON_ASCII ? n : 0;
  }

  /// The code point of `n` bytes of the right form, or -1 where it isn't a character; a lone byte
  /// is never one.
  static int decode(byte[] b, int i, int n) {
    int code =
        switch (n) {
          case 2 -> (b[i] & 0x1f) << 6 | (b[i + 1] & 0x3f);
          case 3 -> (b[i] & 0x0f) << 12 | (b[i + 1] & 0x3f) << 6 | (b[i + 2] & 0x3f);
          case 4 ->
              (b[i] & 0x07) << 18
                  | (b[i + 1] & 0x3f) << 12
                  | (b[i + 2] & 0x3f) << 6
                  | (b[i + 3] & 0x3f);
          default -> -1;
        };
    int least = n == 2 ? 0x80 : n == 3 ? 0x800 : 0x10000;
    boolean surrogate = code >= 0xd800 && code <= 0xdfff;
    return code < least || surrogate || code > 0x10ffff || (n == 3 && code == BYTE_ORDER_MARK)
        ? -1
        : code;
  }

  /// Code point of the valid character at `i`.
  static int at(byte[] b, int i) {
    return b[i] >= 0 ? b[i] : decode(b, i, length(b[i]));
  }
}
