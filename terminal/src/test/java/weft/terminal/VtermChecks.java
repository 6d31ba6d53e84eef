package weft.terminal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// libvterm's checks: files of named steps with what is to be seen after them. What asks for keys,
/// replies or hints for painting doesn't apply to an engine that only keeps state.
final class VtermChecks {
  private final Oracle oracle;
  private int passed;
  private int alike;
  private int explained;
  private int notApplicable;
  private int failed;

  VtermChecks(Oracle oracle) {
    this.oracle = oracle;
  }

  /// Whether all that apply pass or are explained.
  boolean run(Path folder) throws IOException {
    for (Path file : Conformance.files(folder, ".test")) {
      one(file);
    }
    int all = passed + alike + explained + failed;
    System.out.printf(
        "libvterm: %d checks, %d pass, %d ask for hints or replies only and show what xterm.js"
            + " does, %d explained, %d fail; %d more are about keys and the mouse%n",
        all, passed, alike, explained, failed, notApplicable);
    return failed == 0;
  }

  private void one(Path file) throws IOException {
    VtermSession session = new VtermSession(oracle);
    String name = "start";
    for (String line : expand(Files.readAllLines(file))) {
      if (line.startsWith("!")) {
        count(file, name, session.finish());
        name = line.substring(1);
      } else {
        session.line(line);
      }
    }
    count(file, name, session.finish());
  }

  private void count(Path file, String name, VtermSession.Result result) {
    switch (result.verdict()) {
      case PASSED -> passed++;
      case ALIKE -> alike += name.equals("start") ? 0 : 1;
      case EXPLAINED -> explained++;
      case NOT_APPLICABLE -> notApplicable += name.equals("start") ? 0 : 1;
      case FAILED -> failed++;
    }
    if (!result.why().isEmpty()) {
      System.out.printf("  %s, %s: %s%n", file.getFileName(), name, result.why());
    }
  }

  /// Without comments, and with loops unrolled.
  private static List<String> expand(List<String> lines) {
    List<String> all = new ArrayList<>();
    for (String raw : lines) {
      String line = raw.strip();
      if (line.equals("__END__")) {
        break;
      }
      if (!line.isEmpty() && !line.startsWith("#")) {
        all.addAll(unrolled(line));
      }
    }
    return all;
  }

  private static List<String> unrolled(String line) {
    if (!line.startsWith("$")) {
      return List.of(line);
    }
    int colon = line.indexOf(':');
    String body = line.substring(colon + 1).strip();
    List<Integer> numbers =
        Stream.of(line.substring(5, colon).strip().split(" +", -1)).map(Integer::valueOf).toList();
    boolean sequence = line.startsWith("$SEQ");
    int from = sequence ? numbers.getFirst() : 1;
    return Stream.iterate(from, n -> n <= numbers.getLast(), n -> n + 1)
        .map(n -> sequence ? body.replace("\\#", "" + n) : body)
        .collect(Collectors.toList());
  }
}
