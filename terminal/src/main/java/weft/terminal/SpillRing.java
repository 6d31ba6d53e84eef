package weft.terminal;

import java.io.IOException;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// Where in a [Spill] each page goes: one after the other, and from the start again when it is full
/// or the disk is, over the oldest pages. Holds the words for what went wrong.
///
/// Only the writer, which runs one task after the other, writes and clears; the owner never waits
/// for it but to read. After a failure and after clearing a new round begins: what the writer has
/// still to write of an earlier one is left out.
final class SpillRing {
  /// Pages that stay in memory or are forgotten after a disk has failed before it is tried again.
  private static final int PAUSE_PAGES = 256;

  private final @Nullable Spill spill;
  private final Executor writer;

  /// Held while the spill is used.
  private final Object use = new Object();

  private long capacity;
  private long at;
  private long written;
  private int pause;
  private final AtomicInteger round = new AtomicInteger();

  /// The last round in which a write failed; only for the writer.
  private int failedRound = -1;

  private volatile String trouble = "";

  /// @param writer runs tasks one after the other
  SpillRing(@Nullable Spill spill, Executor writer) {
    this.spill = spill;
    this.writer = writer;
    this.capacity = spill == null ? 0 : spill.capacity();
  }

  String trouble() {
    return trouble;
  }

  /// Whether pages may be offered now.
  boolean isOpen() {
    if (pause > 0) {
      pause--;
    }
    return spill != null && pause == 0;
  }

  /// The place for the next page of this length, -1 where it is too long for any. The pages that
  /// [#overwrites] names must be forgotten before it is used.
  long place(int length) {
    return length > capacity ? -1 : at + length > capacity ? 0 : at;
  }

  /// Whether the oldest page, which lies at `oldest`, must go before a page is written at `place`.
  boolean overwrites(long oldest, long place, int length) {
    boolean skipped = place < at && oldest >= at;
    return skipped || (oldest >= place && oldest < place + length);
  }

  /// Has a page written that was given its place.
  SpillWrite offer(HistoryPage page, long number) {
    SpillWrite write = new SpillWrite(this, page, number, round.get(), page.lend());
    at = write.at() + page.length();
    writer.execute(write);
    return write;
  }

  /// For the writer: what went wrong, or null.
  @Nullable String write(SpillWrite write, int length) {
    Spill to = spill;
    synchronized (use) {
      byte[] bytes = write.bytes();
      boolean stale = write.round() != round.get() || write.round() == failedRound;
      if (to == null || bytes == null || stale) {
        return "the page before was not";
      }
      try {
        to.write(write.at(), bytes, 0, length);
        return null;
      } catch (IOException e) {
        failedRound = write.round();
        return String.valueOf(e.getMessage());
      }
    }
  }

  /// A page is in the spill.
  void wrote(SpillWrite write, int length) {
    written = Math.max(written, write.at() + length);
  }

  /// A page isn't, and none that was offered after it.
  void failed(SpillWrite write) {
    trouble = "history could not be written: " + write.failure();
    at = write.at();
    round.incrementAndGet();
  }

  /// Says that pages are lost because too many wait for the disk.
  void tooSlow() {
    trouble = "history could not be written: the disk is too slow";
  }

  /// What to do once the disk has no more room: use again what it gave. False where that is
  /// nothing, or was already so.
  boolean shrink() {
    boolean possible = written > 0 && written < capacity;
    capacity = possible ? written : capacity;
    return possible;
  }

  void read(HistoryPage page, byte[] into) throws IOException {
    Spill from = spill;
    if (from == null) {
      throw new IOException("no spill");
    }
    try {
      synchronized (use) {
        from.read(page.spilledAt(), into, 0, page.length());
      }
    } catch (IOException e) {
      trouble = "history could not be read: " + e.getMessage();
      throw e;
    }
  }

  /// Says that a page that was read makes no sense.
  void damaged() {
    trouble = "history could not be read: the file was changed";
  }

  void rest() {
    clear();
    pause = PAUSE_PAGES;
  }

  void clear() {
    Spill all = spill;
    if (all == null || (at == 0 && written == 0)) {
      return;
    }
    round.incrementAndGet();
    capacity = all.capacity();
    at = 0;
    written = 0;
    writer.execute(() -> clear(all));
  }

  private void clear(Spill all) {
    synchronized (use) {
      try {
        all.clear();
      } catch (IOException e) {
        trouble = "history could not be cleared: " + e.getMessage();
      }
    }
  }
}
