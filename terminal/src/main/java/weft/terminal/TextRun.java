package weft.terminal;

/// A run of whole, valid, printable characters, not all ASCII, with no control among them: as bytes
/// and as code points, so that the bytes are looked at once. Filled anew for each run.
final class TextRun {
  /// Most bytes of a run; what is longer is several.
  private static final int MAX_BYTES = 1024;

  private final int[] codes = new int[MAX_BYTES];
  private byte[] bytes = new byte[0];
  private int from;
  private int to;
  private int count;

  byte[] bytes() {
    return bytes;
  }

  int from() {
    return from;
  }

  int to() {
    return to;
  }

  /// The code points; [#count] of them.
  int[] codes() {
    return codes;
  }

  int count() {
    return count;
  }

  /// Takes what is printable from `start` on, where the first character beyond ASCII is, until the
  /// first ASCII character that isn't alone between two others. False where there is nothing.
  boolean read(byte[] b, int start, int end) {
    int limit = Math.min(end, start + MAX_BYTES);
    int[] out = codes;
    int n = 0;
    int i = start;
    while (i < limit) {
      int lead = b[i];
      if (lead >= 0) {
        if (i == start || i + 1 >= limit || b[i + 1] >= 0 || !AsciiRun.isPrintable(b[i])) {
          break;
        }
        out[n++] = lead;
        i++;
        continue;
      }
      int length = Utf8.length(lead);
      if (i + length > limit) {
        break;
      }
      int code = Utf8.valid(b, i, length);
      if (code < ParserTable.NON_ASCII) {
        break;
      }
      out[n++] = code;
      i += length;
    }
    bytes = b;
    from = start;
    to = i;
    count = n;
    return n > 0;
  }

  /// Takes one character.
  void one(byte[] b, int start, int end, int code) {
    bytes = b;
    from = start;
    to = end;
    codes[0] = code;
    count = 1;
  }
}
