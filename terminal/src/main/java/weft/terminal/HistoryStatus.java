package weft.terminal;

/// What a terminal's history holds and costs.
///
/// @param firstRow the oldest row that can be read
/// @param endRow one past the newest
/// @param memoryBytes of rows in memory, packed or not
/// @param spilledBytes of rows in the [Spill]
/// @param forgottenRows rows that no limit had room for any more, or that a failing or a slow disk
///     lost
/// @param trouble what went wrong with the spill last, in words for the owner; empty where nothing
///     did
public record HistoryStatus(
    long firstRow,
    long endRow,
    long memoryBytes,
    long spilledBytes,
    long forgottenRows,
    String trouble) {
  /// What a row takes on average, wherever it is.
  public double bytesPerRow() {
    long rows = endRow - firstRow;
    return rows == 0 ? 0 : (double) (memoryBytes + spilledBytes) / rows;
  }
}
