package weft.terminal;

/// Cells as text with SGR and OSC 8, lines separated by line feeds: printed on any terminal it
/// looks the same.
final class AnsiRange extends RangeText {
  private final EscapeText out = new EscapeText();
  private final PenText pen;
  private final RowPainter painter;

  AnsiRange(TextRows rows) {
    super(rows);
    pen = new PenText(out, rows.tables());
    painter = new RowPainter(out, rows.tables(), pen);
  }

  byte[] write(CellRange range) {
    walk(range);
    pen.to(0, 0, 0, 0);
    return out.toBytes();
  }

  @Override
  void cells(Row row, int from, int to) {
    Styles s = rows.tables().styles;
    for (int x = from; x < to; x++) {
      long cell = row.cells[x];
      int style = Cell.style(cell);
      if (Cell.hasContent(cell) || Cell.width(cell) != 0) {
        pen.to(s.fg(style), s.bg(style) & ~Attributes.PROTECTED, s.ext(style), s.link(style));
        if (Cell.hasContent(cell)) {
          painter.characters(cell, Charset.US);
        } else {
          out.codePoint(' ');
        }
      }
    }
  }

  @Override
  void lineEnd() {
    pen.to(0, 0, 0, 0);
    out.control('\n');
  }

  @Override
  int length(Row row) {
    return row.usedLength();
  }
}
