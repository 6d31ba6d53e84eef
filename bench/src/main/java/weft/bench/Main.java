package weft.bench;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// `./dev bench NAME [--quick]`: a table for people, then one line of JSON for programs.
public final class Main {
  private Main() {}

  /// One measurement.
  interface Bench {
    /// @param quick under a minute in all, at the price of noise
    Report run(boolean quick) throws Exception;
  }

  private static final List<Bench> ALL =
      List.of(
          new FloodBench(),
          new StartBench(),
          new EchoBench(),
          new TerminalBench(),
          new HistoryBench());

  public static void main(String[] arguments) throws Exception {
    Locale.setDefault(Locale.ROOT);
    List<String> given = Arrays.asList(arguments);
    boolean quick = given.contains("--quick");
    List<String> names = given.stream().filter(word -> !word.startsWith("--")).toList();
    for (Bench bench : ALL) {
      if (names.equals(List.of(name(bench)))) {
        bench.run(quick).print();
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
