package weft.terminal;

import java.util.Arrays;

/// The content of an operating system command, of [Parser#MAX_STRING_BYTES] at most.
final class StringBytes {
  private byte[] bytes = new byte[256];
  private int length;
  private boolean tooLong;

  void clear() {
    length = 0;
    tooLong = false;
  }

  void add(int code) {
    if (length == Parser.MAX_STRING_BYTES) {
      tooLong = true;
      return;
    }
    if (length == bytes.length) {
      bytes = Arrays.copyOf(bytes, length * 2);
    }
    bytes[length++] = (byte) code;
  }

  byte[] bytes() {
    return bytes;
  }

  int length() {
    return length;
  }

  /// Whether there was more than is kept: then all of it is swallowed.
  boolean isTooLong() {
    return tooLong;
  }

  /// The command as far as it has come; of one that is too long only that it is.
  byte[] unfinished() {
    byte[] t = new byte[2 + (tooLong ? Parser.MAX_STRING_BYTES + 1 : length)];
    Arrays.fill(t, (byte) ' ');
    t[0] = 0x1b;
    t[1] = ']';
    System.arraycopy(bytes, 0, t, 2, tooLong ? 0 : length);
    return t;
  }
}
