package weft.bench;

import static java.nio.charset.StandardCharsets.UTF_8;
import static weft.bench.Samples.seconds;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import weft.terminal.HistoryOptions;
import weft.terminal.HistoryStatus;
import weft.terminal.LineMatcher;
import weft.terminal.RowsPage;
import weft.terminal.SearchStep;
import weft.terminal.SpillFile;
import weft.terminal.Terminal;
import weft.terminal.Transcript;

/// A session of a gigabyte stays whole and cheap: what a row of history takes, what keeping it
/// costs the thread that feeds, and how long all of it takes to write and to read back.
final class HistoryBench implements Main.Bench {
  private static final int MEGABYTE = 1 << 20;

  /// Fed over and over: the same rows again, but none twice within a page.
  private static final int CORPUS_BYTES = 8 * MEGABYTE;

  private static final int CHUNK_BYTES = 64 * 1024;

  private static final class Kind {
    private final String name;
    private final byte[] bytes;

    Kind(String name, byte[] bytes) {
      this.name = name;
      this.bytes = bytes;
    }

    String name() {
      return name;
    }

    byte[] bytes() {
      return bytes;
    }
  }

  /// What feeding took: seconds, and CPU seconds of the feeding thread.
  private record Cost(double wall, double cpu) {}

  @Override
  public Report run(boolean quick) throws Exception {
    int megabytes = quick ? 50 : 1024;
    Report report = new Report("history", quick);
    try (Workplace at = new Workplace();
        ExecutorService packer = Executors.newSingleThreadExecutor()) {
      Path log = ColouredLog.write(at.home().resolve("log"), CORPUS_BYTES);
      Kind coloured = new Kind("coloured log", Files.readAllBytes(log));
      Kind[] kinds = {
        coloured,
        new Kind("plain log", plain()),
        new Kind("yes", "y\n".repeat(CORPUS_BYTES / 8).getBytes(UTF_8)),
        new Kind("wide text", "日本語の端末は広い文字を二つの升に置く。\n".repeat(30_000).getBytes(UTF_8)),
      };
      warmUp(at, packer, kinds);
      report.line("%-14s %10s %12s %14s".formatted("", "rows", "bytes/row", "packed at once"));
      for (Kind kind : kinds) {
        sizes(at, kind, report);
      }
      whole(at, coloured, packer, megabytes, report);
    }
    return report;
  }

  private static byte[] plain() {
    SplittableRandom random = new SplittableRandom(3);
    StringBuilder text = new StringBuilder();
    for (int number = 0; text.length() < CORPUS_BYTES; number++) {
      text.append("Nov 22 10:").append(10 + random.nextInt(50)).append(" host app[").append(number);
      text.append("]: request ").append(Long.toHexString(random.nextLong()));
      text.append(" answered in ").append(random.nextInt(1000)).append(" ms\n");
    }
    return text.toString().getBytes(UTF_8);
  }

  private static Terminal terminal(HistoryOptions options) {
    Terminal terminal = new Terminal(Workplace.SIZE.columns(), Workplace.SIZE.rows(), options);
    terminal.feed("\033[20h".getBytes(UTF_8)); // a line feed also returns, as a PTY sees to
    return terminal;
  }

  private static Cost feed(Terminal terminal, byte[] corpus, long bytes) {
    long began = System.nanoTime();
    long cpu = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    for (long fed = 0; fed < bytes; fed += CHUNK_BYTES) {
      int from = (int) (fed % corpus.length);
      terminal.feed(corpus, from, Math.min(CHUNK_BYTES, corpus.length - from));
    }
    cpu = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - cpu;
    return new Cost(seconds(System.nanoTime() - began), seconds(cpu));
  }

  private static void warmUp(Workplace at, ExecutorService packer, Kind[] kinds)
      throws IOException {
    for (Kind kind : kinds) {
      try (SpillFile file = new SpillFile(at.home(), SpillFile.DEFAULT_CAPACITY)) {
        Terminal terminal = terminal(HistoryOptions.spilling(file, packer));
        feed(terminal, kind.bytes(), CORPUS_BYTES);
        readPages(terminal.transcript(0));
      }
    }
  }

