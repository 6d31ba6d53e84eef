package weft.terminal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Once a history is full, usual output is taken without allocating: its pages are used again.
final class SteadyStateTest {
  private static final long HISTORY_BYTES = 128 * 1024;

  /// Times that the output is fed, before and while it is measured.
  private static final int TIMES = 40;

  /// The index of a page of history, next to its rows: some hundred bytes for 64 kB.
  private static final int FED_BYTES_PER_ALLOCATED = 200;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a plain line of some words and a number 12345\r\n",
        "y\r\n",
        "\033[90m2026-11-22\033[0m \033[32mINFO \033[0m \033[1;38;5;39mpool\033[m went für 日本語\r\n",
        "\033[48;2;10;20;60mtrue colour\033[K\033[m and a line so long that it wraps over to the"
            + " next row of this terminal\r\n",
        "\033[5;20r\033[20;1Hwithin margins\n\033[2S\033[L\033[M\033[r\033[24;1H\n",
        "\033[10;5Hhere\033[K\033[12;40Hand there\033[1;31m!\033[m",
      })
  void usualOutputAllocatesNextToNothing(String piece) {
    byte[] output = piece.repeat(Math.ceilDiv(64 * 1024, piece.length())).getBytes(UTF_8);
    Terminal terminal = new Terminal(80, 24, HISTORY_BYTES);
    GuestFilter.Sink guests = (b, off, len) -> {};
    feed(terminal, output, guests);
    long before = allocated();
    feed(terminal, output, guests);
    long fed = (long) output.length * TIMES;
    assertThat(allocated() - before).isLessThan(fed / FED_BYTES_PER_ALLOCATED);
  }

  private static void feed(Terminal terminal, byte[] output, GuestFilter.Sink guests) {
    for (int i = 0; i < TIMES; i++) {
      if (i % 2 == 0) {
        terminal.feed(output, 0, output.length);
      } else {
        terminal.feed(output, 0, output.length, guests);
      }
    }
  }

  private static long allocated() {
    return ((com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean())
        .getCurrentThreadAllocatedBytes();
  }
}
