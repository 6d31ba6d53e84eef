package weft.bench;

import static weft.bench.Samples.seconds;

/// A flood with one guest behind a line of 1 Mbit/s, and one with a guest that reads nothing: the
/// host must not feel either.
final class SlowPart implements ShareBench.Part {
  private static final int BYTES_PER_SECOND = 125_000;

  /// Seconds after which something counts as never.
  private static final int SLOWEST_S = 20;

  private static final int SLOWEST_QUICK_S = 4;

  private int patience = SLOWEST_S;

  private static final class Found {
    final Samples host = new Samples();
    final Samples guest = new Samples();
    final Samples bytes = new Samples();
    final Samples stuckHost = new Samples();
    final Samples stuckGuest = new Samples();
  }

  @Override
  public void run(ShareTable table) throws Exception {
    int megabytes = table.quick() ? 5 : 10;
    int rounds = table.quick() ? 1 : 3;
    patience = table.quick() ? SLOWEST_QUICK_S : SLOWEST_S;
    Flood flood = Flood.of(table.at(), megabytes);
    PerTool<Found> found = new PerTool<>(table.tools(), Found::new);
    for (int round = 0; round < rounds; round++) {
      for (Tool tool : table.tools()) {
        if (tool instanceof BareTool) {
          bare(table.at(), tool, flood, found.of(tool));
        } else if (found.of(tool).host.quantile(1) != Double.POSITIVE_INFINITY) {
          slow(table.at(), tool, flood, found.of(tool));
          stuck(table.at(), tool, flood, found.of(tool));
        }
      }
    }
    table.heading("cat of %d MB, a guest at 1 Mbit/s".formatted(megabytes));
    table.row("host's terminal done, s", "%.2f", "slow_host_s", t -> found.of(t).host.median());
    table.row(
        "guest done after the host, ms", "%.0f", "slow_guest_ms", t -> found.of(t).guest.median());
    table.row("  the worst", "%.0f", "slow_worst_ms", t -> found.of(t).guest.quantile(1));
    table.row("kB to it", "%.0f", "slow_kb", t -> found.of(t).bytes.median());
    table.heading("the same, a guest that reads nothing");
    table.row(
        "host's terminal done, s", "%.2f", "stuck_host_s", t -> found.of(t).stuckHost.median());
    table.row(
        "guest done after it reads again, ms",
        "%.0f",
        "stuck_guest_ms",
        t -> found.of(t).stuckGuest.median());
  }

  private void bare(Workplace at, Tool tool, Flood flood, Found into) throws Exception {
    try (Shared shell = tool.open(at)) {
      double took = time(flood.into(shell.window(), patience));
      into.host.add(took);
      into.stuckHost.add(took);
    }
  }

  private void slow(Workplace at, Tool tool, Flood flood, Found into) throws Exception {
    try (Shared shell = tool.open(at)) {
      Onlooker guest = shell.slowGuest("slow", BYTES_PER_SECOND);
      long before = guest.bytes();
      into.host.add(time(flood.into(shell.window(), patience)));
      into.guest.add(1000 * after(System.nanoTime(), guest.await(flood.marker(), patience)));
      into.bytes.add((guest.bytes() - before) / 1000.0);
    }
  }

  private void stuck(Workplace at, Tool tool, Flood flood, Found into) throws Exception {
    try (Shared shell = tool.open(at)) {
      Onlooker guest = shell.guest("stuck");
      guest.reading(false);
      into.stuckHost.add(time(flood.into(shell.window(), patience)));
      guest.reading(true);
      into.stuckGuest.add(1000 * after(System.nanoTime(), guest.await(flood.marker(), patience)));
    }
  }

  private static double time(long nanos) {
    return nanos == Long.MAX_VALUE ? Double.POSITIVE_INFINITY : seconds(nanos);
  }

  private static double after(long then, long seen) {
    return seen == Long.MAX_VALUE ? Double.POSITIVE_INFINITY : seconds(seen - then);
  }
}
