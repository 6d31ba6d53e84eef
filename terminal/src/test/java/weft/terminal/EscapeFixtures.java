package weft.terminal;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/// xterm.js's escape-sequence fixtures: bytes for a screen of 80x25, and the text it then shows.
final class EscapeFixtures {
  private static final int COLS = 80;
  private static final int ROWS = 25;

  private final Oracle oracle;
  private int passed;
  private int explained;
  private int failed;

  EscapeFixtures(Oracle oracle) {
    this.oracle = oracle;
  }

  /// Whether all pass or are explained.
  boolean run(Path folder) throws IOException {
    List<Path> inputs = Conformance.files(folder, ".in");
    for (Path input : inputs) {
      one(input);
    }
    System.out.printf(
        "xterm.js: %d fixtures, %d pass, %d explained, %d fail%n",
        inputs.size(), passed, explained, failed);
    return failed == 0;
  }

  private void one(Path input) throws IOException {
    byte[] bytes = throughTerminalDriver(Files.readAllBytes(input));
    Terminal t = new Terminal(COLS, ROWS);
    t.feed(bytes);
    Path text = input.resolveSibling(input.getFileName().toString().replace(".in", ".text"));
    if (trimmed(Files.readString(text)).equals(trimmed(t.text()))) {
      passed++;
    } else if (oracle.ask(new Oracle.Script(COLS, ROWS).write(bytes), 0).dump().equals(t.dump(0))) {
      explained++;
      System.out.println("  " + input.getFileName() + ": xterm.js shows what the engine shows");
    } else {
      failed++;
      System.out.println("  " + input.getFileName() + ": FAILS");
    }
  }

  /// As a pseudo-terminal passes output on.
  private static byte[] throughTerminalDriver(byte[] bytes) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte b : bytes) {
      if (b == '\n') {
        out.write('\r');
      }
      out.write(b);
    }
    return out.toByteArray();
  }

  private static String trimmed(String text) {
    return text.lines()
        .map(String::stripTrailing)
        .collect(Collectors.joining("\n"))
        .stripTrailing();
  }
}
