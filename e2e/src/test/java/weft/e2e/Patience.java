package weft.e2e;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/// Waits for what can only be looked at again and again: files, processes.
final class Patience {
  private static final Duration LONGEST = Duration.ofSeconds(30);

  /// For what has to come over lines that lose, delay and break.
  static final Duration BAD_LINES = Duration.ofSeconds(90);

  private static final long BETWEEN_NS = 20_000_000;

  interface Condition {
    boolean met() throws Exception;
  }

  private Patience() {}

  static void until(String what, Condition condition) throws Exception {
    until(LONGEST, what, condition);
  }

  static void until(Duration longest, String what, Condition condition) throws Exception {
    long end = System.nanoTime() + longest.toNanos();
    while (!condition.met()) {
      if (System.nanoTime() > end) {
        throw new AssertionError("waited in vain for " + what);
      }
      LockSupport.parkNanos(BETWEEN_NS);
    }
  }
}
