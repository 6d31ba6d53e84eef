package weft.terminal;

import java.util.Locale;

/// Cells as one `pre` element with inline styles, for pasting anywhere: it needs no style sheet,
/// runs nothing and loads nothing.
final class HtmlRange extends RangeText {
  private final StringBuilder out = new StringBuilder();
  private final StringBuilder characters = new StringBuilder();
  private final int[] codes = new int[Clusters.MAX_CODE_POINTS];
  private final HtmlColours colours;
  private int style;
  private String closing = "";

  HtmlRange(TextRows rows, Palette palette) {
    super(rows);
    colours = new HtmlColours(palette);
  }

  String write(CellRange range) {
    out.append("<pre style=\"color:").append(HtmlColours.css(colours.foreground()));
    out.append(";background:").append(HtmlColours.css(colours.background()));
    out.append(";font-family:monospace\">");
    walk(range);
    to(0);
    return out.append("</pre>").toString();
  }

  @Override
  void cells(Row row, int from, int to) {
    for (int x = from; x < to; x++) {
      long cell = row.cells[x];
      if (Cell.hasContent(cell)) {
        to(Cell.style(cell));
        characters.setLength(0);
        LineText.append(characters, rows.tables(), cell, codes);
        escape(characters);
      } else if (Cell.width(cell) != 0) {
        to(Cell.style(cell));
        out.append(' ');
      }
    }
  }

  @Override
  void lineEnd() {
    to(0);
    out.append('\n');
  }

  @Override
  int length(Row row) {
    return row.usedLength();
  }

  private void to(int next) {
    if (next == style) {
      return;
    }
    out.append(closing);
    closing = "";
    style = next;
    if (next != 0) {
      open();
    }
  }

  private void open() {
    Screen tables = rows.tables();
    int link = tables.styles.link(style);
    if (link != 0 && isHarmless(tables.links.get(link).uri())) {
      out.append("<a rel=\"noopener noreferrer\" target=\"_blank\" href=\"");
      escape(tables.links.get(link).uri());
      out.append("\" style=\"").append(colours.of(tables.styles, style)).append("\">");
      closing = "</a>";
    } else {
      out.append("<span style=\"").append(colours.of(tables.styles, style)).append("\">");
      closing = "</span>";
    }
  }

  /// Only addresses that can do no more than open a page or a letter.
  static boolean isHarmless(String uri) {
    String start = uri.substring(0, Math.min(uri.length(), 8)).toLowerCase(Locale.ROOT);
    boolean known =
        start.startsWith("http://") || start.startsWith("https://") || start.startsWith("mailto:");
    return known && uri.chars().noneMatch(c -> c <= ' ' || c == 0x7f);
  }

  private void escape(CharSequence text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '&' -> out.append("&amp;");
        case '<' -> out.append("&lt;");
        case '>' -> out.append("&gt;");
        case '"' -> out.append("&quot;");
        case '\'' -> out.append("&#39;");
        default -> out.append(c);
      }
    }
  }
}
