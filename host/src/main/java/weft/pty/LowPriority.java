package weft.pty;

import java.util.concurrent.ThreadFactory;

/// Makes threads that work only when nobody else on the machine has anything to do: Java's own
/// thread priorities mean nothing on Linux.
public final class LowPriority implements ThreadFactory {
  private final String name;

  /// @param name of the threads
  public LowPriority(String name) {
    this.name = name;
  }

  @Override
  public Thread newThread(Runnable task) {
    return Thread.ofPlatform()
        .daemon()
        .name(name)
        .unstarted(
            () -> {
              // where it fails, the thread is as any other
              Native.setpriority(new NativeBuffer(0), 0, LinuxAbi.LOWEST_PRIORITY);
              task.run();
            });
  }
}
