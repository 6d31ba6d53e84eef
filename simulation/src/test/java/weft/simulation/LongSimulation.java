package weft.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.logging.LogManager;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// `./dev simulate [SEED] [RUNS]`: not among the tests that always run.
class LongSimulation {
  private static final int REPORT_EVERY = 1000;

  @Test
  @DisplayName("whatever breaks, everybody ends with every line, every key and the right screen")
  void manyRuns() {
    LogManager.getLogManager().reset(); // what hosts complain of is not news here
    String given = System.getProperty("weft.simulation.seed", "");
    long seed = given.isEmpty() ? System.nanoTime() : Long.parseLong(given);
    int runs = Integer.getInteger("weft.simulation.runs", REPORT_EVERY);
    List<String> violations = new ArrayList<>();
    for (int i = 0; i < runs; i++) {
      try {
        Run.of(seed + i);
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
