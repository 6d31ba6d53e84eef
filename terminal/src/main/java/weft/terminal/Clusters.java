package weft.terminal;

import java.util.Arrays;

/// Every distinct run of several code points that one cell holds, numbered. A cluster is its prefix
/// plus one code point, so adding a mark to a cell costs one look-up and copies nothing.
final class Clusters {
  /// Code points a cell keeps: more than any script or emoji needs. Further marks are dropped.
  static final int MAX_CODE_POINTS = 64;

  private static final int SWEEP_FLOOR = 1 << 15;

  /// Prefix (a code point, or a complemented cluster number), code point, length.
  private int[] words = new int[3 * 64];
  private int[] table = new int[128];
  private int size;
  private int sweepAt = SWEEP_FLOOR;

  /// `code` after the content of a cell, as that cell's new content without its width.
  int append(long cell, int code) {
    boolean cluster = Cell.isCluster(cell);
    int value = Cell.value(cell);
    int length = cluster ? length(value) : 1;
    if (length >= MAX_CODE_POINTS) {
      return Cell.CLUSTER | value;
    }
    return Cell.CLUSTER | intern(cluster ? ~value : value, code, length + 1);
  }

  /// The cluster of at least two code points, as a cell's content without its width.
  int of(int[] codes, int n) {
    int content = codes[0];
    for (int i = 1; i < n; i++) {
      content = append(content, codes[i]);
    }
    return content;
  }

  int length(int cluster) {
    return words[cluster * 3 + 2];
  }

  /// The cluster's code points, first to last, into `out`; returns how many.
  int read(int cluster, int[] out) {
    int n = length(cluster);
    int at = cluster;
    for (int i = n - 1; i > 0; i--) {
      out[i] = words[at * 3 + 1];
      int prefix = words[at * 3];
      if (prefix >= 0) {
        out[i - 1] = prefix;
        break;
      }
      at = ~prefix;
    }
    return n;
  }

  boolean needsSweep() {
    return size >= sweepAt;
  }

  int size() {
    return size;
  }

  /// Keeps the clusters that `used` marks, and their prefixes; returns the new number of each.
  int[] sweep(boolean[] used) {
    for (int i = size - 1; i >= 0; i--) {
      if (used[i] && words[i * 3] < 0) {
        used[~words[i * 3]] = true;
      }
    }
    int[] moved = new int[size];
    int kept = 0;
    for (int i = 0; i < moved.length; i++) {
      if (used[i]) {
        int prefix = words[i * 3];
        words[kept * 3] = prefix < 0 ? ~moved[~prefix] : prefix;
        words[kept * 3 + 1] = words[i * 3 + 1];
        words[kept * 3 + 2] = words[i * 3 + 2];
        moved[i] = kept++;
      }
    }
    size = kept;
    sweepAt = Math.max(SWEEP_FLOOR, kept * 2);
    rehash(table.length);
    return moved;
  }

  private int intern(int prefix, int code, int length) {
    int slot = slot(prefix, code);
    if (table[slot] != 0) {
      return table[slot] - 1;
    }
    if ((size + 1) * 3 > words.length) {
      words = Arrays.copyOf(words, words.length * 2);
    }
    words[size * 3] = prefix;
    words[size * 3 + 1] = code;
    words[size * 3 + 2] = length;
    table[slot] = ++size;
    if (size * 2 > table.length) {
      rehash(table.length * 2);
    }
    return size - 1;
  }

  private void rehash(int capacity) {
    table = new int[capacity];
    for (int i = 0; i < size; i++) {
      table[slot(words[i * 3], words[i * 3 + 1])] = i + 1;
    }
  }

  private int slot(int prefix, int code) {
    int h = (prefix * 31 + code) * 0x9e3779b9;
    int mask = table.length - 1;
    int slot = (h >>> 15 ^ h) & mask;
    while (table[slot] != 0) {
      int at = (table[slot] - 1) * 3;
      if (words[at] == prefix && words[at + 1] == code) {
        break;
      }
      slot = (slot + 1) & mask;
    }
    return slot;
  }
}
