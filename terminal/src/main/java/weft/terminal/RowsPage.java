package weft.terminal;

/// Rows as a text with escape sequences: a fresh terminal of [#columns] columns and [#SCREEN_ROWS]
/// rows, with enough scrollback, turns it into exactly these rows, soft wraps included, from its
/// first row on. All of them had the same width, so a reader of another width can lay them out anew
/// by its lines. It never depends on the reader.
public final class RowsPage {
  /// Height of the terminal that a page is for.
  public static final int SCREEN_ROWS = 24;

  private final long firstRow;
  private final long endRow;
  private final int columns;
  private final boolean continued;
  private final byte[] bytes;

  RowsPage(long firstRow, long endRow, int columns, boolean continued, byte[] bytes) {
    this.firstRow = firstRow;
    this.endRow = endRow;
    this.columns = columns;
    this.continued = continued;
    this.bytes = bytes;
  }

  public long firstRow() {
    return firstRow;
  }

  /// One past the last row; may be less than was asked for.
  public long endRow() {
    return endRow;
  }

  public int columns() {
    return columns;
  }

  /// Whether the first row goes on with the line of the row before it, which is in another page.
  public boolean continued() {
    return continued;
  }

  /// A copy.
  public byte[] bytes() {
    return bytes.clone();
  }
}
