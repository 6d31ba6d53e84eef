package weft.terminal;

import java.util.Arrays;

/// A run of consecutive encoded rows in one array, each after its length: the page that is being
/// filled, or a copy of a frozen one to read from.
final class PageRows {
  /// Bytes of a page: some hundreds of rows, few enough to pack or unpack in a millisecond. A row
  /// that is longer has a page of its own.
  static final int PAGE_BYTES = 64 * 1024;

  /// A row is at most half a megabyte, see [RowCodec].
  private static final int MAX_LENGTH_BYTES = 3;

  private long firstRow;
  private byte[] bytes = new byte[0];
  private int[] ends = new int[64];
  private int count;

  long firstRow() {
    return firstRow;
  }

  int count() {
    return count;
  }

  byte[] bytes() {
    return bytes;
  }

  int length() {
    return count == 0 ? 0 : ends[count - 1];
  }

  boolean fits(int rowLength) {
    return length() + MAX_LENGTH_BYTES + rowLength <= bytes.length;
  }

  /// Begins a page in `array`, or in a larger one where a row of this length needs it.
  void begin(long row, byte[] array, int rowLength) {
    int needed = rowLength + MAX_LENGTH_BYTES;
    bytes = needed > array.length ? new byte[needed] : array;
    firstRow = row;
    count = 0;
  }

  void append(byte[] row, int rowLength) {
    int at = length();
    int rest = rowLength;
    while (rest > 0x7f) {
      bytes[at++] = (byte) (rest | 0x80);
      rest >>>= 7;
    }
    bytes[at++] = (byte) rest;
    System.arraycopy(row, 0, bytes, at, rowLength);
    end(at + rowLength);
  }

  /// An array of at least this size to fill before [#scan].
  byte[] reserve(int size) {
    count = 0;
    if (bytes.length < size) {
      bytes = new byte[Math.max(size, PAGE_BYTES)];
    }
    return bytes;
  }

  /// Finds the rows in the bytes that were put into the reserved array.
  void scan(long row, int rows) {
    firstRow = row;
    count = 0;
    int at = 0;
    for (int i = 0; i < rows; i++) {
      int size = 0;
      int shift = 0;
      int b;
      do {
        b = bytes[at++];
        size |= (b & 0x7f) << shift;
        shift += 7;
      } while (b < 0);
      at += size;
      end(at);
    }
  }

  /// Gives up the array, which somebody else keeps.
  void release() {
    bytes = new byte[0];
    count = 0;
  }

  void removeLast() {
    count--;
  }

  /// Where the row itself begins.
  int offset(long row) {
    int i = (int) (row - firstRow);
    int at = i == 0 ? 0 : ends[i - 1];
    while (bytes[at] < 0) {
      at++;
    }
    return at + 1;
  }

  private void end(int at) {
    if (count == ends.length) {
      ends = Arrays.copyOf(ends, count * 2);
    }
    ends[count++] = at;
  }
}
