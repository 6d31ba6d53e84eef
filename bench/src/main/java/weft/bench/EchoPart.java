package weft.bench;

import java.util.concurrent.TimeUnit;

/// The echo of a key at a prompt, for a guest: from typing it to having it on the screen.
final class EchoPart implements ShareBench.Part {
  /// Between two keys: a relay takes 200 frames a second from a guest, acknowledgements included
  /// (B11), and the machine gets to rest as it does in real use.
  private static final int BETWEEN_KEYS_MILLIS = 15;

  /// Characters before the line is thrown away: no prompt wraps.
  private static final int PER_LINE = 40;

  @Override
  public void run(ShareTable table) throws Exception {
    int lines = table.quick() ? 1 : 15;
    int warmUp = table.quick() ? 1 : 10;
    PerTool<Shared> shells = new PerTool<>();
    PerTool<Onlooker> guests = new PerTool<>();
    PerTool<Samples> found = new PerTool<>(table.tools(), Samples::new);
    PerTool<Samples> owner = new PerTool<>(table.tools(), Samples::new);
    try {
      for (Tool tool : table.tools()) {
        Shared shell = tool.open(table.at());
        shells.put(tool, shell);
        guests.put(tool, shell.guest("guest"));
      }
      for (int line = -warmUp; line < lines; line++) {
        for (Tool tool : table.tools()) {
          boolean counts = line >= 0;
          line(guests.of(tool), counts ? found.of(tool) : new Samples());
          Onlooker host = WindowOnlooker.at(shells.of(tool).window());
          line(host, counts ? owner.of(tool) : new Samples());
        }
      }
    } finally {
      for (Shared shell : shells.values()) {
        shell.close();
      }
    }
    table.heading("echo of %d keys, ms".formatted(lines * PER_LINE));
    table.row("guest p50", "%.2f", "echo_p50_ms", tool -> found.of(tool).median());
    table.row("guest p95", "%.2f", "echo_p95_ms", tool -> found.of(tool).p95());
    table.row("the host itself p50", "%.2f", "echo_host_p50_ms", tool -> owner.of(tool).median());
  }

  private static void line(Onlooker guest, Samples into) throws Exception {
    for (int i = 0; i < PER_LINE; i++) {
      into.add(guest.echo());
      TimeUnit.MILLISECONDS.sleep(BETWEEN_KEYS_MILLIS);
    }
    guest.clearLine();
  }
}
