package weft.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// What one process holds at one moment.
///
/// @param residentMb of all its memory
/// @param heapMb of what is alive in Java's heap
/// @param files open descriptors
record SoakFigures(double residentMb, double heapMb, long files) {
  /// A line of a histogram: number, instances, bytes, class.
  private static final Pattern CLASS = Pattern.compile(" *\\d+: +\\d+ +(\\d+) +(\\S+).*");

  /// What the collector fills gaps with that it does not close.
  private static final String FILLER = "FillerElement";

  private static final double MB = 1 << 20;

  static SoakFigures of(long pid) throws IOException {
    double heap = alive(pid);
    String status = Files.readString(Path.of("/proc/" + pid + "/status"));
    double resident = Long.parseLong(status.replaceAll("(?s).*VmRSS:\\s+(\\d+).*", "$1")) / 1024.0;
    try (Stream<Path> files = Files.list(Path.of("/proc/" + pid + "/fd"))) {
      return new SoakFigures(resident, heap, files.count());
    }
  }

  private static double alive(long pid) throws IOException {
    String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
    String classes = Iproute.command(jcmd, "" + pid, "GC.class_histogram");
    return classes
            .lines()
            .map(CLASS::matcher)
            .filter(Matcher::matches)
            .filter(line -> !line.group(2).contains(FILLER))
            .mapToLong(line -> Long.parseLong(line.group(1)))
            .sum()
        / MB;
  }

  @Override
  public String toString() {
    return String.format("%4.0f MB, heap %3.0f MB, %3d files", residentMb, heapMb, files);
  }
}
