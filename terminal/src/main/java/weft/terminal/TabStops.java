package weft.terminal;

import java.util.BitSet;

/// The tab stops of one buffer. Stops beyond the right edge survive a narrower screen.
final class TabStops {
  private static final int WIDTH = 8;
  private BitSet stops = new BitSet();
  private int cols;

  TabStops(int cols) {
    this.cols = cols;
    reset();
  }

  void reset() {
    stops.clear();
    fillFrom(0);
  }

  void resize(int newCols) {
    cols = newCols;
    fillFrom(stops.get(newCols) ? newCols : previous(newCols));
  }

  private void fillFrom(int first) {
    for (int x = first; x < cols; x += WIDTH) {
      stops.set(x);
    }
  }

  void set(int x) {
    stops.set(x);
  }

  void clear(int x) {
    stops.clear(x);
  }

  void clearAll() {
    stops = new BitSet();
  }

  boolean has(int x) {
    return stops.get(x);
  }

  /// Whether the stops on the screen are the initial ones.
  boolean isInitial() {
    for (int x = 0; x < cols; x++) {
      if (stops.get(x) != (x % WIDTH == 0)) {
        return false;
      }
    }
    return true;
  }

  int next(int x) {
    int stop = stops.nextSetBit(x + 1);
    return stop < 0 || stop >= cols ? cols - 1 : stop;
  }

  int previous(int x) {
    int stop = x <= 0 ? -1 : stops.previousSetBit(x - 1);
    return Math.clamp(stop, 0, cols - 1);
  }
}
