package weft.terminal;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.zip.DataFormatException;

/// The frozen pages of a history, oldest first: those in the spill, those on their way there, those
/// packed in memory, those being packed, those not worth it yet. Each call does a page's worth of
/// work at most, and none but reading waits for the packing thread or the disk.
final class HistoryStore {
  /// Pages given to the packing thread and not yet back: a megabyte. When there are more, the
  /// oldest stays unpacked.
  private static final int MAX_PACKING = 16;

  /// Bytes of pages on their way to the spill: a tenth of a second of the fastest output, seconds
  /// of usual output, which is packed. When there are more, the disk is too slow: the next page is
  /// lost and reads as blanks, for rows on both sides of it are worth more than it.
  static final int MAX_WRITING_BYTES = 32 << 20;

  /// Pages lost one after the other, a gigabyte of output: after so many all older rows go too.
  private static final int MAX_LOST = 16 * 1024;

  /// Arrays of gone pages kept for coming ones.
  private static final int MAX_SPARES = 4;

  private final HistoryOptions options;
  private final PageWork work;
  private final SpillRing spill;
  private final PageList pages = new PageList();
  private final ArrayDeque<Packing> packing = new ArrayDeque<>();
  private final ArrayDeque<SpillWrite> writing = new ArrayDeque<>();
  private final ArrayDeque<byte[]> spares = new ArrayDeque<>();
  private final Packer own = new Packer();
  private final Packer behind = new Packer();

  /// Places in [#pages]: before the first are those that were given to the spill or lost, before
  /// the second those that are packed as far as they ever will be, before the third those being
  /// packed.
  private long inMemory;

  private long unsettled;
  private long untouched;

  private long memory;
  private long writingBytes;
  private int lostInARow;
  private long raw;
  private long spilled;
  private long forgotten;

  HistoryStore(HistoryOptions options) {
    this.options = options;
    this.work = new PageWork(options.packer());
    this.spill = new SpillRing(options.spill(), work);
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
    while (options.packer() != null && raw > options.rawBytes() && untouched < pages.end()) {
      pack();
    }
    settleWrites();
    while (kept() + PageRows.PAGE_BYTES > options.memoryBytes() && inMemory < pages.end()) {
      letGo();
      settleWrites();
    }
  }

  /// Bytes in memory without what is on its way to the spill.
  private long kept() {
    return memory - writingBytes;
  }

  private void pack() {
    HistoryPage page = pages.get(untouched++);
    raw -= page.memory();
    Packing task = new Packing(behind, page.lend(), page.rawLength());
    packing.add(task);
    if (work.isFull() || !work.offer(task)) {
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
    HistoryPage page = pages.get(inMemory);
    if (page.isLost()) {
      inMemory++;
    } else if (!spill.isOpen() || !offer(page)) {
      inMemory++;
      forgetGiven();
    }
  }

  /// Gives a page to the spill, or loses it if the disk is behind; false where the spill has no
  /// place for it.
  private boolean offer(HistoryPage page) {
    if (writingBytes > MAX_WRITING_BYTES || work.isFull()) {
      return lose(page);
    }
    long at = spill.place(page.length());
    if (at < 0) {
      spill.rest();
      return false;
    }
    while (pages.first() < inMemory && isInTheWay(pages.get(pages.first()), at, page.length())) {
      forgetFirst();
    }
    page.place(at);
    writing.add(spill.offer(page, inMemory++));
    writingBytes += page.memory();
    return true;
  }

  private boolean lose(HistoryPage page) {
    spill.tooSlow();
    if (++lostInARow > MAX_LOST) {
      lostInARow = 0;
      spill.rest();
      return false;
    }
    forgotten += page.count();
    memory -= page.memory();
    recycle(page);
    page.letGo();
    inMemory++;
    return true;
  }

  private boolean isInTheWay(HistoryPage oldest, long at, int length) {
    return oldest.isLost() || spill.overwrites(oldest.spilledAt(), at, length);
  }

  private void settleWrites() {
    while (!writing.isEmpty() && writing.element().isDone()) {
      SpillWrite write = writing.element();
      HistoryPage page = write.page();
      if (write.failure() != null) {
        takeBack(write);
        return;
      }
      writing.remove();
      lostInARow = 0;
      spill.wrote(write, page.length());
      writingBytes -= page.memory();
      memory -= page.memory();
      spilled += page.length();
      page.takeBack();
      recycle(page);
      page.letGo();
    }
  }

  /// All pages from the one that couldn't be written on are in memory again, and offered again if
  /// there is any hope.
  private void takeBack(SpillWrite failed) {
    for (SpillWrite write : writing) {
      write.giveUp();
      write.page().takeBack();
      write.page().place(-1);
    }
    writing.clear();
    writingBytes = 0;
    inMemory = failed.place();
    spill.failed(failed);
    if (!spill.shrink()) {
      spill.rest();
      forgetGiven();
    }
  }

  /// Forgets what isn't in memory any more, or was to go.
  private void forgetGiven() {
    while (pages.first() < inMemory) {
      forgetFirst();
    }
  }

  private void forgetFirst() {
    HistoryPage page = pages.removeFirst();
    forgotten += page.isLost() ? 0 : page.count();
    drop(page);
  }

  private void drop(HistoryPage page) {
    memory -= page.memory();
    spilled -= page.isSpilled() ? page.length() : 0;
    if (page.isOnItsWay()) {
      giveUpWriting(page);
    }
    recycle(page);
  }

  /// The oldest or the newest of those on their way.
  private void giveUpWriting(HistoryPage page) {
    SpillWrite write =
        writing.element().page() == page ? writing.removeFirst() : writing.removeLast();
    write.giveUp();
    writingBytes -= page.memory();
  }

  void read(HistoryPage page, byte[] into) throws IOException, DataFormatException {
    byte[] bytes = page.bytes();
    if (bytes != null && !page.isPacked()) {
      System.arraycopy(bytes, 0, into, 0, page.rawLength());
      return;
    }
    if (page.isLost()) {
      throw new IOException("page was lost");
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
    writing.forEach(SpillWrite::giveUp);
    writing.clear();
    writingBytes = 0;
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
