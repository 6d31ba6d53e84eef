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

  /// A colour word whose middle bytes are zero, as all but true colours are, takes two bytes.
  static final int SHORT_FG = 32;

  static final int SHORT_BG = 64;

  /// The cells were veiled; the number of the covering follows the attributes.
  static final int VEILED = 128;

  static final int MIDDLE_BYTES = 0x00ffff00;

  /// Bytes of links that one row may store, since each may be 16 kB long: the rest of such a row
  /// keeps its looks and loses its links. Bounds a row to half a megabyte.
  static final int MAX_LINK_BYTES = 64 * 1024;

  /// The most a cell with attributes of its own takes, but for a link's and a cluster's text.
  private static final int MAX_CELL_BYTES = 32;

  private static final int FIRST_ASCII = 0x20;
  private static final int LAST_ASCII = 0x7f;
  private static final long STYLE_BITS = ~0xffffffffL;

  /// The bits in which a wide cell's width differs from a narrow one's.
  private static final int WIDE_NOT_NARROW = 3 << Cell.WIDTH_SHIFT;

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
      x = screen.styles.isVeiled(cells[x]) ? veiled(cells, x, used) : run(cells, x, used);
    }
    return at;
  }

  /// Encodes cells of like attributes from `from` on; returns where they end. One pass: how many
  /// they are is filled in afterwards.
  private int run(long[] cells, int from, int used) {
    long style = cells[from] & STYLE_BITS;
    int countAt = at++;
    attributes(Cell.style(style));
    long plain = style | Cell.NARROW;
    byte[] bytes = out;
    int end = at;
    int x = from;
    while (x < used) {
      long content = cells[x] ^ plain;
      if (content >= FIRST_ASCII && content <= LAST_ASCII) {
        bytes[end++] = (byte) content;
        x++;
      } else if (content >>> Cell.STYLE_SHIFT != 0) {
        break;
      } else {
        int width = usualWidth(cells, x, used, style, (int) content);
        if (width > 0) {
          end = utf8((int) content & Cell.VALUE_MASK, bytes, end);
          x += width;
        } else {
          at = end;
          unusual(cells[x++], used - x);
          bytes = out;
          end = at;
        }
      }
    }
    at = end;
    count(countAt, x - from);
    return x;
  }

  /// The same for veiled cells: what they were, and that they are veiled.
  private int veiled(long[] cells, int from, int used) {
    Styles styles = screen.styles;
    int style = Cell.style(styles.unveiled(cells[from]));
    int countAt = at++;
    int attributesAt = at;
    attributes(style);
    out[attributesAt] |= (byte) VEILED;
    varint(screen.veil.covering());
    int x = from;
    while (x < used && styles.isVeiled(cells[x])) {
      long cell = styles.unveiled(cells[x]);
      if (Cell.style(cell) != style) {
        break;
      } else if (Cell.isNarrowAscii(cell)) {
        put(Cell.value(cell));
      } else {
        unusual(cell, used - x);
      }
      x++;
    }
    count(countAt, x - from);
    return x;
  }

  /// The width of a character that has the one its table gives it, and where it is wide both its
  /// halves; 0 for any other. `content` is the cell's but for width and style of narrow ones.
  private static int usualWidth(long[] cells, int x, int used, long style, int content) {
    int code = content & Cell.VALUE_MASK;
    if (code < 0x80) {
      return 0;
    }
    if (content == code) {
      return Graphemes.isWide(code) ? 0 : 1;
    }
    boolean wide = content == (code | WIDE_NOT_NARROW) && Graphemes.isWide(code);
    return wide && x + 1 < used && cells[x + 1] == style ? 2 : 0;
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

  private void unusual(long cell, int left) {
    int width = Cell.width(cell);
    if (!Cell.hasContent(cell)) {
      put(width == 0 ? NULL_EMPTY : NULL_NARROW);
    } else if (Cell.isCluster(cell)) {
      cluster(cell, left);
    } else {
      put(SINGLE);
      put(width);
      varint(Cell.value(cell));
    }
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
    int mask = fg == 0 ? 0 : (fg & MIDDLE_BYTES) == 0 ? SHORT_FG : HAS_FG;
    mask |= bg == 0 ? 0 : (bg & MIDDLE_BYTES) == 0 ? SHORT_BG : HAS_BG;
    mask |= extended ? HAS_EXTENDED : 0;
    int link = extended ? styles.link(style) : 0;
    put(link == 0 ? mask : mask | linkMask(link));
    word(fg);
    word(bg);
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

  private void word(int value) {
    if (value != 0 && (value & MIDDLE_BYTES) == 0) {
      out[at] = (byte) (value >> 24);
      out[at + 1] = (byte) value;
      at += 2;
    } else if (value != 0) {
      fixed(value);
    }
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

  /// Writes a character beyond ASCII at `to`; returns its end.
  private static int utf8(int code, byte[] bytes, int to) {
    int end = to;
    if (code < 0x800) {
      bytes[end++] = (byte) (0xc0 | code >> 6);
    } else if (code < 0x10000) {
      bytes[end++] = (byte) (0xe0 | code >> 12);
      bytes[end++] = (byte) (0x80 | (code >> 6 & 0x3f));
    } else {
      bytes[end++] = (byte) (0xf0 | code >> 18);
      bytes[end++] = (byte) (0x80 | (code >> 12 & 0x3f));
      bytes[end++] = (byte) (0x80 | (code >> 6 & 0x3f));
    }
    bytes[end++] = (byte) (0x80 | (code & 0x3f));
    return end;
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
