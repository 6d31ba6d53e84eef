package weft.terminal;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// The inner loops of the engine, one at a time: `./dev bench jmh [PATTERN]`. A row of 80 cells is
/// printed, coloured, filtered for guests, packed for the history; figures are ns for one row.
///
/// Compiled by `scripts/bench` alone, so that what JMH generates stays out of the build.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class EngineJmh {
  @Param({"ascii", "unicode", "sgr"})
  public String kind = "ascii";

  private final Terminal terminal = new Terminal(80, 24);
  private final Screen screen = new Screen(80, 24, HistoryOptions.inMemory(1 << 20));
  private final RowCodec codec = new RowCodec(screen);
  private final Params params = new Params();
  private final GuestFilter.Sink nowhere = (b, off, len) -> {};
  private final byte[] numbers = "38;2;10;20;60m".getBytes(UTF_8);
  private byte[] row = new byte[0];

  @Setup
  public void setUp() {
    String text =
        switch (kind) {
          case "ascii" -> "0123456789abcdef".repeat(5);
          case "unicode" -> "für 日本語 ".repeat(6) + "──────";
          default -> "\033[38;5;39mab\033[1;31mcd\033[m".repeat(20);
        };
    row = ("\r" + text).getBytes(UTF_8);
    new Parser(new Dispatcher(screen)).feed(row, 0, row.length);
  }

  /// Over the same row again and again: no scrolling, no history.
  @Benchmark
  public void print() {
    terminal.feed(row, 0, row.length);
  }

  @Benchmark
  public void printForGuests() {
    terminal.feed(row, 0, row.length, nowhere);
  }

  @Benchmark
  public int encode() {
    return codec.encode(screen.active.line());
  }

  @Benchmark
  public int numbers() {
    return params.read(numbers, 0, numbers.length);
  }
}
