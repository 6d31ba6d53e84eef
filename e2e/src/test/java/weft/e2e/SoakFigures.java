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
/// @param heapMb of Java's heap, garbage not, -1 where it is not known
/// @param files open descriptors
record SoakFigures(double residentMb, double heapMb, long files) {
  private static final Pattern COLLECTED = Pattern.compile("\\d+M->(\\d+)M\\(\\d+M\\)");

  /// @param collections the log that `-Xlog:gc:file=` made
  static SoakFigures of(long pid, Path collections) throws IOException {
    String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
    Iproute.command(jcmd, "" + pid, "GC.run");
    String status = Files.readString(Path.of("/proc/" + pid + "/status"));
    double resident = Long.parseLong(status.replaceAll("(?s).*VmRSS:\\s+(\\d+).*", "$1")) / 1024.0;
    try (Stream<Path> files = Files.list(Path.of("/proc/" + pid + "/fd"))) {
      return new SoakFigures(resident, heap(collections), files.count());
    }
  }

  private static double heap(Path collections) throws IOException {
    double last = -1;
    if (Files.exists(collections)) {
      Matcher matcher = COLLECTED.matcher(Files.readString(collections));
      while (matcher.find()) {
        last = Double.parseDouble(matcher.group(1));
      }
    }
    return last;
  }

  @Override
  public String toString() {
    return String.format("%4.0f MB, heap %3.0f MB, %3d files", residentMb, heapMb, files);
  }
}
