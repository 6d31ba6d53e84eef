package weft.terminal;

import java.util.Arrays;

/// The control or escape sequence that has begun, as far as it still matters: such that sending it
/// to a terminal in the ground state puts it where the parser is.
final class UnfinishedSequence {
  private byte[] bytes = new byte[64];
  private int length;

  /// ESC alone.
  void begin() {
    bytes[0] = 0x1b;
    length = 1;
  }

  /// ESC and the character that tells what follows.
  void introduce(int introducer) {
    bytes[0] = 0x1b;
    bytes[1] = (byte) introducer;
    length = 2;
  }

  /// From here on its content no longer matters, only that it is one to ignore.
  void ignore(int introducer) {
    introduce(introducer);
    bytes[2] = '0';
    bytes[3] = '?';
    length = 4;
  }

  void add(int code) {
    if (isTooLong()) {
      return;
    }
    if (length == bytes.length) {
      bytes = Arrays.copyOf(bytes, bytes.length * 2 + 1);
    }
    bytes[length++] = (byte) code;
  }

  /// Whether it is longer than [Parser#MAX_SEQUENCE_BYTES]: then it is swallowed.
  boolean isTooLong() {
    return length > Parser.MAX_SEQUENCE_BYTES;
  }

  byte[] toBytes() {
    return Arrays.copyOf(bytes, length);
  }
}
