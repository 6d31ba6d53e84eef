package weft.pty;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;

/// Lets the threads between the shell and its owner's terminal go before those that do the rest:
/// where a flood of output takes all cores, what guests see comes a moment later and what the owner
/// sees does not. Nobody else on the machine is affected more than by a thread of usual priority
/// that has less to do.
public final class ShellFirst {
  /// A third of the processor time of a thread that goes first, while both want all of it.
  private static final int NICENESS = 5;

  /// Names as the kernel has them, 15 characters at most.
  private static final String COMPILERS = "C[12] CompilerThre.*";

  private ShellFirst() {}

  /// Whatever the calling thread does from here on is less urgent.
  public static void yieldHere() {
    Native.setpriority(new NativeBuffer(0), 0, NICENESS);
  }

  /// The JVM's compilers too, which work hardest in the first flood.
  public static void yieldCompilers() {
    try (DirectoryStream<Path> threads = Files.newDirectoryStream(Path.of("/proc/self/task"))) {
      for (Path thread : threads) {
        if (Files.readString(thread.resolve("comm")).strip().matches(COMPILERS)) {
          int number = Integer.parseInt(thread.getFileName().toString());
          Native.setpriority(new NativeBuffer(0), number, NICENESS);
        }
      }
    } catch (IOException none) {
      // no Linux, or a thread that has just ended: all stay as they are
    }
  }
}
