package weft.host;

import java.util.ArrayDeque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Where everything for the session's thread waits: events first, then the shell's output.
///
/// Output is bounded by [Passthrough]; events by their senders (a relay's frames by the relay's
/// limits per guest, requests by one reply each). Over [#EVENTS] the sender waits.
final class Inbox {
  /// Events that may wait: many thousand guests' frames; a sender over it is held up, nothing is
  /// lost.
  static final int EVENTS = 16_384;

  private final ArrayDeque<SessionEvent> events = new ArrayDeque<>();
  private boolean signalled;
  private @Nullable Thread owner; // never waits for itself

  synchronized void put(SessionEvent event) {
    while (events.size() >= EVENTS && Thread.currentThread() != owner) {
      try {
        wait();
      } catch (InterruptedException stop) {
        Thread.currentThread().interrupt();
        return;
      }
    }
    events.add(event);
    notifyAll();
  }

  /// Puts an event in after so many milliseconds.
  void putLater(SessionEvent event, int millis) {
    CompletableFuture.delayedExecutor(millis, TimeUnit.MILLISECONDS).execute(() -> put(event));
  }

  /// There may be output, or room for it.
  synchronized void signal() {
    if (!signalled) {
      signalled = true;
      notifyAll();
    }
  }

  synchronized @Nullable SessionEvent poll() {
    SessionEvent event = events.poll();
    if (event != null && events.size() == EVENTS - 1) {
      notifyAll();
    }
    return event;
  }

  /// Returns when there is something to do.
  synchronized void await() throws InterruptedException {
    owner = Thread.currentThread();
    while (events.isEmpty() && !signalled) {
      wait();
    }
    signalled = false;
  }

  /// Returns when there is an event, whatever there is to read, or so many nanoseconds are over.
  synchronized void awaitEvent(long nanos) throws InterruptedException {
    long until = System.nanoTime() + nanos;
    for (long left = nanos; events.isEmpty() && left > 0; left = until - System.nanoTime()) {
      TimeUnit.NANOSECONDS.timedWait(this, left);
    }
  }
}
