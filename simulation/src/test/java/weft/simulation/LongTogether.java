package weft.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import weft.host.TogetherRun;

/// `./dev together [SEED] [RUNS]`: not among the tests that always run.
class LongTogether {
  @Test
  @DisplayName("everybody has the same draft, and what runs is what its sender saw")
  void manyRuns() {
    assertThat(ManyRuns.violations("together", TogetherRun::of)).isEmpty();
  }
}
