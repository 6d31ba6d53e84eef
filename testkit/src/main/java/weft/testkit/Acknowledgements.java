package weft.testkit;

/// When a guest says what it has rendered, as the page does: at once after much, else together with
/// what comes in the next moment, since a relay takes 200 frames a second from a guest (B11).
final class Acknowledgements {
  /// As in the page's painter.
  private static final int BYTES = 64 << 10;

  private static final int DELAY_MS = 25;

  /// The connection they go over.
  interface Way {
    void acknowledge(long seq);

    void later(int millis, Runnable task);
  }

  private final Way way;
  private long newest;
  private int bytes;

  Acknowledgements(Way way) {
    this.way = way;
  }

  synchronized void rendered(long seq, int length) {
    boolean first = bytes == 0;
    newest = seq;
    bytes += length;
    if (bytes >= BYTES) {
      sayNow();
    } else if (first) {
      way.later(DELAY_MS, this::sayNow);
    }
  }

  private synchronized void sayNow() {
    if (bytes > 0) {
      bytes = 0;
      way.acknowledge(newest);
    }
  }
}
