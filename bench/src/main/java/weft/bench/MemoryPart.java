package weft.bench;

import java.util.LinkedHashMap;
import java.util.Map;

/// Resident memory of host and relay with more and more guests.
final class MemoryPart implements ShareBench.Part {
  private static final int[] GUESTS = {1, 10, 50, 1_000};

  /// More clients than this are only made where they do not need a process each.
  private static final int PROCESSES = 50;

  private static final int QUICK = 10;

  private record Key(Tool tool, int guests) {}

  @Override
  public void run(ShareTable table) throws Exception {
    Map<Key, Double> host = new LinkedHashMap<>();
    Map<Key, Double> relay = new LinkedHashMap<>();
    for (Tool tool : table.tools()) {
      if (tool instanceof BareTool) {
        continue;
      }
      try (Shared shell = tool.open(table.at())) {
        int here = 0;
        for (int guests : GUESTS) {
          if (guests > most(table, tool)) {
            continue;
          }
          for (; here < guests; here++) {
            shell.guest("guest " + here);
          }
          Processes relayProcess = shell.relay();
          host.put(new Key(tool, guests), shell.host().residentMegabytes());
          relay.put(
              new Key(tool, guests),
              relayProcess.equals(shell.host()) ? Double.NaN : relayProcess.residentMegabytes());
        }
      }
    }
    table.heading("resident memory, MB");
    for (int guests : GUESTS) {
      if (guests <= most(table, table.tools().getLast())) {
        row(table, "host", guests, host);
        row(table, "relay", guests, relay);
      }
    }
  }

  private static int most(ShareTable table, Tool tool) {
    return table.quick() ? QUICK : tool instanceof WeftTool ? Integer.MAX_VALUE : PROCESSES;
  }

  private static void row(ShareTable table, String who, int guests, Map<Key, Double> found) {
    table.row(
        who + ", " + guests + (guests == 1 ? " guest" : " guests"),
        "%.0f",
        who + "_mb_" + guests,
        tool -> found.getOrDefault(new Key(tool, guests), Double.NaN));
  }
}
