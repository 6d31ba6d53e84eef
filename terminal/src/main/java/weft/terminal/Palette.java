package weft.terminal;

import java.util.Map;
import java.util.TreeMap;

/// Colours that programs have changed: 0 to 255, and the three special ones.
final class Palette {
  static final int FOREGROUND = 256;
  static final int BACKGROUND = 257;
  static final int CURSOR = 258;

  private final TreeMap<Integer, Integer> changed = new TreeMap<>();

  void set(int index, int rgb) {
    changed.put(index, rgb);
  }

  void restore(int index) {
    changed.remove(index);
  }

  /// All but the special colours.
  void restoreIndexed() {
    changed.headMap(FOREGROUND).clear();
  }

  /// Index to 0xrrggbb, in order.
  Map<Integer, Integer> changed() {
    return changed;
  }
}
