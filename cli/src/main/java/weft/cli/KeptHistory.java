package weft.cli;

import java.io.IOException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import weft.pty.LowPriority;
import weft.pty.PrivateFolder;
import weft.terminal.HistoryOptions;
import weft.terminal.SpillFile;

/// Where a session's old output goes: a file that nobody else can open and that is gone with the
/// session, packed while the machine is idle; memory alone where the state folder cannot be used.
final class KeptHistory implements AutoCloseable {
  private final ExecutorService packer =
      Executors.newSingleThreadExecutor(new LowPriority("weft-history"));
  private final @Nullable SpillFile file;

  private KeptHistory(@Nullable SpillFile file) {
    this.file = file;
  }

  /// Nothing is written, and no thread started, before there is much to keep.
  static KeptHistory open() {
    return new KeptHistory(
        StateFolder.find() instanceof PrivateFolder.Ready ready
            ? new SpillFile(ready.path(), SpillFile.DEFAULT_CAPACITY)
            : null);
  }

  HistoryOptions options() {
    return file == null
        ? HistoryOptions.inMemory(HistoryOptions.DEFAULT_MEMORY_BYTES)
        : HistoryOptions.spilling(file, packer);
  }

  @Override
  public void close() {
    packer.shutdownNow();
    try {
      packer.awaitTermination(1, TimeUnit.SECONDS); // it may be writing
      if (file != null) {
        file.close();
      }
    } catch (InterruptedException hurry) {
      Thread.currentThread().interrupt();
    } catch (IOException gone) {
      // it had no name any more: nothing is left of it
    }
  }
}
