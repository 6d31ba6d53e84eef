package weft.terminal;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.zip.DataFormatException;

/// The frozen pages of a history, oldest first: those in the spill, those packed in memory, those
/// being packed, those not worth it yet. Each call does a page's worth of work at most, and none
/// waits for the packing thread.
final class HistoryStore {
  /// Pages given to the packing thread and not yet back: a megabyte. When there are more, the
  /// oldest stays unpacked.
  private static final int MAX_PACKING = 16;

  /// Arrays of gone pages kept for coming ones.
  private static final int MAX_SPARES = 4;

  private final HistoryOptions options;
  private final SpillRing spill;
  private final PageList pages = new PageList();
  private final ArrayDeque<Packing> packing = new ArrayDeque<>();
  private final ArrayDeque<byte[]> spares = new ArrayDeque<>();
  private final Packer own = new Packer();
  private final Packer behind = new Packer();

  /// Places in [#pages]: before the first are spilled ones, before the second those that are packed
  /// as far as they ever will be, before the third those being packed.
  private long inMemory;

  private long unsettled;
  private long untouched;

  private long memory;
  private long raw;
  private long spilled;
  private long forgotten;

  HistoryStore(HistoryOptions options) {
    this.options = options;
    this.spill = new SpillRing(options.spill());
  }

  PageList pages() {
    return pages;
  }

  long firstRow() {
    return pages.get(pages.first()).firstRow();
  }

  HistoryStatus status(long first, long end, int openBytes) {
    return new HistoryStatus(first, end, memory + openBytes, spilled, forgotten, spill.trouble());
  }

  /// An array for a new page.
  byte[] emptyArray() {
    byte[] spare = spares.poll();
    return spare != null ? spare : new byte[PageRows.PAGE_BYTES];
  }

  /// Takes a full page, its array included.
  void freeze(PageRows rows) {
    HistoryPage page = new HistoryPage(rows);
    rows.release();
    pages.add(page);
    memory += page.memory();
    raw += page.memory();
    while (!packing.isEmpty() && packing.element().isDone()) {
      settle();
    }
    Executor packer = options.packer();
    while (packer != null && raw > options.rawBytes() && untouched < pages.end()) {
      pack(packer);
    }
    while (memory + PageRows.PAGE_BYTES > options.memoryBytes() && inMemory < pages.end()) {
      letGo();
    }
  }

  private void pack(Executor packer) {
    HistoryPage page = pages.get(untouched++);
    raw -= page.memory();
    Packing task = new Packing(behind, page.lend(), page.rawLength());
    packing.add(task);
    try {
      packer.execute(task);
    } catch (RejectedExecutionException e) {
      task.giveUp(); // the page stays as it is
    }
    if (packing.size() > MAX_PACKING || packing.element().isDone()) {
      settle();
    }
  }

  /// Takes the result of the oldest packing, or does without.
  private void settle() {
    Packing task = packing.remove();
    HistoryPage page = pages.get(unsettled++);
    if (task.giveUp()) {
      return;
    }
    page.takeBack();
    byte[] packed = task.packed();
    if (packed != null) {
      memory -= page.memory();
      recycle(page);
      page.pack(packed);
      memory += page.memory();
    }
  }

  /// Sends the oldest page in memory to the spill, or forgets it.
  private void letGo() {
    if (inMemory == unsettled) {
      if (unsettled < untouched) {
        settle();
      } else {
        raw -= pages.get(untouched++).memory();
        unsettled = untouched;
      }
    }
    if (spill.isOpen() && spill(pages.get(inMemory))) {
      return;
    }
    inMemory++;
    while (pages.first() < inMemory) {
      forgetFirst();
    }
  }

  private boolean spill(HistoryPage page) {
    boolean done = write(page) || (spill.shrink() && write(page));
    if (done) {
      inMemory++;
    } else {
      spill.rest();
    }
    return done;
  }

  private boolean write(HistoryPage page) {
    long place = spill.place(page.length());
    byte[] bytes = page.bytes();
    if (place < 0 || bytes == null) {
      return false;
    }
    while (pages.first() < inMemory
        && spill.overwrites(pages.get(pages.first()).spilledAt(), place, page.length())) {
      forgetFirst();
    }
    if (!spill.write(place, bytes, page.length())) {
      return false;
    }
    memory -= page.memory();
    spilled += page.length();
    recycle(page);
    page.spill(place);
    return true;
  }

  private void forgetFirst() {
    HistoryPage page = pages.removeFirst();
    forgotten += page.count();
    drop(page);
  }

  private void drop(HistoryPage page) {
    memory -= page.memory();
    spilled -= page.spilledAt() >= 0 ? page.length() : 0;
    recycle(page);
  }

  void read(HistoryPage page, byte[] into) throws IOException, DataFormatException {
    byte[] bytes = page.bytes();
    if (bytes != null && !page.isPacked()) {
      System.arraycopy(bytes, 0, into, 0, page.rawLength());
      return;
    }
    if (bytes == null) {
      bytes = page.isPacked() ? new byte[page.length()] : into;
      spill.read(page, bytes);
    }
    if (page.isPacked()) {
      try {
        own.unpack(bytes, page.length(), into, page.rawLength());
      } catch (DataFormatException e) {
        spill.damaged();
        throw e;
      }
    }
  }

  /// Forgets the newest page, whose rows the caller has.
  void removeLast() {
    HistoryPage page = pages.removeLast();
    long place = pages.end();
    if (place >= untouched) {
      raw -= page.memory();
    } else if (place >= unsettled) {
      packing.removeLast().giveUp();
    }
    drop(page);
    untouched = Math.min(untouched, place);
    unsettled = Math.min(unsettled, place);
    inMemory = Math.min(inMemory, place);
  }

  void clear() {
    packing.forEach(Packing::giveUp);
    packing.clear();
    pages.clear();
    inMemory = pages.end();
    unsettled = pages.end();
    untouched = pages.end();
    memory = 0;
    raw = 0;
    spilled = 0;
    spill.clear();
  }

  /// Keeps the page's array for a coming one, unless the packing thread may still read it.
  private void recycle(HistoryPage page) {
    byte[] array = page.bytes();
    if (array != null
        && !page.isLent()
        && array.length == PageRows.PAGE_BYTES
        && spares.size() < MAX_SPARES) {
      spares.add(array);
    }
  }
}
