package weft.terminal;

/// A screen's text without its looks.
final class PlainText {
  private final Screen screen;
  private final int[] codes = new int[Clusters.MAX_CODE_POINTS];

  PlainText(Screen screen) {
    this.screen = screen;
  }

  /// The visible rows, each ended by a line feed, without trailing blanks.
  String visible() {
    StringBuilder text = new StringBuilder();
    for (Row row : screen.active.lines()) {
      StringBuilder line = new StringBuilder();
      for (int x = 0; x < screen.cols; x += Math.max(1, row.width(x))) {
        append(line, row.cells[x]);
      }
      text.append(line.toString().stripTrailing()).append('\n');
    }
    return text.toString();
  }

  private void append(StringBuilder line, long cell) {
    if (!Cell.hasContent(cell)) {
      line.append(' ');
    } else if (Cell.isCluster(cell)) {
      line.append(new String(codes, 0, screen.clusters.read(Cell.value(cell), codes)));
    } else {
      line.appendCodePoint(Cell.value(cell));
    }
  }
}
