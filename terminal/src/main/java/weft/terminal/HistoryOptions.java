package weft.terminal;

import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/// How a terminal keeps the rows that scroll off its screen.
///
/// The newest `rawBytes` are kept as they are; older pages of rows are packed (deflated) by
/// `packer`. What is more than `memoryBytes` goes to `spill`, and without one is forgotten, oldest
/// first. Packing costs about as much as feeding several times over, and a disk may be slow, so
/// neither is ever waited for while feeding unless the packer works there. Pages that the disk is
/// too slow for are lost.
///
/// @param memoryBytes the most bytes of rows in memory, not counting about 2 MB for work under way
///     and up to 32 MB more while the disk is slow
/// @param rawBytes the newest rows, not worth packing: a usual command's output costs nothing
/// @param spill where the oldest rows go, or null
/// @param packer runs tasks that pack and write one after the other on another thread, or null to
///     pack nothing and write while feeding; one that falls behind makes rows take more room, never
///     the feeding thread wait
public record HistoryOptions(
    long memoryBytes, long rawBytes, @Nullable Spill spill, @Nullable Executor packer) {
  /// Some hundred thousand rows of usual output.
  public static final long DEFAULT_MEMORY_BYTES = 64L << 20;

  /// A quarter of what a long session keeps in memory.
  public static final long SPILLING_RAW_BYTES = 4L << 20;

  /// See [#SPILLING_RAW_BYTES].
  public static final long SPILLING_MEMORY_BYTES = 16L << 20;

  /// At most so much memory, and nothing else.
  public static HistoryOptions inMemory(long memoryBytes) {
    return new HistoryOptions(memoryBytes, memoryBytes, null, null);
  }

  /// For a long session: little memory, old rows in a file, packed on another thread.
  public static HistoryOptions spilling(Spill spill, Executor packer) {
    return new HistoryOptions(SPILLING_MEMORY_BYTES, SPILLING_RAW_BYTES, spill, packer);
  }
}
