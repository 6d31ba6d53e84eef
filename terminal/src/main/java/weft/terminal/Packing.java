package weft.terminal;

import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// One page on its way through the packing thread. Its owner never waits: it takes what is done, or
/// gives the packing up and keeps the page as it is.
final class Packing implements Runnable {
  private static final int WAITING = 0;
  private static final int DONE = 1;
  private static final int GIVEN_UP = 2;

  private final Packer packer;
  private volatile byte @Nullable [] raw;
  private final int length;
  private final AtomicInteger state = new AtomicInteger(WAITING);

  // Written before the state says so, read after.
  private byte @Nullable [] packed;

  Packing(Packer packer, byte[] raw, int length) {
    this.packer = packer;
    this.raw = raw;
    this.length = length;
  }

  @Override
  public void run() {
    byte[] from = raw;
    if (from != null && state.get() == WAITING) {
      packed = packer.pack(from, length);
      state.compareAndSet(WAITING, DONE);
    }
  }

  boolean isDone() {
    return state.get() == DONE;
  }

  /// Whether it wasn't done yet; from now on nobody wants the result, but the packing thread may
  /// still be reading the page.
  boolean giveUp() {
    raw = null;
    return state.compareAndSet(WAITING, GIVEN_UP);
  }

  /// Once done: the packed bytes, or null where packing gains nothing.
  byte @Nullable [] packed() {
    return packed;
  }
}
