package weft.bench;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// `./dev bench NAME [PART…] [--quick]`: a table for people, then one line of JSON for programs.
public final class Main {
  private Main() {}

  /// One measurement.
  interface Bench {
    /// @param quick under a minute in all, at the price of noise
    Report run(boolean quick) throws Exception;

    /// The same for some of its parts, where it has any: whoever works on one runs only that.
    default Report run(boolean quick, List<String> parts) throws Exception {
      if (!parts.isEmpty()) {
        throw new IllegalArgumentException(name(this) + " has no parts");
      }
      return run(quick);
    }
  }

  private static final List<Bench> ALL =
      List.of(
          new FloodBench(),
          new StartBench(),
          new ShareBench(),
          new CrowdBench(),
          new AccountsBench(),
          new PageBench(),
          new BlocksBench(),
          new DraftBench(),
          new TerminalBench(),
          new HistoryBench());

  public static void main(String[] arguments) throws Exception {
    Locale.setDefault(Locale.ROOT);
    List<String> given = Arrays.asList(arguments);
    boolean quick = given.contains("--quick");
    List<String> names = given.stream().filter(word -> !word.startsWith("--")).toList();
    for (Bench bench : ALL) {
      if (!names.isEmpty() && names.getFirst().equals(name(bench))) {
        bench.run(quick, names.subList(1, names.size())).print();
        System.exit(0); // guests' clients may keep threads
      }
    }
    System.out.println("bench: say which: " + ALL.stream().map(Main::name).toList());
    System.exit(2);
  }

  static String name(Bench bench) {
    return bench.getClass().getSimpleName().replace("Bench", "").toLowerCase(Locale.ROOT);
  }
}
