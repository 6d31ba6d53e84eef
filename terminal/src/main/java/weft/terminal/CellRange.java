package weft.terminal;

/// Cells from one to another, as text runs: the rest of the first row, whole rows, the start of the
/// last one.
///
/// @param firstRow absolute number
/// @param firstColumn first cell
/// @param lastRow absolute number, included
/// @param endColumn one past the last cell of the last row
public record CellRange(long firstRow, int firstColumn, long lastRow, int endColumn) {
  /// Whole rows, the last one included.
  public static CellRange rows(long firstRow, long lastRow) {
    return new CellRange(firstRow, 0, lastRow, Terminal.MAX_COLS);
  }
}
