package weft.terminal;

import java.util.Arrays;

/// A run of consecutive history rows in one array of bytes.
final class HistoryPage {
  private final byte[] bytes;
  private final long firstRow;
  private int[] ends = new int[64];
  private int count;

  HistoryPage(int capacity, long firstRow) {
    this.bytes = new byte[capacity];
    this.firstRow = firstRow;
  }

  long firstRow() {
    return firstRow;
  }

  int count() {
    return count;
  }

  int capacity() {
    return bytes.length;
  }

  boolean fits(int length) {
    return end() + length <= bytes.length;
  }

  void append(byte[] row, int length) {
    int at = end();
    System.arraycopy(row, 0, bytes, at, length);
    if (count == ends.length) {
      ends = Arrays.copyOf(ends, count * 2);
    }
    ends[count++] = at + length;
  }

  void removeLast() {
    count--;
  }

  byte[] bytes() {
    return bytes;
  }

  int offset(long row) {
    int i = (int) (row - firstRow);
    return i == 0 ? 0 : ends[i - 1];
  }

  private int end() {
    return count == 0 ? 0 : ends[count - 1];
  }
}
