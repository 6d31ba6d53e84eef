package weft.terminal;

import java.nio.charset.StandardCharsets;

/// Reads rows that [RowCodec] wrote, taking their attributes, links and clusters into the tables of
/// a [Screen]: the terminal's own, or one that only readers of its history use.
final class RowDecoder {
  private final Screen screen;
  private final Veil veil;
  private final boolean forGuests;
  private final int[] codes = new int[Clusters.MAX_CODE_POINTS];
  private byte[] in = new byte[0];
  private int at;
  private int start;
  private int lastLink;

  /// For the terminal's own screen: what was veiled is veiled again.
  RowDecoder(Screen screen) {
    this(screen, screen.veil, false);
  }

  /// For guests: what was veiled is blank.
  RowDecoder(Screen tables, Veil veil) {
    this(tables, veil, true);
  }

  private RowDecoder(Screen tables, Veil veil, boolean forGuests) {
    this.screen = tables;
    this.veil = veil;
    this.forGuests = forGuests;
  }

  /// The row at `offset` with `cols` cells, cut or filled with blanks; with 0 as many as it had.
  Row decode(byte[] bytes, int offset, int cols) {
    in = bytes;
    at = offset;
    start = offset;
    lastLink = 0;
    boolean wrapped = (next() & RowCodec.WRAPPED) != 0;
    int own = varint();
    int used = varint();
    int width = cols == 0 ? own : cols;
    Row row = new Row(Math.max(width, used));
    row.wrapped = wrapped;
    for (int x = 0; x < used; ) {
      int end = x + varint();
      int mask = next();
      long style = (long) style(mask) << Cell.STYLE_SHIFT;
      boolean veiled = (mask & RowCodec.VEILED) != 0 && veil.hides(varint());
      int from = x;
      x = cells(row.cells, x, end, style);
      if (veiled) {
        hide(row.cells, from, x);
      }
    }
    if (used > width) {
      row.resize(width);
      if (row.width(width - 1) == 2) {
        row.cells[width - 1] = Cell.BLANK;
      }
    }
    return row;
  }

  private void hide(long[] cells, int from, int to) {
    for (int x = from; x < to; x++) {
      cells[x] = forGuests ? Cell.BLANK : screen.styles.veil(cells[x]);
    }
  }

  /// Bytes of the row that was read last.
  int length() {
    return at - start;
  }

  private int cells(long[] cells, int from, int to, long style) {
    byte[] bytes = in;
    long narrow = style | Cell.NARROW;
    int x = from;
    while (x < to) {
      int b = bytes[at];
      if (b >= 0) {
        cells[x++] = narrow | b;
        at++;
      } else {
        x = cell(cells, x, style);
      }
    }
    return x;
  }

  private int cell(long[] cells, int x, long style) {
    int b = next();
    switch (b) {
      case RowCodec.NULL_NARROW -> cells[x] = style | Cell.NARROW;
      case RowCodec.NULL_EMPTY -> cells[x] = style;
      case RowCodec.SINGLE -> cells[x] = style | (long) next() << Cell.WIDTH_SHIFT | varint();
      case RowCodec.CLUSTER -> {
        long width = (long) next() << Cell.WIDTH_SHIFT;
        int n = next();
        for (int i = 0; i < n; i++) {
          codes[i] = varint();
        }
        cells[x] = style | width | screen.clusters.of(codes, n);
      }
      default -> {
        int code = character(b);
        int width = Graphemes.width(Graphemes.next(code, 0));
        cells[x] = style | (long) width << Cell.WIDTH_SHIFT | code;
        if (width == 2) {
          cells[x + 1] = style;
        }
        return x + width;
      }
    }
    return x + 1;
  }

  private int character(int lead) {
    int code = lead & (lead < 0xe0 ? 0x1f : lead < 0xf0 ? 0x0f : 0x07);
    for (int more = lead < 0xe0 ? 1 : lead < 0xf0 ? 2 : 3; more > 0; more--) {
      code = code << 6 | (next() & 0x3f);
    }
    return code;
  }

  private int style(int mask) {
    if (mask == 0) {
      return 0;
    }
    int fg = word(mask & RowCodec.HAS_FG, mask & RowCodec.SHORT_FG);
    int bg = word(mask & RowCodec.HAS_BG, mask & RowCodec.SHORT_BG);
    int ext = (mask & RowCodec.HAS_EXTENDED) != 0 ? fixed() : 0;
    int link = (mask & RowCodec.SAME_LINK) != 0 ? lastLink : 0;
    if ((mask & RowCodec.HAS_LINK) != 0) {
      link = varint();
      lastLink = link;
      screen.links.restore(new Link(link, string(), string()));
    }
    return screen.styles.intern(fg, bg, ext, link);
  }

  private int next() {
    return in[at++] & 0xff;
  }

  private int word(int whole, int ends) {
    return whole != 0 ? fixed() : ends != 0 ? next() << 24 | next() : 0;
  }

  private int fixed() {
    int value = in[at] << 24 | (in[at + 1] & 0xff) << 16;
    value |= (in[at + 2] & 0xff) << 8 | (in[at + 3] & 0xff);
    at += 4;
    return value;
  }

  private int varint() {
    int value = 0;
    int shift = 0;
    while (true) {
      int b = in[at++];
      value |= (b & 0x7f) << shift;
      if (b >= 0) {
        return value;
      }
      shift += 7;
    }
  }

  private String string() {
    int length = varint();
    String s = new String(in, at, length, StandardCharsets.UTF_8);
    at += length;
    return s;
  }
}
