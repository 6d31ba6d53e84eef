package weft.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// `./dev leaks [SEED] [RUNS]`: not among the tests that always run.
class LongLeaks {
  @Test
  @DisplayName("nothing from before the starting point leaves the machine")
  void manyRuns() {
    assertThat(ManyRuns.violations("leaks", LeakRun::of)).isEmpty();
  }
}
