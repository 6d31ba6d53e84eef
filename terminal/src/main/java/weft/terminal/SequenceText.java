package weft.terminal;

import org.jspecify.annotations.Nullable;

/// What is on its way to guests: pieces and control sequences written one after another, handed on
/// in bulk. Nothing stays behind after [#flush], which comes with the end of each feed.
final class SequenceText {
  /// Bytes that are handed on at once: some thousand sequences, so that a call for each is saved.
  /// Where they don't suffice, what is there goes first.
  private static final int CAPACITY = 16 * 1024;

  /// 32 parameters and 32 sub-parameters of at most eleven bytes each, and what surrounds them.
  private static final int LONGEST = 64 * 12 + 16;

  private byte[] bytes = new byte[0];
  private int length;
  private GuestFilter.@Nullable Sink sink;

  void to(GuestFilter.@Nullable Sink out) {
    sink = out;
    length = 0;
    if (out != null && bytes.length == 0) {
      bytes = new byte[CAPACITY];
    }
  }

  void flush() {
    if (sink != null && length > 0) {
      sink.write(bytes, 0, length);
    }
    length = 0;
  }

  void write(byte[] b, int off, int len) {
    if (len > bytes.length - length) {
      flush();
      if (len > bytes.length) {
        if (sink != null) {
          sink.write(b, off, len);
        }
        return;
      }
    }
    System.arraycopy(b, off, bytes, length, len);
    length += len;
  }

  /// Begins an escape sequence; what follows it may be as long as a sequence gets.
  SequenceText escape() {
    if (bytes.length - length < LONGEST) {
      flush();
    }
    return put(0x1b);
  }

  SequenceText control() {
    return escape().put('[');
  }

  SequenceText prefix(int ident) {
    int first = firstByte(ident);
    return first >= '<' && first <= '?' && ident > 0xff ? put(first) : this;
  }

  SequenceText params(Params p) {
    int n = p.length();
    if (n == 1 && p.get(0) == 0 && p.subCount(0) == 0) {
      return this;
    }
    for (int i = 0; i < n; i++) {
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
    if (ident <= 0xff) {
      return put(ident);
    }
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

  SequenceText number(int n) {
    if (n >= 10) {
      number(n / 10);
    }
    return put('0' + n % 10);
  }

  /// One byte of a sequence that has begun.
  SequenceText put(int b) {
    bytes[length++] = (byte) b;
    return this;
  }

  /// One byte on its own.
  void single(int b) {
    if (length == bytes.length) {
      flush();
    }
    bytes[length++] = (byte) b;
  }
}
