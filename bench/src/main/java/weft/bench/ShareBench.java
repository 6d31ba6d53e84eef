package weft.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Everything that a person feels of sharing, side by side with what people use today, in turns
/// within one run: how soon a key shows, what a flood does to host and guests, lines that are slow,
/// stuck, cut or late, and what it costs.
final class ShareBench implements Main.Bench {
  /// One kind of measurement, for all tools.
  interface Part {
    void run(ShareTable table) throws Exception;
  }

  private static final String NO_TMATE =
      "tmate: Debian has its client but no server, and a comparison over the Internet would measure"
          + " the Internet; left out";

  private final Map<String, Part> parts = new LinkedHashMap<>();

  ShareBench() {
    parts.put("echo", new EchoPart());
    parts.put("flood", new FloodPart());
    parts.put("slow", new SlowPart());
    parts.put("reset", new ResetPart());
    parts.put("freeze", new FreezePart());
    parts.put("memory", new MemoryPart());
  }

  @Override
  public Report run(boolean quick) throws Exception {
    return run(quick, List.of());
  }

  @Override
  public Report run(boolean quick, List<String> wanted) throws Exception {
    Report report = new Report("share", quick);
    report.line(NO_TMATE);
    List<Tool> tools = new ArrayList<>();
    for (Tool tool :
        List.of(
            new BareTool(),
            new TmuxTool(),
            new TtyShareTool(),
            new WeftTool(false),
            new WeftTool(true))) {
      if (tool.missing().isEmpty()) {
        tools.add(tool);
      } else {
        report.line(tool.name() + " is not here: " + tool.missing());
      }
    }
    report.line("weft: relay inside the host, plain HTTP on loopback; weft+relay: apart, with TLS");
    try (Workplace at = new Workplace()) {
      ShareTable table = new ShareTable(at, tools, quick, report);
      for (Map.Entry<String, Part> part : parts.entrySet()) {
        if (wanted.isEmpty() || wanted.contains(part.getKey())) {
          System.err.println("share: " + part.getKey());
          part.getValue().run(table);
        }
      }
    }
    return report;
  }
}