  /// As a slow program leaves rows, every page packed.
  private static void sizes(Workplace at, Kind kind, Report report) throws IOException {
    try (SpillFile file = new SpillFile(at.home(), SpillFile.DEFAULT_CAPACITY)) {
      Terminal raw = terminal(HistoryOptions.inMemory(1L << 30));
      feed(raw, kind.bytes(), kind.bytes().length);
      Terminal packed = terminal(new HistoryOptions(MEGABYTE, 0, file, Runnable::run));
      feed(packed, kind.bytes(), kind.bytes().length);
      HistoryStatus status = packed.history();
      report.line(
          "%-14s %10d %12.1f %14.1f"
              .formatted(
                  kind.name(),
                  status.endRow() - status.firstRow(),
                  raw.history().bytesPerRow(),
                  status.bytesPerRow()));
      String name = kind.name().replace(' ', '_');
      report.figure(name + "_raw_bytes_per_row", raw.history().bytesPerRow());
      report.figure(name + "_packed_bytes_per_row", status.bytesPerRow());
    }
  }

  private static void whole(
      Workplace at, Kind kind, ExecutorService packer, int megabytes, Report report)
      throws IOException {
    long bytes = (long) megabytes * MEGABYTE;
    Cost forgetting = feed(terminal(HistoryOptions.inMemory(0)), kind.bytes(), bytes);
    try (SpillFile file = new SpillFile(at.home(), SpillFile.DEFAULT_CAPACITY)) {
      Terminal terminal = terminal(HistoryOptions.spilling(file, packer));
      Cost keeping = feed(terminal, kind.bytes(), bytes);
      HistoryStatus status = terminal.history();
      long began = System.nanoTime();
      long read = readPages(terminal.transcript(0));
      double pages = seconds(System.nanoTime() - began);
      began = System.nanoTime();
      search(terminal.transcript(0));
      double search = seconds(System.nanoTime() - began);
      report.line(
          "%d MB of %s: written in %.1f s (%.0f MB/s), feeding thread %.2f CPU s, %.2f x without"
              .formatted(
                  megabytes,
                  kind.name(),
                  keeping.wall(),
                  megabytes / keeping.wall(),
                  keeping.cpu(),
                  keeping.cpu() / forgetting.cpu()));
      report.line(
          "%d rows, %d forgotten; %.1f MB in memory, %.0f MB in the file, %.1f bytes/row at this pace"
              .formatted(
                  status.endRow() - status.firstRow(),
                  status.forgottenRows(),
                  status.memoryBytes() / 1e6,
                  status.spilledBytes() / 1e6,
                  status.bytesPerRow()));
      report.line(
          "read back as %.0f MB of pages in %.1f s (%.0f MB of output/s), searched in %.1f s"
              .formatted(read / 1e6, pages, megabytes / pages, search));
      report.figure("write_mb_s", megabytes / keeping.wall());
      report.figure("feeding_cpu_ratio", keeping.cpu() / forgetting.cpu());
      report.figure("forgotten_rows", (double) status.forgottenRows());
      report.figure("memory_mb", status.memoryBytes() / 1e6);
      report.figure("file_mb", status.spilledBytes() / 1e6);
      report.figure("read_s", pages).figure("search_s", search);
      if (!status.trouble().isEmpty()) {
        report.line("trouble: " + status.trouble());
      }
    }
  }

  private static long readPages(Transcript all) {
    long bytes = 0;
    long row = all.firstRow();
    while (row < all.endRow()) {
      RowsPage page = all.page(row, all.endRow());
      bytes += page.bytes().length;
      row = page.endRow();
    }
    return bytes;
  }

  private static void search(Transcript all) {
    LineMatcher matcher = LineMatcher.literal("no such words", true);
    SearchStep step = all.searchBack(matcher, all.endRow());
    while (!step.done()) {
      step = all.searchBack(matcher, step.nextRow());
    }
  }
}
