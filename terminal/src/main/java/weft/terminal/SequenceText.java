package weft.terminal;

/// A control sequence written out again from what the parser made of it.
final class SequenceText {
  /// 32 parameters and 32 sub-parameters of at most eleven bytes each, and what surrounds them.
  private static final int CAPACITY = 64 * 12 + 16;

  private final byte[] bytes = new byte[CAPACITY];
  private int length;

  byte[] bytes() {
    return bytes;
  }

  int length() {
    return length;
  }

  SequenceText start() {
    length = 0;
    return put(0x1b).put('[');
  }

  SequenceText prefix(int ident) {
    int first = firstByte(ident);
    return first >= '<' && first <= '?' && ident > 0xff ? put(first) : this;
  }

  SequenceText params(Params p) {
    if (p.length() == 1 && p.get(0) == 0 && p.subCount(0) == 0) {
      return this;
    }
    for (int i = 0; i < p.length(); i++) {
      if (i > 0) {
        put(';');
      }
      number(p.get(i));
      for (int k = 0; k < p.subCount(i); k++) {
        put(':');
        if (p.sub(i, k) >= 0) {
          number(p.sub(i, k));
        }
      }
    }
    return this;
  }

  /// Intermediates and final byte.
  SequenceText rest(int ident) {
    for (int shift = 24; shift >= 0; shift -= 8) {
      int b = ident >> shift & 0xff;
      if (b != 0 && (shift == 0 || b < '<')) {
        put(b);
      }
    }
    return this;
  }

  private static int firstByte(int ident) {
    int first = ident;
    while (first >>> 8 != 0) {
      first >>>= 8;
    }
    return first;
  }

  private void number(int n) {
    if (n >= 10) {
      number(n / 10);
    }
    put('0' + n % 10);
  }

  private SequenceText put(int b) {
    bytes[length++] = (byte) b;
    return this;
  }
}
