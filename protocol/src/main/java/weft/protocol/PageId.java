package weft.protocol;

/// Which 256 rows of history: those from `256 × index` on, as they were in a generation.
///
/// @param generation the host's count of how often rows may have changed since they were read
public record PageId(long generation, long index) {
  /// Rows in a page. Few enough to arrive at once over a thin line, and fewer than a keyframe
  /// carries, so that full pages and the keyframe leave no gap.
  public static final int ROWS = 256;

  /// Absolute number of the first row.
  public long firstRow() {
    return index * ROWS;
  }
}
