package weft.bench;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import weft.terminal.GuestFilter;
import weft.terminal.HistoryStatus;
import weft.terminal.Terminal;

/// weft's engine in a process of its own, which does as `engines/xterm.mjs` does. Reads requests
/// from standard input, a line each, and answers each with a line of numbers.
///
/// - `feed FILE MILLIS`: a fresh terminal, fed for that long: bytes, CPU µs, wall µs, allocated
///   bytes, this thread's CPU µs
/// - `tee FILE MILLIS`: the same with guests
/// - `keyframe FILE ROWS TIMES`: median µs, bytes
/// - `row FILE`: thousandths of bytes that a row of history takes unpacked, rows
public final class TerminalEngine {
  /// What one read of a busy pseudo-terminal's worth comes to.
  private static final int PIECE = 64 << 10;

  private TerminalEngine() {}

  /// Speaks the protocol above until standard input ends.
  public static void main(String[] arguments) throws Exception {
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      String[] words = line.split(" ", -1);
      byte[] corpus = Files.readAllBytes(Path.of(words[1]));
      System.out.println(
          switch (words[0]) {
            case "feed" -> feed(corpus, Long.parseLong(words[2]), false);
            case "tee" -> feed(corpus, Long.parseLong(words[2]), true);
            case "row" -> bytesPerRow(corpus);
            default -> keyframe(corpus, Integer.parseInt(words[2]), Integer.parseInt(words[3]));
          });
    }
  }

  private static String feed(byte[] corpus, long millis, boolean guests) {
    Terminal terminal = new Terminal(TerminalCorpus.COLS, TerminalCorpus.ROWS);
    long[] sent = {0};
    GuestFilter.Sink sink = (b, off, len) -> sent[0] += len;
    long allocated = allocated();
    long cpu = cpu();
    long own = own();
    long start = System.nanoTime();
    long until = start + millis * 1_000_000;
    long bytes = 0;
    while (System.nanoTime() < until) {
      for (int at = 0; at < corpus.length && System.nanoTime() < until; at += PIECE) {
        int length = Math.min(PIECE, corpus.length - at);
        if (guests) {
          terminal.feed(corpus, at, length, sink);
        } else {
          terminal.feed(corpus, at, length);
        }
        bytes += length;
      }
    }
    long wall = System.nanoTime() - start;
    return bytes
        + " "
        + (cpu() - cpu) / 1000
        + " "
        + wall / 1000
        + " "
        + (allocated() - allocated)
        + " "
        + (own() - own) / 1000;
  }

  private static String keyframe(byte[] corpus, int rows, int times) {
    Terminal terminal = new Terminal(TerminalCorpus.COLS, TerminalCorpus.ROWS);
    terminal.feed(corpus);
    Samples micros = new Samples();
    int length = 0;
    for (int i = 0; i < times; i++) {
      long start = System.nanoTime();
      length = terminal.keyframe(0, rows).length;
      micros.add((System.nanoTime() - start) / 1e3);
    }
    return Math.round(micros.median()) + " " + length;
  }

  private static String bytesPerRow(byte[] corpus) {
    Terminal terminal = new Terminal(TerminalCorpus.COLS, TerminalCorpus.ROWS);
    terminal.feed(corpus);
    HistoryStatus history = terminal.history();
    return Math.round(1000 * history.bytesPerRow()) + " " + (history.endRow() - history.firstRow());
  }

  private static long cpu() {
    return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getProcessCpuTime();
  }

  private static long own() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  private static long allocated() {
    return ((com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean())
        .getCurrentThreadAllocatedBytes();
  }
}
