package weft.protocol;

/// What somebody has selected and everybody sees (rule W2).
public sealed interface Selection {
  record None() implements Selection {}

  /// Whole blocks, from one id to another.
  record Blocks(long from, long to) implements Selection {}

  /// Cells of the session's rows, in reading order.
  ///
  /// @param generation what the numbers of the rows mean (rule P1)
  /// @param endColumn one past the last cell of the last row
  record Rows(long generation, long row, int column, long endRow, int endColumn)
      implements Selection {}

  /// Cells of the alternate screen, whose rows have no numbers; counted from its top.
  record Screen(int row, int column, int endRow, int endColumn) implements Selection {}

  Selection NONE = new None();
}
