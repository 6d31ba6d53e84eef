package weft.terminal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// Runs other projects' public checks: `Conformance XTERM_JS LIBVTERM`, two checkouts. What counts
/// is what xterm.js does: where a check fails and xterm.js shows the very same, it is explained.
final class Conformance {
  private Conformance() {}

  public static void main(String[] args) throws IOException {
    try (Oracle oracle = new Oracle()) {
      boolean fixtures =
          new EscapeFixtures(oracle).run(Path.of(args[0], "fixtures/escape_sequence_files"));
      boolean checks = new VtermChecks(oracle).run(Path.of(args[1], "t"));
      System.exit(fixtures && checks ? 0 : 1);
    }
  }

  /// The files of a suite, in their order.
  static List<Path> files(Path folder, String ending) throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.filter(file -> file.toString().endsWith(ending)).sorted().toList();
    }
  }
}
