package weft.protocol;

/// Which 256 rows of history, as they were in a generation: those from `256 × index` on, or for an
/// index from [#TAILS] on the ones before row `index - TAILS`, wherever that is.
///
/// @param generation the host's count of how often rows may have changed since they were read
public record PageId(long generation, long index) {
  /// Rows in a page. Few enough to arrive at once over a thin line.
  public static final int ROWS = 256;

  /// Where the numbers of tails begin: pages that end with the row before a keyframe's first, so
  /// that a keyframe need not carry what no full page has yet.
  public static final long TAILS = 1L << 40;

  /// Absolute number of the first row.
  public long firstRow() {
    return index < TAILS ? index * ROWS : Math.max(0, endRow() - ROWS);
  }

  /// One past the last row.
  public long endRow() {
    return index < TAILS ? (index + 1) * ROWS : index - TAILS;
  }
}
