package weft.terminal;

import org.jspecify.annotations.Nullable;

/// A run of consecutive history rows that changes no more, in memory or in the spill, packed or
/// not. This object is the index: about 60 bytes for some hundreds of rows.
final class HistoryPage {
  private final long firstRow;
  private final int count;
  private final int rawLength;

  /// Null where the page is in the spill.
  private byte @Nullable [] bytes;

  /// Bytes that count; [#rawLength] where the page isn't packed.
  private int length;

  /// Whether the packing thread may be reading the bytes.
  private boolean lent;

  /// Position in the spill, or -1.
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

  /// The bytes, for the packing thread to read.
  byte[] lend() {
    byte[] held = bytes;
    if (held == null) {
      throw new IllegalStateException("page was spilled before it was packed");
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

  void spill(long at) {
    bytes = null;
    spilledAt = at;
  }
}
