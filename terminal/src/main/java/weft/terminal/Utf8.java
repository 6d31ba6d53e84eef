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

  /// The code point of the character of `n` bytes at `i`, all of which are there, or -1 where it
  /// isn't one; a lone byte is never one.
  static int valid(byte[] b, int i, int n) {
    int lead = b[i];
    return switch (n) {
      case 2 -> {
        int code = (lead & 0x1f) << 6 | (b[i + 1] & 0x3f);
        yield isContinuation(b[i + 1]) && code >= 0x80 ? code : -1;
      }
      case 3 -> {
        int code = (lead & 0x0f) << 12 | (b[i + 1] & 0x3f) << 6 | (b[i + 2] & 0x3f);
        boolean whole = isContinuation(b[i + 1]) && isContinuation(b[i + 2]);
        boolean surrogate = code >= 0xd800 && code <= 0xdfff;
        yield whole && code >= 0x800 && !surrogate && code != BYTE_ORDER_MARK ? code : -1;
      }
      case 4 -> {
        int code = (lead & 0x07) << 18 | (b[i + 1] & 0x3f) << 12;
        code |= (b[i + 2] & 0x3f) << 6 | (b[i + 3] & 0x3f);
        boolean whole = isContinuation(b[i + 1]) && isContinuation(b[i + 2]);
        whole &= isContinuation(b[i + 3]);
        yield whole && code >= 0x10000 && code <= 0x10ffff ? code : -1;
      }
      default -> -1;
    };
  }
}
