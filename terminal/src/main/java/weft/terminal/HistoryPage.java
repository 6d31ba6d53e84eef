package weft.terminal;

import org.jspecify.annotations.Nullable;

/// A run of consecutive history rows that changes no more, packed or not: in memory, on its way to
/// the spill, in it, or lost. This object is the index: about 60 bytes for some hundreds of rows.
final class HistoryPage {
  private final long firstRow;
  private final int count;
  private final int rawLength;

  /// Null where the page is in the spill or lost.
  private byte @Nullable [] bytes;

  /// Bytes that count; [#rawLength] where the page isn't packed.
  private int length;

  /// Whether the packing and writing thread may be reading the bytes.
  private boolean lent;

  /// Position in the spill, or -1; the page may still be on its way there.
  private long spilledAt = -1;

  HistoryPage(PageRows rows) {
    firstRow = rows.firstRow();
    count = rows.count();
    rawLength = rows.length();
    bytes = rows.bytes();
    length = rawLength;
  }

  long firstRow() {
    return firstRow;
  }

  int count() {
    return count;
  }

  long endRow() {
    return firstRow + count;
  }

  int length() {
    return length;
  }

  int rawLength() {
    return rawLength;
  }

  boolean isPacked() {
    return length < rawLength;
  }

  /// What it holds in memory.
  int memory() {
    byte[] held = bytes;
    return held == null ? 0 : held.length;
  }

  byte @Nullable [] bytes() {
    return bytes;
  }

  long spilledAt() {
    return spilledAt;
  }

  boolean isLent() {
    return lent;
  }

  boolean isOnItsWay() {
    return bytes != null && spilledAt >= 0;
  }

  boolean isSpilled() {
    return bytes == null && spilledAt >= 0;
  }

  boolean isLost() {
    return bytes == null && spilledAt < 0;
  }

  /// The bytes, for the packing and writing thread to read.
  byte[] lend() {
    byte[] held = bytes;
    if (held == null) {
      throw new IllegalStateException("page is no longer in memory");
    }
    lent = true;
    return held;
  }

  void takeBack() {
    lent = false;
  }

  void pack(byte[] packed) {
    bytes = packed;
    length = packed.length;
  }

  /// Gives it its place in the spill, or takes that back with -1.
  void place(long at) {
    spilledAt = at;
  }

  /// Gives up the bytes, which are in the spill or nowhere.
  void letGo() {
    bytes = null;
  }
}
