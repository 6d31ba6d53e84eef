package weft.bench;

import static weft.bench.Samples.millis;

import java.util.concurrent.TimeUnit;

/// The process that guests connect to stands still (SIGSTOP): does the host's shell go on?
final class FreezePart implements ShareBench.Part {
  /// A key without an echo for so long: the host cannot work.
  private static final int UNUSABLE_MILLIS = 1_000;

  private static final int BETWEEN_KEYS_MILLIS = 100;

  private static final class Found {
    double host = Double.NaN;
    double guest = Double.NaN;
  }

  @Override
  public void run(ShareTable table) throws Exception {
    int seconds = table.quick() ? 2 : 5;
    PerTool<Found> found = new PerTool<>(table.tools(), Found::new);
    for (Tool tool : table.tools()) {
      if (!(tool instanceof BareTool)) {
        try (Shared shell = tool.open(table.at())) {
          freeze(shell, seconds, found.of(tool));
        }
      }
    }
    table.heading("the relay stands still for %d s".formatted(seconds));
    table.row("slowest key of the host, ms", "%.1f", "freeze_host_ms", t -> found.of(t).host);
    table.row(
        "guest has the rest after that, ms", "%.0f", "freeze_guest_ms", t -> found.of(t).guest);
  }

  private static void freeze(Shared shell, int seconds, Found into) throws Exception {
    Onlooker guest = shell.guest("guest");
    Window window = shell.window();
    Processes relay = shell.relay();
    Samples keys = new Samples();
    relay.stop();
    try {
      long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
      while (System.nanoTime() < until && keys.quantile(1) != Double.POSITIVE_INFINITY) {
        long before = window.total();
        long typed = System.nanoTime();
        window.type("x");
        long seen = window.awaitMoreThan(before, UNUSABLE_MILLIS);
        keys.add(seen == Long.MAX_VALUE ? Double.POSITIVE_INFINITY : millis(seen - typed));
        TimeUnit.MILLISECONDS.sleep(BETWEEN_KEYS_MILLIS);
      }
    } finally {
      relay.goOn();
    }
    into.host = keys.quantile(1);
    long gone = System.nanoTime();
    window.type("\u0015echo thawed''-over\r");
    long seen = guest.await("thawed-over", Onlooker.PATIENCE_S);
    into.guest = seen == Long.MAX_VALUE ? Double.POSITIVE_INFINITY : millis(seen - gone);
  }
}
