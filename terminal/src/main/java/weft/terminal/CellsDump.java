package weft.terminal;

import java.util.HashMap;
import java.util.Map;

/// A screen as text for tests, line by line; `oracle/dump.mjs` makes the same of an xterm.js
/// terminal. Each run of like cells is one item: text, width, colours, attributes, underline, link.
final class CellsDump {
  private final Screen screen;
  private final StringBuilder out = new StringBuilder();
  private final Map<Integer, Integer> links = new HashMap<>();
  private final int[] codes = new int[Clusters.MAX_CODE_POINTS];

  CellsDump(Screen screen) {
    this.screen = screen;
  }

  /// The visible rows, `historyRows` rows before them, cursor and modes.
  String write(int historyRows) {
    Buffer b = screen.active;
    Modes m = screen.modes;
    out.append(screen.cols).append('x').append(screen.rows);
    out.append(screen.isAlternate() ? " alternate" : " normal").append('\n');
    out.append("cursor ").append(b.x).append(',').append(b.y).append('\n');
    out.append("modes ").append(modes(m)).append('\n');
    if (!screen.isAlternate()) {
      long from = Math.max(screen.history.first(), b.base - historyRows);
      for (long n = from; n < b.base; n++) {
        row("h" + (n - b.base), screen.history.get(n, screen.cols), n > screen.history.first());
      }
    }
    for (int y = 0; y < screen.rows; y++) {
      row("" + y, b.row(y), y > 0 || (!screen.isAlternate() && screen.history.first() < b.base));
    }
    return out.toString();
  }

  private static String modes(Modes m) {
    return (m.applicationCursor ? "cursorKeys " : "")
        + (m.applicationKeypad ? "keypad " : "")
        + (m.bracketedPaste ? "paste " : "")
        + (m.insert ? "insert " : "")
        + (m.origin ? "origin " : "")
        + (m.reverseWraparound ? "reverseWrap " : "")
        + (m.sendFocus ? "focus " : "")
        + (m.synchronizedOutput ? "sync " : "")
        + (m.wraparound ? "wrap " : "")
        + "mouse="
        + m.mouse.name().toLowerCase(java.util.Locale.ROOT);
  }

  private void row(String name, Row row, boolean hasAbove) {
    out.append(name).append(hasAbove && row.wrapped ? "+" : ":");
    String before = "";
    for (int x = 0; x < row.cols(); x++) {
      long cell = row.cells[x];
      String style = style(Cell.style(cell));
      if (!style.equals(before) || x == 0) {
        out.append(" [").append(style).append(']');
        before = style;
      }
      characters(cell);
    }
    out.append('\n');
  }

  /// A blank is `_`, the right half of a wide character `<`; a wide one is followed by `2`.
  private void characters(long cell) {
    if (!Cell.hasContent(cell)) {
      out.append(Cell.width(cell) == 0 ? '<' : '_');
      return;
    }
    if (Cell.isCluster(cell)) {
      int n = screen.clusters.read(Cell.value(cell), codes);
      out.append('{').append(new String(codes, 0, n)).append('}');
    } else {
      out.appendCodePoint(Cell.value(cell));
    }
    if (Cell.width(cell) == 2) {
      out.append('2');
    }
  }

  private String style(int style) {
    if (style == 0) {
      return "";
    }
    Styles s = screen.styles;
    int fg = s.fg(style);
    int bg = s.bg(style);
    StringBuilder t = new StringBuilder();
    colour(t, 'f', fg);
    colour(t, 'b', bg);
    flags(t, fg, bg);
    underline(t, fg, bg, s.ext(style), s.link(style));
    return t.toString();
  }

  private static void colour(StringBuilder t, char name, int word) {
    int mode = word & Attributes.COLOUR_MODE;
    if (mode == Attributes.RGB) {
      t.append(name).append('#').append(word & 0xffffff).append(' ');
    } else if (mode != 0) {
      t.append(name).append(word & 0xff).append(' ');
    }
  }

  private static void flags(StringBuilder t, int fg, int bg) {
    t.append((fg & Attributes.BOLD) != 0 ? "B" : "");
    t.append((bg & Attributes.DIM) != 0 ? "D" : "");
    t.append((bg & Attributes.ITALIC) != 0 ? "I" : "");
    t.append((fg & Attributes.BLINK) != 0 ? "K" : "");
    t.append((fg & Attributes.INVERSE) != 0 ? "R" : "");
    t.append((fg & Attributes.INVISIBLE) != 0 ? "H" : "");
    t.append((fg & Attributes.STRIKETHROUGH) != 0 ? "S" : "");
    t.append((bg & Attributes.OVERLINE) != 0 ? "O" : "");
    t.append((bg & Attributes.PROTECTED) != 0 ? "P" : "");
  }

  private void underline(StringBuilder t, int fg, int bg, int ext, int link) {
    boolean extended = (bg & Attributes.EXTENDED) != 0;
    if ((fg & Attributes.UNDERLINE) != 0) {
      int kind =
          extended ? (ext & Attributes.UNDERLINE_STYLE) >> Attributes.UNDERLINE_STYLE_SHIFT : 1;
      t.append('u').append(link != 0 ? 5 : Math.max(kind, 1));
      if (extended) {
        colour(t, 'u', ext);
      }
    }
    if (extended && link != 0) {
      Link to = screen.links.get(link);
      int number = links.computeIfAbsent(link, k -> links.size() + 1);
      t.append('@').append(number).append('=').append(to.uri());
    }
  }
}
