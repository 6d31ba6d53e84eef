package weft.protocol;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// An immutable run of bytes: a view of an array that nobody writes to any more.
///
/// Slicing shares the array. Whoever calls [#owned] promises not to write to the array
/// afterwards.
public final class Bytes {
  public static final Bytes EMPTY = new Bytes(new byte[0], 0, 0);

  private final byte[] array;
  private final int offset;
  private final int length;

  private Bytes(byte[] array, int offset, int length) {
    this.array = array;
    this.offset = offset;
    this.length = length;
  }

  /// Takes over `array` without copying it.
  public static Bytes owned(byte[] array) {
    return new Bytes(array, 0, array.length);
  }

  /// Takes over a part of `array` without copying it.
  public static Bytes owned(byte[] array, int offset, int length) {
    Objects.checkFromIndexSize(offset, length, array.length);
    return new Bytes(array, offset, length);
  }

  /// Copies all of `array`, which stays the caller's.
  public static Bytes copyOf(byte[] array) {
    return owned(array.clone());
  }

  /// Copies a part of `array`, which stays the caller's.
  public static Bytes copyOf(byte[] array, int offset, int length) {
    return owned(Arrays.copyOfRange(array, offset, offset + length));
  }

  public int length() {
    return length;
  }

  public byte at(int index) {
    Objects.checkIndex(index, length);
    return array[offset + index];
  }

  /// A view of `count` bytes from `from` on.
  public Bytes slice(int from, int count) {
    Objects.checkFromIndexSize(from, count, length);
    return new Bytes(array, offset + from, count);
  }

  /// A view of everything from `from` on.
  public Bytes from(int from) {
    return slice(from, length - from);
  }

  /// A fresh array that the caller may do with as it likes.
  public byte[] toArray() {
    return Arrays.copyOfRange(array, offset, offset + length);
  }

  public void copyTo(byte[] target, int at) {
    System.arraycopy(array, offset, target, at, length);
  }

  /// A read-only buffer over these bytes, for I/O and ciphers; shares the array.
  public ByteBuffer buffer() {
    return ByteBuffer.wrap(array, offset, length).slice().asReadOnlyBuffer();
  }

  /// Somebody who reads an array and does not write to it: a cipher, a digest, a socket.
  public interface Reading<R, X extends Exception> {
    R read(byte[] array, int offset, int length) throws X;
  }

  /// Lends the array itself to `reading`, where a copy would cost too much.
  public <R, X extends Exception> R lend(Reading<R, X> reading) throws X {
    return reading.read(array, offset, length);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Bytes that
        && Arrays.equals(
            array, offset, offset + length, that.array, that.offset, that.offset + that.length);
  }

  @Override
  public int hashCode() {
    int hash = 1;
    for (int i = 0; i < length; i++) {
      hash = 31 * hash + array[offset + i];
    }
    return hash;
  }

  /// The length only: bytes may be secret and must not reach a log by accident.
  @Override
  public String toString() {
    return length + " bytes";
  }

  public String hex() {
    return HexFormat.of().formatHex(array, offset, offset + length);
  }
}
