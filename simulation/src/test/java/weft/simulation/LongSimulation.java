package weft.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// `./dev simulate [SEED] [RUNS]`: not among the tests that always run.
class LongSimulation {
  @Test
  @DisplayName("whatever breaks, everybody ends with every line, every key and the right screen")
  void manyRuns() {
    assertThat(ManyRuns.violations("simulation", Run::of)).isEmpty();
  }
}
