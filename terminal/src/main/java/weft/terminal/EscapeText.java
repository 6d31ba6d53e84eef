package weft.terminal;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// A growing text of characters and escape sequences in UTF-8.
final class EscapeText {
  private byte[] bytes = new byte[1024];
  private int length;

  /// What a character sent next would join; see [Graphemes].
  private int joinState;

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
    ensure(s.length());
    int start = length;
    for (int i = 0; i < s.length(); i++) {
      char c = s.charAt(i);
      if (c >= 0x80) {
        length = start;
        return raw(s.getBytes(StandardCharsets.UTF_8));
      }
      bytes[length++] = (byte) c;
    }
    return this;
  }

  int joinState() {
    return joinState;
  }

  EscapeText control(int code) {
    joinState = 0;
    return put(code);
  }

  EscapeText esc(String rest) {
    joinState = 0;
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

  /// A printable character.
  EscapeText codePoint(int code) {
    int next = Graphemes.next(code, joinState);
    joinState = next < 0 ? ~next : next;
    return encode(code);
  }

  /// Narrow ASCII characters after another one, which they never join.
  void ascii(long[] cells, int from, int end) {
    if (from == end) {
      return;
    }
    ensure(end - from);
    for (int x = from; x < end; x++) {
      bytes[length++] = (byte) cells[x];
    }
    int next = Graphemes.next(bytes[length - 1], 0);
    joinState = next < 0 ? ~next : next;
  }

  private EscapeText encode(int code) {
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

  /// Ends the `;`-led parameters of the CSI m that began before `at`, or takes it back where there
  /// are none.
  void finishList(int at) {
    if (length == at) {
      length -= 2;
      return;
    }
    System.arraycopy(bytes, at + 1, bytes, at, length - at - 1);
    bytes[length - 1] = 'm';
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
