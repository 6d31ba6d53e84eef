package weft.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Processes whose costs count together.
record Processes(List<Long> pids) {
  /// Of `/proc`, on every Linux that matters.
  private static final double TICKS_PER_SECOND = 100;

  static final Processes NONE = new Processes(List.of());

  static Processes of(List<ProcessHandle> handles) {
    return new Processes(handles.stream().map(ProcessHandle::pid).toList());
  }

  /// `utime` and `stime` of proc(5) so far, seconds.
  double cpuSeconds() {
    return pids.stream().mapToLong(Processes::ticks).sum() / TICKS_PER_SECOND;
  }

  /// `VmRSS` of proc(5), megabytes.
  double residentMegabytes() {
    return pids.stream().mapToLong(Processes::residentKilobytes).sum() / 1000.0;
  }

  void stop() {
    signal("STOP");
  }

  void goOn() {
    signal("CONT");
  }

  private void signal(String name) {
    for (long pid : pids) {
      try {
        new ProcessBuilder("kill", "-" + name, Long.toString(pid)).start().waitFor();
      } catch (IOException | InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  private static long ticks(long pid) {
    try {
      String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
      String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
      return Long.parseLong(fields[11]) + Long.parseLong(fields[12]);
    } catch (IOException gone) {
      return 0;
    }
  }

  private static long residentKilobytes(long pid) {
    try {
      return Files.readAllLines(Path.of("/proc", Long.toString(pid), "status")).stream()
          .filter(line -> line.startsWith("VmRSS:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
          .findFirst()
          .orElse(0);
    } catch (IOException gone) {
      return 0;
    }
  }
}
