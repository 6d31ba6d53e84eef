package weft.bench;

import static weft.bench.Samples.millis;

import java.io.IOException;
import weft.terminal.Terminal;
import weft.testkit.TestGuest;
import weft.testkit.Weft;

/// The echo of a key: from typing a character into a shell's prompt to seeing it, on the terminal
/// itself, at the other client of tmux, and as a guest of weft.
final class EchoBench implements Main.Bench {
  /// Characters before the line is thrown away with Ctrl-U: no prompt wraps.
  private static final int PER_LINE = 40;

  private final Samples bare = new Samples();
  private final Samples tmux = new Samples();
  private final Samples embedded = new Samples();
  private final Samples separate = new Samples();
  private final Samples owner = new Samples();

  @Override
  public Report run(boolean quick) throws Exception {
    int lines = quick ? 10 : 40;
    int warmUp = quick ? 5 : 20;
    try (Workplace at = new Workplace();
        Weft other = new Weft();
        Window shell = Window.open(at.bare());
        SharedWindow here = SharedWindow.open(at, "--anyone", "edit");
        SharedWindow there = SharedWindow.open(at, "--anyone", "edit", "--relay", other.relay())) {
      shell.await(Workplace.PROMPT);
      Window first = null;
      Window second = null;
      if (at.hasTmux()) {
        first = Window.open(at.tmux("echo"));
        first.await(Workplace.PROMPT);
        second = Window.open(at.tmuxClient("echo"));
        second.await(Workplace.PROMPT);
      }
      try (TestGuest atHost = here.guest("at the host's relay");
          TestGuest atRelay = there.guest("at a relay of its own")) {
        for (int line = -warmUp; line < lines; line++) {
          boolean counts = line >= 0;
          line(shell, shell, counts ? bare : new Samples());
          if (first != null && second != null) {
            line(first, second, counts ? tmux : new Samples());
          }
          line(here.window(), here.window(), counts ? owner : new Samples());
          line(atHost, counts ? embedded : new Samples());
          line(atRelay, counts ? separate : new Samples());
        }
      }
      if (first != null && second != null) {
        second.close();
        first.type("exit\r");
        first.awaitExit();
      }
    }
    return report(quick, lines * PER_LINE);
  }

  private static void line(Window typing, Window seeing, Samples into)
      throws IOException, InterruptedException {
    for (int i = 0; i < PER_LINE; i++) {
      long before = seeing.total();
      long typed = System.nanoTime();
      typing.type("x");
      into.add(millis(seeing.awaitMoreThan(before) - typed));
    }
    typing.type("\u0015");
    seeing.awaitQuiet();
  }

  private static void line(TestGuest guest, Samples into) {
    int column = column(guest);
    for (int i = 1; i <= PER_LINE; i++) {
      int expected = column + i;
      long typed = System.nanoTime();
      guest.type("x");
      guest.await("the echo", g -> column(g) == expected);
      into.add(millis(System.nanoTime() - typed));
    }
    guest.type("\u0015");
    guest.await("an empty line", g -> column(g) == column);
  }

  private static int column(TestGuest guest) {
    Terminal screen = guest.screen();
    return screen == null ? -1 : screen.cursorColumn();
  }

  private Report report(boolean quick, int keys) {
    Report report = new Report("echo", quick);
    report.line("echo of a key at a prompt, %d keys each, ms".formatted(keys));
    report.line("%-36s %8s %8s %14s".formatted("", "p50", "p95", "x bare (p50)"));
    row(report, "bare", "the terminal itself", bare);
    row(report, "tmux", "tmux, the other client", tmux);
    row(report, "owner", "weft, in the owner's terminal", owner);
    row(report, "guest", "weft, a guest", embedded);
    row(report, "guest_relay", "weft, a guest through a relay", separate);
    return report;
  }

  private void row(Report report, String key, String words, Samples found) {
    report.line(
        "%-36s %8.2f %8.2f %14.1f"
            .formatted(words, found.median(), found.p95(), found.median() / bare.median()));
    report.figure(key + "_p50_ms", found.median()).figure(key + "_p95_ms", found.p95());
  }
}
