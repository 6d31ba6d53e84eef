package weft.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class SurroundingsTest {
  private final Surroundings here = new Surroundings(0, Set.of("10.0.0.2"));

  @Test
  @DisplayName("a look that comes much too late means that the machine has slept, once")
  void slept() {
    assertThat(here.look(1_000, Set.of("10.0.0.2"))).isEqualTo(Surroundings.Change.NOTHING);
    assertThat(here.look(8 * 3_600_000, Set.of("10.0.0.2"))).isEqualTo(Surroundings.Change.SLEPT);
    assertThat(here.look(8 * 3_600_000 + 1_000, Set.of("10.0.0.2")))
        .isEqualTo(Surroundings.Change.NOTHING);
  }

  @Test
  @DisplayName("other addresses mean another network, and a clock set back means nothing")
  void moved() {
    assertThat(here.look(1_000, Set.of())).isEqualTo(Surroundings.Change.MOVED);
    assertThat(here.look(2_000, Set.of("10.9.0.7"))).isEqualTo(Surroundings.Change.MOVED);
    assertThat(here.look(-900_000, Set.of("10.9.0.7"))).isEqualTo(Surroundings.Change.NOTHING);
  }
}
