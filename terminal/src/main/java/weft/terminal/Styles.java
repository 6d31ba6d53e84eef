package weft.terminal;

import java.util.Arrays;

/// Every distinct combination of attributes on a screen, numbered; number 0 is the default. Bounded
/// by [#needsSweep], after which the owner keeps only those in use.
final class Styles {
  /// Styles before a first sweep; enough that real programs never come there.
  private static final int SWEEP_FLOOR = 1 << 15;

  private int[] words = new int[4 * 64];
  private int[] table = new int[128];
  private int size;
  private int sweepAt = SWEEP_FLOOR;

  Styles() {
    intern(0, 0, 0, 0);
  }

  int fg(int style) {
    return words[style * 4];
  }

  int bg(int style) {
    return words[style * 4 + 1];
  }

  int ext(int style) {
    return words[style * 4 + 2];
  }

  int link(int style) {
    return words[style * 4 + 3];
  }

  boolean isProtected(long cell) {
    return (bg(Cell.style(cell)) & Attributes.PROTECTED) != 0;
  }

  int intern(int fg, int bg, int ext, int link) {
    if ((bg & Attributes.EXTENDED) == 0) {
      ext = 0;
      link = 0;
    }
    int slot = slot(fg, bg, ext, link);
    if (table[slot] != 0) {
      return table[slot] - 1;
    }
    if ((size + 1) * 4 > words.length) {
      words = Arrays.copyOf(words, words.length * 2);
    }
    int at = size * 4;
    words[at] = fg;
    words[at + 1] = bg;
    words[at + 2] = ext;
    words[at + 3] = link;
    table[slot] = ++size;
    if (size * 2 > table.length) {
      rehash(table.length * 2);
    }
    return size - 1;
  }

  boolean needsSweep() {
    return size >= sweepAt;
  }

  /// Keeps the styles that `used` marks (number 0 always) and returns the new number of each.
  int[] sweep(boolean[] used) {
    int[] moved = new int[size];
    int kept = 0;
    for (int style = 0; style < moved.length; style++) {
      if (style == 0 || used[style]) {
        System.arraycopy(words, style * 4, words, kept * 4, 4);
        moved[style] = kept++;
      }
    }
    size = kept;
    sweepAt = Math.max(SWEEP_FLOOR, kept * 2);
    rehash(table.length);
    return moved;
  }

  int size() {
    return size;
  }

  private void rehash(int capacity) {
    table = new int[capacity];
    for (int style = 0; style < size; style++) {
      table[slot(fg(style), bg(style), ext(style), link(style))] = style + 1;
    }
  }

  private int slot(int fg, int bg, int ext, int link) {
    int h = ((fg * 31 + bg) * 31 + ext) * 31 + link;
    h *= 0x9e3779b9;
    int mask = table.length - 1;
    int slot = (h >>> 16 ^ h) & mask;
    while (table[slot] != 0) {
      int at = (table[slot] - 1) * 4;
      if (words[at] == fg && words[at + 1] == bg && words[at + 2] == ext && words[at + 3] == link) {
        break;
      }
      slot = (slot + 1) & mask;
    }
    return slot;
  }
}
