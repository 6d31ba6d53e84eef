package weft.terminal;

import java.io.IOException;
import java.util.Arrays;
import java.util.zip.DataFormatException;
import org.jspecify.annotations.Nullable;

/// Rows that have scrolled off the normal screen, by absolute number: the newest in a page that is
/// being filled, the others in frozen pages that [HistoryStore] keeps within its limits. What can't
/// be kept or read back is lost oldest first, and never an error.
final class History {
  /// Pages unpacked for reading: a reader going either way, and one more beside it.
  private static final int CACHED_PAGES = 4;

  private final RowCodec codec;
  private final RowDecoder decoder;
  private final HistoryStore store;
  private PageRows open = new PageRows();
  private final @Nullable HistoryPage[] cached = new HistoryPage[CACHED_PAGES];
  private final PageRows[] unpacked = new PageRows[CACHED_PAGES];
  private int nextCached;

  /// One past the newest row.
  private long end;

  private long generation;

  History(HistoryOptions options, Screen screen) {
    codec = new RowCodec(screen);
    decoder = new RowDecoder(screen);
    store = new HistoryStore(options);
    Arrays.setAll(unpacked, _ -> new PageRows());
  }

  /// Oldest row held; equal to [#end] where there is none.
  long first() {
    return store.pages().isEmpty() ? end - open.count() : store.firstRow();
  }

  long end() {
    return end;
  }

  /// Goes up whenever a row may have changed that was read before.
  long generation() {
    return generation;
  }

  HistoryStatus status() {
    return store.status(first(), end, open.length());
  }

  void append(Row row, long number) {
    int length = codec.encode(row);
    if (!open.fits(length)) {
      turnPage(number, length);
    }
    open.append(codec.bytes(), length);
    end = number + 1;
  }

  private void turnPage(long number, int length) {
    if (open.count() > 0) {
      store.freeze(open);
    }
    open.begin(number, store.emptyArray(), length);
  }

  /// The row of this number with `cols` cells, cut or filled with blanks; blank where it can't be
  /// read.
  Row get(long number, int cols) {
    return read(number, cols, decoder);
  }

  /// The same for a reader with tables of its own, and for 0 columns in the row's own width.
  Row read(long number, int cols, RowDecoder reader) {
    if (number < first() || number >= end) {
      throw new IllegalArgumentException("no history row " + number);
    }
    PageRows page = rows(number);
    return page == null
        ? new Row(cols == 0 ? Terminal.MIN_COLS : cols)
        : reader.decode(page.bytes(), page.offset(number), cols);
  }

  private @Nullable PageRows rows(long number) {
    HistoryPage page = store.pages().find(number);
    if (page == null) {
      return open;
    }
    for (int i = 0; i < CACHED_PAGES; i++) {
      if (cached[i] == page) {
        return unpacked[i];
      }
    }
    int slot = nextCached;
    nextCached = (slot + 1) % CACHED_PAGES;
    cached[slot] = null;
    if (!load(page, unpacked[slot])) {
      return null;
    }
    cached[slot] = page;
    return unpacked[slot];
  }

  private boolean load(HistoryPage page, PageRows into) {
    try {
      store.read(page, into.reserve(page.rawLength()));
      into.scan(page.firstRow(), page.count());
      return true;
    } catch (IOException | DataFormatException e) {
      return false; // the store keeps the words for it
    }
  }

  /// Takes the newest row back.
  Row removeLast(int cols) {
    if (open.count() == 0) {
      reopen();
    }
    Row row = decoder.decode(open.bytes(), open.offset(end - 1), cols);
    open.removeLast();
    end--;
    generation++;
    return row;
  }

  /// Makes the newest frozen page the one that is being filled.
  private void reopen() {
    HistoryPage page = store.pages().get(store.pages().end() - 1);
    PageRows rows = new PageRows();
    if (!load(page, rows)) {
      int length = codec.encode(new Row(Terminal.MIN_COLS));
      rows.begin(page.firstRow(), store.emptyArray(), page.rawLength());
      for (int i = 0; i < page.count(); i++) {
        rows.append(codec.bytes(), length);
      }
    }
    store.removeLast();
    open = rows;
  }

  /// Forgets all; the next row to come has the given number.
  void clear(long next) {
    store.clear();
    open.release();
    Arrays.fill(cached, null);
    end = next;
    generation++;
  }
}
