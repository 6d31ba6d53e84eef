package weft.terminal;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Rows to bytes that stand alone: attributes, links and clusters are written out, so a stored row
/// needs no table to stay alive. [RowDecoder] reads them back.
///
/// A row: flags, its columns, count of cells up to the last used one, then runs of like attributes:
/// cell count, attributes, cells. Numbers are varints. A cell of the usual width is its character
/// in UTF-8 (a wide one stands for both halves); the bytes 0x80 to 0x83, which begin no character,
/// mark all others. Encoding allocates nothing once the buffer has grown to the widest row.
final class RowCodec {
  static final int WRAPPED = 1;

  static final int NULL_NARROW = 0x80;
  static final int NULL_EMPTY = 0x81;

  /// Then its width and its code point.
  static final int SINGLE = 0x82;

  /// Then its width, a count and that many code points.
  static final int CLUSTER = 0x83;

  static final int HAS_FG = 1;
  static final int HAS_BG = 2;
  static final int HAS_EXTENDED = 4;
  static final int HAS_LINK = 8;

  /// The same link as the last one of this row: its strings aren't written again.
  static final int SAME_LINK = 16;

  /// Bytes of links that one row may store, since each may be 16 kB long: the rest of such a row
  /// keeps its looks and loses its links. Bounds a row to half a megabyte.
  static final int MAX_LINK_BYTES = 64 * 1024;

  /// The most a cell with attributes of its own takes, but for a link's and a cluster's text.
  private static final int MAX_CELL_BYTES = 32;

  private static final int FIRST_ASCII = 0x20;
  private static final int LAST_ASCII = 0x7f;
  private static final long STYLE_BITS = ~0xffffffffL;

  private final Screen screen;
  private final int[] codes = new int[Clusters.MAX_CODE_POINTS];
  private byte[] out = new byte[4096];
  private int at;
  private int linkBytes;
  private int lastLink;

  RowCodec(Screen screen) {
    this.screen = screen;
  }

  byte[] bytes() {
    return out;
  }

  /// Encodes into [#bytes]; returns the length.
  int encode(Row row) {
    long[] cells = row.cells;
    int used = row.usedLength();
    at = 0;
    linkBytes = 0;
    lastLink = 0;
    ensure((used + 1) * MAX_CELL_BYTES);
    put(row.wrapped ? WRAPPED : 0);
    varint(cells.length);
    varint(used);
    for (int x = 0; x < used; ) {
      x = run(cells, x, used);
    }
    return at;
  }

  /// Encodes cells of like attributes from `from` on; returns where they end. One pass: how many
  /// they are is filled in afterwards.
  private int run(long[] cells, int from, int used) {
    int style = Cell.style(cells[from]);
    int countAt = at++;
    attributes(style);
    long plain = ((long) style << Cell.STYLE_SHIFT) | Cell.NARROW;
    byte[] bytes = out;
    int end = at;
    int x = from;
    while (x < used) {
      long content = cells[x] ^ plain;
      if (content >= FIRST_ASCII && content <= LAST_ASCII) {
        bytes[end++] = (byte) content;
      } else if (content >>> Cell.STYLE_SHIFT == 0) {
        at = end;
        x += cell(cells, x, used);
        bytes = out;
        end = at;
      } else {
        break;
      }
      x++;
    }
    at = end;
    count(countAt, x - from);
    return x;
  }

  /// Puts a number into the byte kept for it, and makes room where it takes more.
  private void count(int place, int count) {
    if (count < 0x80) {
      out[place] = (byte) count;
      return;
    }
    System.arraycopy(out, place + 1, out, place + 2, at - place - 1);
    out[place] = (byte) ((count & 0x7f) | 0x80);
    out[place + 1] = (byte) (count >> 7);
    at++;
  }

