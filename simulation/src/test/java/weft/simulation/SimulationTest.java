package weft.simulation;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

/// A few of the runs of `./dev simulate`, and every seed that ever failed, by what it found.
class SimulationTest {
  private static final int GROUPS = 10;
  private static final int RUNS_PER_GROUP = 30;

  @RepeatedTest(GROUPS)
  @DisplayName("whatever breaks, everybody ends with every line, every key and the right screen")
  void someRuns(RepetitionInfo group) {
    long first = 1_000L * group.getCurrentRepetition();
    for (long seed = first; seed < first + RUNS_PER_GROUP; seed++) {
      Run.of(seed);
    }
  }

  @Test
  @DisplayName("R1 R7 a host that comes back before the relay missed it finds its guests again")
  void hostBackBeforeItWasMissed() {
    Run.of(3);
    Run.of(23);
  }

  @Test
  @DisplayName("H4 who is in the session comes back after somebody's removal replaced the link")
  void backByTheOldLink() {
    Run.of(6);
    Run.of(29);
  }

  @Test
  @DisplayName("B10 who has as many devices as anybody may have keeps all of them")
  void manyDevices() {
    Run.of(12_067_095_317_008L);
    Run.of(12_067_095_351_753L);
  }
}
