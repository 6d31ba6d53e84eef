package weft.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;
import java.util.logging.LogManager;

/// Runs by seeds one after another, as `./dev` is told: `weft.NAME.seed`, `weft.NAME.runs`.
final class ManyRuns {
  private static final int REPORT_EVERY = 1000;

  private ManyRuns() {}

  /// @return what went wrong, with its seed
  static List<String> violations(String name, LongConsumer run) {
    LogManager.getLogManager().reset(); // what hosts complain of is not news here
    String given = System.getProperty("weft." + name + ".seed", "");
    long seed = given.isEmpty() ? System.nanoTime() : Long.parseLong(given);
    int runs = Integer.getInteger("weft." + name + ".runs", REPORT_EVERY);
    List<String> violations = new ArrayList<>();
    for (int i = 0; i < runs; i++) {
      try {
        run.accept(seed + i);
      } catch (IllegalStateException violation) {
        violations.add(String.valueOf(violation.getMessage()));
      }
      if ((i + 1) % REPORT_EVERY == 0) {
        System.out.println(
            (i + 1) + " runs from seed " + seed + ", " + violations.size() + " violations");
      }
    }
    return violations;
  }
}
