package weft.terminal;

import org.jspecify.annotations.Nullable;

/// Pages in the order of their rows, added at the end and taken from both ends. Each has a place, a
/// number that never changes while pages before it go.
final class PageList {
  private @Nullable HistoryPage[] ring = new HistoryPage[16];
  private long first;
  private long end;

  /// Place of the oldest page.
  long first() {
    return first;
  }

  /// One past the place of the newest page.
  long end() {
    return end;
  }

  boolean isEmpty() {
    return first == end;
  }

  HistoryPage get(long place) {
    HistoryPage page = ring[slot(place)];
    if (page == null || place < first || place >= end) {
      throw new IllegalArgumentException("no page " + place);
    }
    return page;
  }

  void add(HistoryPage page) {
    if (end - first == ring.length) {
      @Nullable HistoryPage[] wider = new HistoryPage[ring.length * 2];
      for (long place = first; place < end; place++) {
        wider[(int) (place & (wider.length - 1))] = ring[slot(place)];
      }
      ring = wider;
    }
    ring[slot(end++)] = page;
  }

  HistoryPage removeFirst() {
    HistoryPage page = get(first);
    ring[slot(first++)] = null;
    return page;
  }

  HistoryPage removeLast() {
    HistoryPage page = get(end - 1);
    ring[slot(--end)] = null;
    return page;
  }

  void clear() {
    ring = new HistoryPage[16];
    first = end;
  }

  /// The page that holds a row, or null.
  @Nullable HistoryPage find(long row) {
    long low = first;
    long high = end - 1;
    while (low <= high) {
      long middle = (low + high) >>> 1;
      HistoryPage page = get(middle);
      if (row < page.firstRow()) {
        high = middle - 1;
      } else if (row >= page.endRow()) {
        low = middle + 1;
      } else {
        return page;
      }
    }
    return null;
  }

  private int slot(long place) {
    return (int) (place & (ring.length - 1));
  }
}
