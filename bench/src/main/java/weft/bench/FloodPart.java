package weft.bench;

import static weft.bench.Samples.millis;
import static weft.bench.Samples.seconds;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// `cat` of a large coloured log with one guest and with ten, twice in each session: the first pays
/// for the compilation of what it runs. Then somebody joins, and pulls all of the past.
final class FloodPart implements ShareBench.Part {
  private static final int MEGABYTE = 1 << 20;
  private static final int SLOWEST_S = 60;
  private static final int CROWD = 10;
  private static final Pattern NUMBER = Pattern.compile("#(\\d+)");

  private static final class Found {
    final Samples first = new Samples();
    final Samples again = new Samples();
    final Samples later = new Samples();
    final Samples hostCpu = new Samples();
    final Samples relayCpu = new Samples();
    final Samples bytes = new Samples();
    final Samples joined = new Samples();
    final Samples joinedBytes = new Samples();
    final Samples reached = new Samples();
  }

  @Override
  public void run(ShareTable table) throws Exception {
    int megabytes = table.quick() ? 5 : 50;
    int rounds = table.quick() ? 1 : 2;
    Flood flood = Flood.of(table.at(), megabytes);
    for (int guests : new int[] {1, CROWD}) {
      PerTool<Found> found = new PerTool<>(table.tools(), Found::new);
      for (int round = 0; round < rounds; round++) {
        for (Tool tool : table.tools()) {
          try (Shared shell = tool.open(table.at())) {
            flood(shell, tool instanceof BareTool ? 0 : guests, flood, found.of(tool));
          }
        }
      }
      report(table, megabytes, guests, found);
      if (guests == CROWD) {
        reportLate(table, flood.lines(), found);
      }
    }
  }

  private void flood(Shared shell, int guests, Flood flood, Found into) throws Exception {
    List<Onlooker> onlookers = new ArrayList<>();
    for (int i = 0; i < guests; i++) {
      onlookers.add(shell.guest("guest " + i));
    }
    flood(shell, onlookers, flood, into, into.first);
    flood(shell, onlookers, flood, into, into.again);
    if (guests == CROWD) {
      lateJoin(shell, flood, into);
    }
  }

  private void flood(Shared shell, List<Onlooker> guests, Flood flood, Found into, Samples took)
      throws Exception {
    Processes host = shell.host();
    Processes relay = shell.relay();
    double hostCpu = host.cpuSeconds();
    double relayCpu = relay.cpuSeconds();
    long bytes = guests.isEmpty() ? 0 : guests.getFirst().bytes();
    took.add(seconds(flood.into(shell.window(), SLOWEST_S)));
    long done = System.nanoTime();
    String marker = flood.marker();
    for (Onlooker guest : guests) {
      long seen = guest.await(marker, SLOWEST_S);
      into.later.add(seen == Long.MAX_VALUE ? Double.POSITIVE_INFINITY : seconds(seen - done));
    }
    into.hostCpu.add(host.cpuSeconds() - hostCpu);
    into.relayCpu.add(relay.equals(host) ? Double.NaN : relay.cpuSeconds() - relayCpu);
    if (!guests.isEmpty()) {
      into.bytes.add((guests.getFirst().bytes() - bytes) / (double) MEGABYTE);
    }
    shell.window().await(Workplace.PROMPT);
  }

  private void lateJoin(Shared shell, Flood flood, Found into) throws Exception {
    long began = System.nanoTime();
    Onlooker late = shell.stranger("late");
    long seen = late.await(flood.marker(), 2);
    boolean never = seen == Long.MAX_VALUE;
    into.joined.add(never ? Double.POSITIVE_INFINITY : millis(seen - began));
    into.joinedBytes.add(never ? Double.NaN : late.bytes() / 1000.0);
    BitSet reached = new BitSet(flood.lines());
    Matcher number = NUMBER.matcher(shell.past(late));
    while (number.find()) {
      reached.set(Integer.parseInt(number.group(1)));
    }
    into.reached.add(reached.cardinality());
  }

  private static void report(ShareTable table, int megabytes, int guests, PerTool<Found> found) {
    String name = "flood" + guests + "_";
    double bare = found.of(table.tools().getFirst()).again.median();
    table.heading("cat of %d MB, %d guest%s".formatted(megabytes, guests, guests == 1 ? "" : "s"));
    table.row(
        "host's terminal done, first time, s",
        "%.2f",
        name + "first_s",
        t -> found.of(t).first.median());
    table.row(
        "host's terminal done, again, s",
        "%.2f",
        name + "again_s",
        t -> found.of(t).again.median());
    table.row(
        "  times the bare terminal",
        "%.2f",
        name + "ratio",
        t -> found.of(t).again.median() / bare);
    table.row(
        "guests done after the host, median ms",
        "%.0f",
        name + "guest_ms",
        t -> 1000 * found.of(t).later.median());
    table.row(
        "  the last one",
        "%.0f",
        name + "last_guest_ms",
        t -> 1000 * found.of(t).later.quantile(1));
    table.row("host CPU s", "%.2f", name + "host_cpu_s", t -> found.of(t).hostCpu.median());
    table.row("relay CPU s", "%.2f", name + "relay_cpu_s", t -> found.of(t).relayCpu.median());
    table.row("MB to a guest", "%.1f", name + "guest_mb", t -> found.of(t).bytes.median());
  }

  private static void reportLate(ShareTable table, int lines, PerTool<Found> found) {
    table.heading("somebody joins after that");
    table.row("first paint, ms", "%.0f", "late_ms", t -> found.of(t).joined.median());
    table.row("  kB until then", "%.1f", "late_kb", t -> found.of(t).joinedBytes.median());
    table.row(
        "lines of %d that can be had".formatted(lines),
        "%.0f",
        "late_lines",
        t -> found.of(t).reached.median());
  }
}
