package weft.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class RosterNewsTest {
  private final List<Integer> pauses = new ArrayList<>();
  private int told;
  private int listeners = 1_000;
  private Runnable over = () -> {};
  private final RosterNews news =
      new RosterNews(
          () -> told++,
          () -> listeners,
          (millis, run) -> {
            pauses.add(millis);
            over = run;
          });

  @Test
  void a_few_hear_of_each_change_at_once() {
    listeners = RosterNews.FEW;
    for (int change = 1; change <= 100; change++) {
      news.changed();
      assertThat(told).isEqualTo(change);
    }
    assertThat(pauses).isEmpty();
  }

  @Test
  void many_hear_of_the_first_change_at_once_and_of_all_that_follow_after_a_pause() {
    for (int change = 0; change < 100; change++) {
      news.changed();
    }
    assertThat(told).isEqualTo(1);
    assertThat(pauses).containsExactly(1_000);
    over.run();
    assertThat(told).isEqualTo(2);
    assertThat(pauses).containsExactly(1_000, 1_000);
    over.run();
    assertThat(told).as("nothing has changed").isEqualTo(2);
    assertThat(pauses).hasSize(2);
    news.changed();
    assertThat(told).isEqualTo(3);
  }

  @Test
  void the_last_change_is_told_even_when_most_have_left_meanwhile() {
    news.changed();
    listeners = 3;
    news.changed();
    assertThat(told).isEqualTo(1);
    over.run();
    assertThat(told).isEqualTo(2);
  }
}
