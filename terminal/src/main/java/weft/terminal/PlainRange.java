package weft.terminal;

/// Cells as plain text, lines separated by line feeds.
final class PlainRange extends RangeText {
  private final StringBuilder text = new StringBuilder();
  private final int[] codes = new int[Clusters.MAX_CODE_POINTS];

  PlainRange(TextRows rows) {
    super(rows);
  }

  String write(CellRange range) {
    walk(range);
    trim();
    return text.toString();
  }

  @Override
  void cells(Row row, int from, int to) {
    for (int x = from; x < to; x++) {
      long cell = row.cells[x];
      if (Cell.hasContent(cell)) {
        LineText.append(text, rows.tables(), cell, codes);
      } else if (Cell.width(cell) != 0) {
        text.append(' ');
      }
    }
  }

  @Override
  void lineEnd() {
    trim();
    text.append('\n');
  }

  @Override
  int length(Row row) {
    return row.usedLength();
  }

  private void trim() {
    int length = text.length();
    while (length > 0 && text.charAt(length - 1) == ' ') {
      length--;
    }
    text.setLength(length);
  }
}
