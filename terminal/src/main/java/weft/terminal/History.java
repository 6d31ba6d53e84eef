package weft.terminal;

import java.util.ArrayDeque;
import java.util.Iterator;

/// Rows that have scrolled off the normal screen, oldest first, packed into pages. Bounded by
/// bytes: the oldest page goes when a new one would exceed the limit, so row numbers stay what they
/// were.
final class History {
  /// Bytes of a page: some hundreds of rows, so that dropping one loses little.
  private static final int PAGE_BYTES = 64 * 1024;

  private final long limitBytes;
  private final RowCodec codec;
  private final ArrayDeque<HistoryPage> pages = new ArrayDeque<>();
  private long bytes;

  /// One past the newest row.
  private long end;

  History(long limitBytes, Screen screen) {
    this.limitBytes = limitBytes;
    this.codec = new RowCodec(screen);
  }

  /// Oldest row held; equal to [#end] where there is none.
  long first() {
    HistoryPage page = pages.peekFirst();
    return page == null ? end : page.firstRow();
  }

  long end() {
    return end;
  }

  void append(Row row, long number) {
    int length = codec.encode(row);
    HistoryPage page = pages.peekLast();
    if (page == null || !page.fits(length)) {
      page = open(Math.max(PAGE_BYTES, length), number);
    }
    page.append(codec.bytes(), length);
    end = number + 1;
  }

  private HistoryPage open(int capacity, long number) {
    HistoryPage page = new HistoryPage(capacity, number);
    pages.addLast(page);
    bytes += capacity;
    while (bytes > limitBytes && pages.size() > 1) {
      bytes -= pages.removeFirst().capacity();
    }
    return page;
  }

  /// The row of this number with `cols` cells, cut or filled with blanks.
  Row get(long number, int cols) {
    Iterator<HistoryPage> newestFirst = pages.descendingIterator();
    while (newestFirst.hasNext()) {
      HistoryPage page = newestFirst.next();
      if (page.firstRow() <= number && number < page.firstRow() + page.count()) {
        return codec.decode(page.bytes(), page.offset(number), cols);
      }
    }
    throw new IllegalArgumentException("no history row " + number);
  }

  /// Takes the newest row back.
  Row removeLast(int cols) {
    Row row = get(end - 1, cols);
    HistoryPage page = pages.getLast();
    page.removeLast();
    end--;
    if (page.count() == 0) {
      bytes -= pages.removeLast().capacity();
    }
    return row;
  }

  /// Forgets all; the next row to come has the given number.
  void clear(long next) {
    pages.clear();
    bytes = 0;
    end = next;
  }
}
