package weft.terminal;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Rows as bytes that stand alone: attributes, links and clusters are written out, so a stored row
/// needs no table to stay alive.
///
/// A row: flags, cell count, original columns, then runs: cell count, attributes, cells. Numbers
/// are varints; a narrow ASCII cell is its byte, any other one a marker from 0x80 on.
final class RowCodec {
  private static final int WRAPPED = 1;
  private static final int NULL_NARROW = 0x80;
  private static final int NULL_EMPTY = 0x81;
  private static final int SINGLE = 0x82;
  private static final int CLUSTER = 0x83;

  /// Bytes of the longest cell that isn't a cluster, with room for a number's five.
  private static final int MAX_CELL_BYTES = 8;

  private final Screen screen;
  private final int[] codes = new int[Clusters.MAX_CODE_POINTS];
  private byte[] out = new byte[1024];
  private int at;

  RowCodec(Screen screen) {
    this.screen = screen;
  }

  byte[] bytes() {
    return out;
  }

  /// Encodes into [#bytes]; returns the length.
  int encode(Row row) {
    at = 0;
    int used = row.usedLength();
    put(row.wrapped ? WRAPPED : 0);
    varint(used);
    int x = 0;
    while (x < used) {
      int style = Cell.style(row.cells[x]);
      int end = x + 1;
      while (end < used && Cell.style(row.cells[end]) == style) {
        end++;
      }
      varint(end - x);
      attributes(style);
      cells(row.cells, x, end);
      x = end;
    }
    return at;
  }

  private void cells(long[] cells, int from, int to) {
    ensure((to - from) * MAX_CELL_BYTES);
    byte[] bytes = out;
    int end = at;
    for (int x = from; x < to; x++) {
      int content = (int) cells[x];
      if ((content & ~0x7f) == Cell.NARROW && (content & 0x7f) >= 0x20) {
        bytes[end++] = (byte) content;
      } else {
        at = end;
        cell(cells[x], to - x);
        bytes = out;
        end = at;
      }
    }
    at = end;
  }

  private void attributes(int style) {
    if (style == 0) {
      put(0);
      return;
    }
    Styles styles = screen.styles;
    put(1);
    fixed(styles.fg(style));
    fixed(styles.bg(style));
    if ((styles.bg(style) & Attributes.EXTENDED) == 0) {
      return;
    }
    fixed(styles.ext(style));
    int number = styles.link(style);
    varint(number);
    if (number != 0) {
      Link link = screen.links.get(number);
      string(link.id());
      string(link.uri());
    }
  }

  /// Any cell but a narrow ASCII one; `left` cells of the run are still to come, this one included.
  private void cell(long cell, int left) {
    if (!Cell.hasContent(cell)) {
      out[at++] = (byte) (Cell.width(cell) == 0 ? NULL_EMPTY : NULL_NARROW);
    } else if (!Cell.isCluster(cell)) {
      out[at++] = (byte) SINGLE;
      out[at++] = (byte) Cell.width(cell);
      varint(Cell.value(cell));
    } else {
      int n = screen.clusters.read(Cell.value(cell), codes);
      ensure(n * MAX_CELL_BYTES + left * MAX_CELL_BYTES);
      out[at++] = (byte) CLUSTER;
      out[at++] = (byte) Cell.width(cell);
      out[at++] = (byte) n;
      for (int i = 0; i < n; i++) {
        varint(codes[i]);
      }
    }
  }

  Row decode(byte[] bytes, int offset, int cols) {
    ByteBuffer in = ByteBuffer.wrap(bytes).position(offset);
    boolean wrapped = (in.get() & WRAPPED) != 0;
    int used = varint(in);
    Row row = new Row(Math.max(cols, used));
    row.wrapped = wrapped;
    int x = 0;
    while (x < used) {
      int end = x + varint(in);
      long style = (long) style(in) << Cell.STYLE_SHIFT;
      while (x < end) {
        row.cells[x++] = style | content(in);
      }
    }
    if (used > cols) {
      row.resize(cols);
      if (row.width(cols - 1) == 2) {
        row.cells[cols - 1] = Cell.BLANK;
      }
    }
    return row;
  }

  private int style(ByteBuffer in) {
    if (in.get() == 0) {
      return 0;
    }
    int fg = in.getInt();
    int bg = in.getInt();
    if ((bg & Attributes.EXTENDED) == 0) {
      return screen.styles.intern(fg, bg, 0, 0);
    }
    int ext = in.getInt();
    int number = varint(in);
    if (number != 0) {
      screen.links.restore(new Link(number, string(in), string(in)));
    }
    return screen.styles.intern(fg, bg, ext, number);
  }

  private long content(ByteBuffer in) {
    int b = in.get() & 0xff;
    return switch (b) {
      case NULL_NARROW -> Cell.NARROW;
      case NULL_EMPTY -> 0;
      case SINGLE -> (long) in.get() << Cell.WIDTH_SHIFT | varint(in);
      case CLUSTER -> {
        long width = (long) in.get() << Cell.WIDTH_SHIFT;
        int n = in.get();
        for (int i = 0; i < n; i++) {
          codes[i] = varint(in);
        }
        yield width | screen.clusters.of(codes, n);
      }
      default -> Cell.NARROW | b;
    };
  }

  private void put(int b) {
    ensure(1);
    out[at++] = (byte) b;
  }

  private void fixed(int value) {
    ensure(4);
    ByteBuffer.wrap(out).putInt(at, value);
    at += 4;
  }

  private void varint(int value) {
    ensure(5);
    int rest = value;
    while ((rest & ~0x7f) != 0) {
      out[at++] = (byte) ((rest & 0x7f) | 0x80);
      rest >>>= 7;
    }
    out[at++] = (byte) rest;
  }

  private static int varint(ByteBuffer in) {
    int value = 0;
    int shift = 0;
    while (true) {
      int b = in.get();
      value |= (b & 0x7f) << shift;
      if (b >= 0) {
        return value;
      }
      shift += 7;
    }
  }

  private void string(String s) {
    byte[] utf8 = s.getBytes(StandardCharsets.UTF_8);
    varint(utf8.length);
    ensure(utf8.length);
    System.arraycopy(utf8, 0, out, at, utf8.length);
    at += utf8.length;
  }

  private static String string(ByteBuffer in) {
    byte[] utf8 = new byte[varint(in)];
    in.get(utf8);
    return new String(utf8, StandardCharsets.UTF_8);
  }

  private void ensure(int more) {
    if (at + more > out.length) {
      out = Arrays.copyOf(out, Math.max(out.length * 2, at + more));
    }
  }
}
