package weft.terminal;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// A growing text of characters and escape sequences in UTF-8.
final class EscapeText {
  private byte[] bytes = new byte[1024];
  private int length;

  byte[] toBytes() {
    return Arrays.copyOf(bytes, length);
  }

  int length() {
    return length;
  }

  EscapeText raw(byte[] b) {
    ensure(b.length);
    System.arraycopy(b, 0, bytes, length, b.length);
    length += b.length;
    return this;
  }

  EscapeText text(String s) {
    return raw(s.getBytes(StandardCharsets.UTF_8));
  }

  EscapeText control(int code) {
    return put(code);
  }

  EscapeText esc(String rest) {
    return put(0x1b).text(rest);
  }

  EscapeText csi(String rest) {
    return esc("[").text(rest);
  }

  /// CSI with one count; a count of 1 goes without saying.
  EscapeText csi(int n, char last) {
    esc("[");
    return (n == 1 ? this : number(n)).put(last);
  }

  /// CUP, zero-based.
  EscapeText moveTo(int x, int y) {
    return esc("[").number(y + 1).put(';').number(x + 1).put('H');
  }

  EscapeText osc(String text) {
    return esc("]").text(text).put(7);
  }

  EscapeText codePoint(int code) {
    ensure(4);
    if (code < 0x80) {
      return put(code);
    }
    if (code < 0x800) {
      return put(0xc0 | code >> 6).put(0x80 | (code & 0x3f));
    }
    if (code < 0x10000) {
      return put(0xe0 | code >> 12).put(0x80 | (code >> 6 & 0x3f)).put(0x80 | (code & 0x3f));
    }
    return put(0xf0 | code >> 18)
        .put(0x80 | (code >> 12 & 0x3f))
        .put(0x80 | (code >> 6 & 0x3f))
        .put(0x80 | (code & 0x3f));
  }

  EscapeText number(int n) {
    if (n >= 10) {
      number(n / 10);
    }
    return put('0' + n % 10);
  }

  EscapeText put(int b) {
    ensure(1);
    bytes[length++] = (byte) b;
    return this;
  }

  private void ensure(int more) {
    if (length + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
    }
  }
}
