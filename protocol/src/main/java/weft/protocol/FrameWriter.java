package weft.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;

/// Writes one frame into one array. Values that do not fit the wire are bugs of the caller and
/// end as [IllegalArgumentException].
final class FrameWriter {
  /// The longest varint, bytes.
  static final int VARINT = 8;

  private byte[] array;
  private int at;

  /// @param capacity what the frame will hardly exceed, bytes; exact for frames on hot paths
  FrameWriter(int capacity) {
    array = new byte[capacity];
  }

  FrameWriter u8(int value) {
    if (value < 0 || value > 0xff) {
      throw new IllegalArgumentException("not a byte: " + value);
    }
    reserve(1);
    array[at++] = (byte) value;
    return this;
  }

  FrameWriter bool(boolean value) {
    return u8(value ? 1 : 0);
  }

  FrameWriter varint(long value) {
    reserve(varintLength(value));
    long left = value;
    while (left > 0x7f) {
      array[at++] = (byte) (left | 0x80);
      left >>>= 7;
    }
    array[at++] = (byte) left;
    return this;
  }

  /// Bytes of known length, without a length before them.
  FrameWriter bytes(Bytes bytes, int length) {
    if (bytes.length() != length) {
      throw new IllegalArgumentException(bytes.length() + " bytes where " + length + " go");
    }
    return rest(bytes);
  }

  FrameWriter blob(Bytes bytes) {
    return varint(bytes.length()).rest(bytes);
  }

  FrameWriter text(String text) {
    return blob(Bytes.owned(text.getBytes(UTF_8)));
  }

  FrameWriter rest(Bytes bytes) {
    reserve(bytes.length());
    bytes.copyTo(array, at);
    at += bytes.length();
    return this;
  }

  /// The frame; this writer is of no use afterwards.
  Bytes done() {
    return Bytes.owned(array, 0, at);
  }

  static int varintLength(long value) {
    if (value < 0 || value >>> 53 != 0) {
      throw new IllegalArgumentException("not of 53 bits: " + value);
    }
    return value == 0 ? 1 : (70 - Long.numberOfLeadingZeros(value)) / 7;
  }

  private void reserve(int count) {
    if (array.length - at < count) {
      array = Arrays.copyOf(array, Math.max(at + count, 2 * array.length));
    }
  }
}
