package weft.terminal;

import org.jspecify.annotations.Nullable;

/// One page on its way to the spill. Until it is known to be there, its bytes stay in memory.
final class SpillWrite implements Runnable {
  private final SpillRing ring;
  private final HistoryPage page;
  private final long place;
  private final int round;
  private volatile byte @Nullable [] bytes;
  private final long at;

  // Written before `done` says so, read after.
  private @Nullable String failure;
  private volatile boolean done;

  /// @param place the page's in its list
  /// @param round see [SpillRing]
  SpillWrite(SpillRing ring, HistoryPage page, long place, int round, byte[] bytes) {
    this.ring = ring;
    this.page = page;
    this.place = place;
    this.round = round;
    this.bytes = bytes;
    this.at = page.spilledAt();
  }

  HistoryPage page() {
    return page;
  }

  long place() {
    return place;
  }

  int round() {
    return round;
  }

  /// Null once nobody wants it written.
  byte @Nullable [] bytes() {
    return bytes;
  }

  void giveUp() {
    bytes = null;
  }

  /// Position in the spill.
  long at() {
    return at;
  }

  @Override
  public void run() {
    failure = ring.write(this, page.length());
    done = true;
  }

  boolean isDone() {
    return done;
  }

  /// Once done: in words what went wrong, or null.
  @Nullable String failure() {
    return failure;
  }
}
