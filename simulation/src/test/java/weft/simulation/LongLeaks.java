package weft.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.logging.LogManager;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// `./dev leaks [SEED] [RUNS]`: not among the tests that always run.
class LongLeaks {
  private static final int REPORT_EVERY = 1000;

  @Test
  @DisplayName("nothing from before the starting point leaves the machine")
  void manyRuns() {
    LogManager.getLogManager().reset(); // what hosts complain of is not news here
    String given = System.getProperty("weft.leaks.seed", "");
    long seed = given.isEmpty() ? System.nanoTime() : Long.parseLong(given);
    int runs = Integer.getInteger("weft.leaks.runs", REPORT_EVERY);
    List<String> violations = new ArrayList<>();
    for (int i = 0; i < runs; i++) {
      try {
        LeakRun.of(seed + i);
      } catch (IllegalStateException violation) {
        violations.add(String.valueOf(violation.getMessage()));
      }
      if ((i + 1) % REPORT_EVERY == 0) {
        System.out.println(
            (i + 1) + " runs from seed " + seed + ", " + violations.size() + " violations");
      }
    }
    assertThat(violations).isEmpty();
  }
}