  /// Any cell but a narrow ASCII one; returns how many more cells it stands for.
  private int cell(long[] cells, int x, int used) {
    long cell = cells[x];
    int width = Cell.width(cell);
    if (!Cell.hasContent(cell)) {
      put(width == 0 ? NULL_EMPTY : NULL_NARROW);
    } else if (Cell.isCluster(cell)) {
      cluster(cell, used - x);
    } else if (isUsual(cells, x, used)) {
      utf8(Cell.value(cell));
      return width - 1;
    } else {
      put(SINGLE);
      put(width);
      varint(Cell.value(cell));
    }
    return 0;
  }

  /// Whether a character has the width that its table gives it, and a wide one both its halves.
  private static boolean isUsual(long[] cells, int x, int used) {
    int code = Cell.value(cells[x]);
    int width = Cell.width(cells[x]);
    if (code < 0x80 || width != Graphemes.width(Graphemes.next(code, 0))) {
      return false;
    }
    return width == 1 || (x + 1 < used && cells[x + 1] == (cells[x] & STYLE_BITS));
  }

  private void cluster(long cell, int left) {
    int n = screen.clusters.read(Cell.value(cell), codes);
    ensure(n * 5 + left * MAX_CELL_BYTES);
    put(CLUSTER);
    put(Cell.width(cell));
    put(n);
    for (int i = 0; i < n; i++) {
      varint(codes[i]);
    }
  }

  private void attributes(int style) {
    if (style == 0) {
      put(0);
      return;
    }
    Styles styles = screen.styles;
    int fg = styles.fg(style);
    int bg = styles.bg(style);
    boolean extended = (bg & Attributes.EXTENDED) != 0;
    int mask = (fg != 0 ? HAS_FG : 0) | (bg != 0 ? HAS_BG : 0) | (extended ? HAS_EXTENDED : 0);
    int link = extended ? styles.link(style) : 0;
    put(link == 0 ? mask : mask | linkMask(link));
    if (fg != 0) {
      fixed(fg);
    }
    if (bg != 0) {
      fixed(bg);
    }
    if (extended) {
      fixed(styles.ext(style));
    }
    if (link != 0 && linkMask(link) == HAS_LINK) {
      link(screen.links.get(link));
    }
  }

  private int linkMask(int number) {
    return number == lastLink ? SAME_LINK : linkBytes < MAX_LINK_BYTES ? HAS_LINK : 0;
  }

  private void link(Link link) {
    lastLink = link.number();
    varint(link.number());
    int before = at;
    string(link.id());
    string(link.uri());
    linkBytes += at - before;
  }

  private void put(int b) {
    out[at++] = (byte) b;
  }

  private void fixed(int value) {
    out[at] = (byte) (value >> 24);
    out[at + 1] = (byte) (value >> 16);
    out[at + 2] = (byte) (value >> 8);
    out[at + 3] = (byte) value;
    at += 4;
  }

  private void varint(int value) {
    int rest = value;
    while ((rest & ~0x7f) != 0) {
      out[at++] = (byte) ((rest & 0x7f) | 0x80);
      rest >>>= 7;
    }
    out[at++] = (byte) rest;
  }

  private void utf8(int code) {
    if (code < 0x800) {
      put(0xc0 | code >> 6);
    } else if (code < 0x10000) {
      put(0xe0 | code >> 12);
      put(0x80 | (code >> 6 & 0x3f));
    } else {
      put(0xf0 | code >> 18);
      put(0x80 | (code >> 12 & 0x3f));
      put(0x80 | (code >> 6 & 0x3f));
    }
    put(0x80 | (code & 0x3f));
  }

  private void string(String s) {
    byte[] utf8 = s.getBytes(StandardCharsets.UTF_8);
    ensure(utf8.length + Terminal.MAX_COLS * MAX_CELL_BYTES);
    varint(utf8.length);
    System.arraycopy(utf8, 0, out, at, utf8.length);
    at += utf8.length;
  }

  private void ensure(int more) {
    if (at + more > out.length) {
      out = Arrays.copyOf(out, Math.max(out.length * 2, at + more));
    }
  }
}
