package weft.terminal;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongUnaryOperator;

/// Every distinct combination of attributes on a screen, numbered; number 0 is the default. Bounded
/// by [#needsSweep], after which the owner keeps only those in use.
final class Styles {
  /// Styles before a first sweep: few enough that the tables stay in a processor's nearest cache,
  /// even for output that has thousands of colours; a sweep then costs some nanoseconds for each.
  private static final int SWEEP_FLOOR = 1 << 12;

  /// Marks that there is something: the cells themselves leave this bit free.
  private static final long VEILED = 1L << 31;

  private int[] words = new int[4 * 64];

  /// Pairs of the first two words and the number plus one, so that looking up a style without an
  /// extended word touches one place.
  private long[] table = new long[2 * 128];

  /// What cells of a veiled style were before, with [#VEILED] set; 0 for all other styles.
  private long[] veiled = new long[0];

  private final Map<Long, Integer> veils = new HashMap<>();

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
    if (table[slot + 1] != 0) {
      return (int) table[slot + 1] - 1;
    }
    add(fg, bg, ext, link);
    table[slot] = key(fg, bg);
    table[slot + 1] = size;
    if (size * 4 > table.length) {
      rehash(table.length * 2);
    }
    return size - 1;
  }

  private void add(int fg, int bg, int ext, int link) {
    if ((size + 1) * 4 > words.length) {
      words = Arrays.copyOf(words, words.length * 2);
    }
    int at = size * 4;
    words[at] = fg;
    words[at + 1] = bg;
    words[at + 2] = ext;
    words[at + 3] = link;
    size++;
  }

  /// The cell veiled: a blank whose style looks like the default one and stands for the cell.
  long veil(long cell) {
    int style = veils.computeIfAbsent(cell, this::addVeiled);
    return Cell.of(0, 1, style);
  }

  private int addVeiled(long cell) {
    int style = size;
    add(0, 0, 0, 0);
    if (style >= veiled.length) {
      veiled = Arrays.copyOf(veiled, words.length / 4);
    }
    veiled[style] = cell | VEILED;
    return style;
  }

  boolean isVeiled(long cell) {
    int style = Cell.style(cell);
    return style < veiled.length && veiled[style] != 0;
  }

  /// What a veiled cell was.
  long unveiled(long cell) {
    return veiled[Cell.style(cell)] & ~VEILED;
  }

  boolean anyVeiled() {
    return !veils.isEmpty();
  }

  /// Puts others in the place of what veiled cells were.
  void replaceVeiled(LongUnaryOperator other) {
    veils.clear();
    for (int style = 0; style < Math.min(size, veiled.length); style++) {
      if (veiled[style] != 0) {
        long cell = other.applyAsLong(veiled[style] & ~VEILED);
        veiled[style] = cell | VEILED;
        veils.putIfAbsent(cell, style);
      }
    }
  }

  boolean needsSweep() {
    return size >= sweepAt;
  }

  /// Keeps the styles that `used` marks (number 0 always) and returns the new number of each.
  int[] sweep(boolean[] used) {
    for (int style = 0; style < Math.min(size, veiled.length); style++) {
      if (used[style] && veiled[style] != 0) {
        used[Cell.style(veiled[style])] = true;
      }
    }
    int[] moved = new int[size];
    int kept = 0;
    for (int style = 0; style < moved.length; style++) {
      if (style == 0 || used[style]) {
        System.arraycopy(words, style * 4, words, kept * 4, 4);
        moveVeiled(style, kept);
        moved[style] = kept++;
      }
    }
    Arrays.fill(veiled, Math.min(kept, veiled.length), veiled.length, 0);
    size = kept;
    replaceVeiled(
        cell -> (cell & 0xffffffffL) | (long) moved[Cell.style(cell)] << Cell.STYLE_SHIFT);
    sweepAt = Math.max(SWEEP_FLOOR, kept * 2);
    rehash(table.length);
    return moved;
  }

  private void moveVeiled(int from, int to) {
    if (to < veiled.length) {
      veiled[to] = from < veiled.length ? veiled[from] : 0;
    }
  }

  int size() {
    return size;
  }

  private void rehash(int capacity) {
    table = new long[capacity];
    for (int style = 0; style < size; style++) {
      if (style < veiled.length && veiled[style] != 0) {
        continue;
      }
      int slot = slot(fg(style), bg(style), ext(style), link(style));
      table[slot] = key(fg(style), bg(style));
      table[slot + 1] = style + 1L;
    }
  }

  private static long key(int fg, int bg) {
    return (long) fg << 32 | (bg & 0xffffffffL);
  }

  /// Where the style is in the table, or where it would be.
  private int slot(int fg, int bg, int ext, int link) {
    long key = key(fg, bg);
    long h = (key + (ext * 31L + link) * 0x632be59bd9b4e019L) * 0x9e3779b97f4a7c15L;
    int mask = table.length - 2;
    int slot = (int) (h >>> 32) & mask;
    while (table[slot + 1] != 0 && (table[slot] != key || !hasRest(slot, bg, ext, link))) {
      slot = (slot + 2) & mask;
    }
    return slot;
  }

  private boolean hasRest(int slot, int bg, int ext, int link) {
    if ((bg & Attributes.EXTENDED) == 0) {
      return true;
    }
    int at = ((int) table[slot + 1] - 1) * 4;
    return words[at + 2] == ext && words[at + 3] == link;
  }
}
