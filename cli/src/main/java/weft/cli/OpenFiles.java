package weft.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// How many files and sockets the system lets this process have open. The JVM has raised the limit
/// as far as it may.
final class OpenFiles {
  /// For jars, logs and what the JVM itself opens.
  private static final int RESERVED = 200;

  private static final String LINE = "Max open files";

  private OpenFiles() {}

  /// Connections that fit, of `wanted`.
  static int connections(int wanted) {
    return connections(wanted, limits());
  }

  /// @param limits as `/proc/self/limits` has them, empty where there is no such thing
  static int connections(int wanted, String limits) {
    return limits
        .lines()
        .filter(line -> line.startsWith(LINE))
        .map(line -> line.substring(LINE.length()).strip().split("\\s+", 2)[0])
        .filter(soft -> soft.matches("\\d{1,9}"))
        .mapToInt(Integer::parseInt)
        .map(files -> Math.min(wanted, Math.max(1, files - RESERVED)))
        .findFirst()
        .orElse(wanted);
  }

  private static String limits() {
    try {
      return Files.readString(Path.of("/proc/self/limits"));
    } catch (IOException elsewhere) {
      return "";
    }
  }
}
