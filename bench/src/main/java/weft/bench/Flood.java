package weft.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/// `cat` of a large coloured log, time after time, each with a last line of its own.
final class Flood {
  private static final int MEGABYTE = 1 << 20;

  private final Path log;
  private final int lines;
  private int floods;

  private Flood(Path log, int lines) {
    this.log = log;
    this.lines = lines;
  }

  static Flood of(Workplace at, int megabytes) throws IOException {
    Path log = ColouredLog.write(at.home().resolve("log" + megabytes), (long) megabytes * MEGABYTE);
    try (Stream<String> all = Files.lines(log)) {
      return new Flood(log, Math.toIntExact(all.count()));
    }
  }

  /// Lines of the log, each with its number after a `#`.
  int lines() {
    return lines;
  }

  /// @return nanoseconds until the end of it stands in the window; [Long#MAX_VALUE] for never
  long into(Window window, int patienceSeconds) throws IOException, InterruptedException {
    floods++;
    String keys = "cat " + log + "; echo flood''-" + floods + "-over\r";
    return window.type(keys, marker(), patienceSeconds);
  }

  /// What stands at the end of the newest flood.
  String marker() {
    return "flood-" + floods + "-over";
  }
}
