package weft.terminal;

import java.io.IOException;
import java.nio.file.Path;

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
}
