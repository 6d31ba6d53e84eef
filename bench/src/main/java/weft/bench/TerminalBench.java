package weft.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// The terminal engine beside others: megabytes per second of processor time on seven kinds of
/// output, in a warm process and in the first second of a cold one, and keyframes.
///
/// Each engine has a process of its own and takes turns with the others on each corpus, round after
/// round; the first round only warms up. `weft` is the engine alone, `weft+guests` also writes what
/// guests get.
final class TerminalBench implements Main.Bench {
  private static final String WEFT = "weft";
  private static final String GUESTS = "weft+guests";
  private static final String XTERM = "xterm.js";
  private static final int HISTORY_ROWS = 2_000;

  /// Long enough for compilers to be done with each corpus on a busy machine.
  private static final int WARM_UP_MILLIS = 2_500;

  private final Map<String, Map<TerminalCorpus, Samples>> speeds = new LinkedHashMap<>();
  private final Map<TerminalCorpus, Path> files = new EnumMap<>(TerminalCorpus.class);
  private final Map<String, Samples> firstSecond = new LinkedHashMap<>();
  private final Map<TerminalCorpus, Double> rowBytes = new EnumMap<>(TerminalCorpus.class);
  private double weftKeyframe;
  private double xtermKeyframe;

  @Override
  public Report run(boolean quick) throws Exception {
    Report report = new Report("terminal", quick);
    Path folder = Files.createTempDirectory("weft-bench");
    Engines.install();
    for (TerminalCorpus corpus : TerminalCorpus.values()) {
      files.put(corpus, corpus.write(folder));
    }
    Map<String, List<String>> commands = new LinkedHashMap<>();
    commands.put(WEFT, Engines.weft());
    commands.put(GUESTS, Engines.weft());
    commands.put(XTERM, Engines.xterm());
    commands.putAll(Engines.others(folder, report));
    int millis = quick ? 300 : 1000;
    cold(quick ? 2 : 5);
    warm(commands, millis, quick ? 2 : 5);
    table(report, commands.keySet(), quick ? 2 : 5);
    remove(folder);
    return report;
  }

  private void cold(int rounds) throws IOException {
    for (int round = 0; round < rounds; round++) {
      for (String name : List.of(WEFT, XTERM)) {
        List<String> command = name.equals(WEFT) ? Engines.weft() : Engines.xterm();
        try (Contender engine = new Contender(command)) {
          double megabytes = engine.feed("feed", file(TerminalCorpus.LOG), 1000).bytes() / 1e6;
          firstSecond.computeIfAbsent(name, _ -> new Samples()).add(megabytes);
        }
      }
    }
  }

  private void warm(Map<String, List<String>> commands, int millis, int rounds) throws IOException {
    Map<String, Contender> engines = new LinkedHashMap<>();
    try {
      for (Map.Entry<String, List<String>> command : commands.entrySet()) {
        engines.put(command.getKey(), new Contender(command.getValue()));
      }
      for (int round = -1; round < rounds; round++) {
        for (TerminalCorpus corpus : TerminalCorpus.values()) {
          for (Map.Entry<String, Contender> engine : engines.entrySet()) {
            String verb = engine.getKey().equals(GUESTS) ? "tee" : "feed";
            Contender.Fed fed =
                engine.getValue().feed(verb, file(corpus), round < 0 ? WARM_UP_MILLIS : millis);
            if (round >= 0) {
              samples(engine.getKey(), corpus).add(fed.megabytesPerCpuSecond());
            }
          }
        }
      }
      Contender weft = engines.get(WEFT);
      Contender xterm = engines.get(XTERM);
      if (weft != null && xterm != null) {
        weftKeyframe = weft.keyframe(file(TerminalCorpus.LOG), HISTORY_ROWS, 25);
        for (TerminalCorpus corpus : TerminalCorpus.values()) {
          rowBytes.put(corpus, weft.bytesPerRow(file(corpus)));
        }
        xtermKeyframe = xterm.keyframe(file(TerminalCorpus.LOG), HISTORY_ROWS, 5);
      }
    } finally {
      for (Contender engine : engines.values()) {
        engine.close();
      }
    }
  }

  private Path file(TerminalCorpus corpus) {
    return files.getOrDefault(corpus, Path.of(""));
  }

  private Samples samples(String engine, TerminalCorpus corpus) {
    return speeds
        .computeIfAbsent(engine, _ -> new EnumMap<>(TerminalCorpus.class))
        .computeIfAbsent(corpus, _ -> new Samples());
  }

  private void table(Report report, Iterable<String> engines, int rounds) {
    report.line(
        "MB per CPU-second of the whole process, medians of "
            + rounds
            + " rounds; x = times xterm.js headless");
    StringBuilder head = new StringBuilder("%-10s".formatted(""));
    engines.forEach(engine -> head.append("%19s".formatted(engine)));
    report.line(head.toString());
    Map<String, Samples> logs = new LinkedHashMap<>();
    for (TerminalCorpus corpus : TerminalCorpus.values()) {
      String name = corpus.name().toLowerCase(Locale.ROOT);
      StringBuilder line = new StringBuilder("%-10s".formatted(name));
      for (String engine : engines) {
        double speed = samples(engine, corpus).median();
        double ratio = speed / samples(XTERM, corpus).median();
        logs.computeIfAbsent(engine, _ -> new Samples()).add(Math.log(ratio));
        line.append("%11.1f %6.2fx".formatted(speed, ratio));
        report.figure(key(engine) + "_" + name + "_mb_per_cpu_s", speed);
        report.figure(key(engine) + "_" + name + "_ratio", ratio);
      }
      report.line(line.toString());
    }
    StringBuilder means = new StringBuilder("%-10s".formatted("geo. mean"));
    logs.forEach(
        (engine, ratios) -> {
          means.append("%11s %6.2fx".formatted("", Math.exp(ratios.mean())));
          report.figure(key(engine) + "_ratio", Math.exp(ratios.mean()));
        });
    report.line(means.toString());
    rest(report);
  }

  private void rest(Report report) {
    double weft = firstSecond.getOrDefault(WEFT, new Samples()).median();
    double xterm = firstSecond.getOrDefault(XTERM, new Samples()).median();
    report.line(
        "first second of a cold process, coloured log: %.1f MB against %.1f, %.2fx"
            .formatted(weft, xterm, weft / xterm));
    report.line(
        "keyframe with %,d rows of history: %.1f ms against SerializeAddon's %.1f, 1/%.1f"
            .formatted(HISTORY_ROWS, weftKeyframe, xtermKeyframe, xtermKeyframe / weftKeyframe));
    StringBuilder rows = new StringBuilder("bytes a row of history takes before it is packed:");
    rowBytes.forEach(
        (corpus, bytes) -> {
          String name = corpus.name().toLowerCase(Locale.ROOT);
          rows.append(" %s %.0f".formatted(name, bytes));
          report.figure(name + "_history_row_bytes", bytes);
        });
    report.line(rows.toString());
    report.figure("cold_first_second_mb", weft).figure("cold_ratio", weft / xterm);
    report.figure("keyframe_ms", weftKeyframe);
    report.figure("keyframe_ratio", weftKeyframe / xtermKeyframe);
  }

  private static String key(String engine) {
    return engine.replaceAll("[^a-z]", "_");
  }

  private static void remove(Path folder) throws IOException {
    try (var files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(folder);
  }
}
