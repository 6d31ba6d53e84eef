package weft.terminal;

import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// The tasks that pack and write pages, on the packer's thread, one after the other.
final class PageWork implements Executor {
  /// Tasks that wait, a few hundred bytes each besides their page: a quarter of a gigabyte of
  /// output. When there are more, no page is packed or written until the thread has caught up.
  private static final int MAX_WAITING = 4096;

  private final @Nullable Executor packer;
  private final AtomicInteger waiting = new AtomicInteger();

  PageWork(@Nullable Executor packer) {
    this.packer = packer;
  }

  boolean isFull() {
    return waiting.get() >= MAX_WAITING;
  }

  /// False where the task won't run, as there is no packer or it has ended.
  boolean offer(Runnable task) {
    if (packer == null) {
      return false;
    }
    waiting.incrementAndGet();
    try {
      packer.execute(
          () -> {
            waiting.decrementAndGet();
            task.run();
          });
      return true;
    } catch (RejectedExecutionException e) {
      waiting.decrementAndGet();
      return false;
    }
  }

  /// At once where it can't be [offered][#offer].
  @Override
  public void execute(Runnable task) {
    if (!offer(task)) {
      task.run();
    }
  }
}
