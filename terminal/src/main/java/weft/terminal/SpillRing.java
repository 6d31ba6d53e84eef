package weft.terminal;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// Where in a [Spill] each page goes: one after the other, and from the start again when it is full
/// or the disk is, over the oldest pages. Holds the words for what went wrong.
final class SpillRing {
  /// Pages that stay in memory or are forgotten after a disk has failed before it is tried again.
  private static final int PAUSE_PAGES = 256;

  private final @Nullable Spill spill;
  private long capacity;
  private long at;
  private long written;
  private int pause;
  private String trouble = "";

  SpillRing(@Nullable Spill spill) {
    this.spill = spill;
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

  /// Writes a page; false where that failed.
  boolean write(long place, byte[] bytes, int length) {
    Spill to = spill;
    if (to == null) {
      return false;
    }
    try {
      to.write(place, bytes, 0, length);
      at = place + length;
      written = Math.max(written, at);
      return true;
    } catch (IOException e) {
      trouble = "history could not be written: " + e.getMessage();
      return false;
    }
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
      from.read(page.spilledAt(), into, 0, page.length());
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
    if (all == null || written == 0) {
      return;
    }
    try {
      all.clear();
    } catch (IOException e) {
      trouble = "history could not be cleared: " + e.getMessage();
    }
    capacity = all.capacity();
    at = 0;
    written = 0;
  }
}
