package weft.simulation;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import weft.host.TogetherRun;

class TogetherTest {
  @Test
  @DisplayName("D1 D2 D3 M1 people write and run one draft while roles change and lines break")
  void together() {
    for (int seed = 0; seed < 2_000; seed++) {
      TogetherRun.of(seed);
    }
  }
}
