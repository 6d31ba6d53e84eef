package weft.simulation;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;

/// A few of the runs of `./dev leaks`.
class LeakTest {
  private static final int GROUPS = 5;
  private static final int RUNS_PER_GROUP = 60;

  @RepeatedTest(GROUPS)
  @DisplayName("Q3 nothing from before the starting point leaves the machine")
  void someRuns(RepetitionInfo group) {
    long first = 1_000L * group.getCurrentRepetition();
    for (long seed = first; seed < first + RUNS_PER_GROUP; seed++) {
      LeakRun.of(seed);
    }
  }
}
