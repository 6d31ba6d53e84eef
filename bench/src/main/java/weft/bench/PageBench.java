package weft.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import weft.testkit.Weft;

/// What a person in a real Chromium waits for: from opening the owner's link to the painted prompt,
/// and from a pressed key to its painted echo.
final class PageBench implements Main.Bench {
  private static final int PER_LINE = 40;

  @Override
  public Report run(boolean quick) throws Exception {
    Report report = new Report("page", quick);
    try (Workplace at = new Workplace();
        SharedWindow shared = SharedWindow.open(at)) {
      String found =
          measure("measure.mjs", at.ownerLink(), quick ? "3" : "15", quick ? "40" : "400");
      Samples cold = numbers(found, "cold");
      Samples warm = numbers(found, "warm");
      Samples echo = numbers(found, "echo");
      report.line("%-44s %8s %8s".formatted("Chromium, ms", "p50", "p95"));
      row(report, "link opened -> prompt painted, cold cache", "cold", cold);
      row(report, "link opened -> prompt painted, warm cache", "warm", warm);
      row(report, "key pressed -> echo painted", "echo", echo);
      row(report, "  the same in the owner's terminal", "terminal", inTerminal(shared));
    }
    return report;
  }

  private static Samples inTerminal(SharedWindow shared) throws IOException, InterruptedException {
    Onlooker owner = WindowOnlooker.at(shared.window());
    owner.clearLine();
    Samples echo = new Samples();
    for (int key = 0; key < PER_LINE; key++) {
      echo.add(owner.echo());
    }
    return echo;
  }

  private static void row(Report report, String words, String key, Samples found) {
    report.line("%-44s %8.1f %8.1f".formatted(words, found.median(), found.p95()));
    report.figure(key + "_p50_ms", found.median()).figure(key + "_p95_ms", found.p95());
  }

  /// Runs a script of `bench/page` on a session whose prompt is the usual one.
  static String measure(String script, String link, String... rest)
      throws IOException, InterruptedException {
    Path path = Weft.checkout().resolve("bench/page").resolve(script);
    List<String> command = new ArrayList<>(List.of("node", path.toString(), link));
    command.add(Workplace.PROMPT);
    command.addAll(List.of(rest));
    Process node =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    String said = new String(node.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (node.waitFor() != 0) {
      throw new IOException(script + " failed; see build/bench.log");
    }
    return said;
  }

  /// The array `name` of what the script printed.
  static Samples numbers(String json, String name) {
    Matcher array = Pattern.compile("\"" + name + "\":\\[([^\\]]*)\\]").matcher(json);
    if (!array.find()) {
      throw new IllegalStateException("no " + name + " in " + json);
    }
    Samples samples = new Samples();
    for (String number : array.group(1).split(",", -1)) {
      samples.add(Double.parseDouble(number));
    }
    return samples;
  }
}
