package weft.bench;

import java.util.BitSet;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A guest's connection is reset while the host numbers the lines it prints; the guest is back
/// after three seconds. Nothing is timed, so all tools go through it at once.
final class ResetPart implements ShareBench.Part {
  private static final int SECONDS_AWAY = 3;
  private static final int LINES = 2_000;
  private static final Pattern NUMBER = Pattern.compile("<(\\d+)>");

  /// 200 lines a second: while it is away, more than any screen and any keyframe holds.
  private static final String PRINT =
      "i=0; while [ $i -lt "
          + LINES
          + " ]; do for k in 1 2 3 4 5 6 7 8 9 10; do i=$((i+1)); echo \"<$i>\"; done;"
          + " sleep 0.05; done; echo all''-printed\r";

  /// One tool's session and its guest.
  private static final class Cut {
    final Shared shell;
    Onlooker guest;
    double notShown = Double.NaN;
    double lost = Double.NaN;

    Cut(Shared shell, Onlooker guest) {
      this.shell = shell;
      this.guest = guest;
    }

    void count() throws Exception {
      guest.await("all-printed", Onlooker.PATIENCE_S);
      String seen = guest.everything();
      notShown = LINES - numbers(seen);
      lost = LINES - numbers(seen + shell.past(guest));
    }
  }

  @Override
  public void run(ShareTable table) throws Exception {
    PerTool<Cut> all = new PerTool<>();
    try {
      for (Tool tool : table.tools().stream().filter(t -> !(t instanceof BareTool)).toList()) {
        Shared shell = tool.open(table.at());
        all.put(tool, new Cut(shell, shell.guest("guest")));
      }
      for (Cut each : all.values()) {
        each.shell.window().type(PRINT);
      }
      TimeUnit.SECONDS.sleep(1);
      all.values().forEach(each -> each.guest.abort());
      TimeUnit.SECONDS.sleep(SECONDS_AWAY);
      for (Cut each : all.values()) {
        each.guest = each.guest.again();
      }
      for (Cut each : all.values()) {
        each.count();
      }
    } finally {
      for (Cut each : all.values()) {
        each.shell.close();
      }
    }
    table.heading(
        "connection reset, back after %d s, %d lines printed".formatted(SECONDS_AWAY, LINES));
    table.row(
        "lines not shown", "%.0f", "reset_not_shown", t -> figure(t, all, each -> each.notShown));
    table.row(
        "lines lost: nor to be had later",
        "%.0f",
        "reset_lost",
        t -> figure(t, all, each -> each.lost));
  }

  private static double figure(Tool tool, PerTool<Cut> all, ToDoubleFunction<Cut> value) {
    return tool instanceof BareTool ? Double.NaN : value.applyAsDouble(all.of(tool));
  }

  private static int numbers(String text) {
    BitSet numbers = new BitSet(LINES);
    Matcher number = NUMBER.matcher(text);
    while (number.find()) {
      numbers.set(Integer.parseInt(number.group(1)));
    }
    return numbers.cardinality();
  }
}
