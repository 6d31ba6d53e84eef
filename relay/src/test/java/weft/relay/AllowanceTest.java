package weft.relay;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import weft.protocol.Limits;

final class AllowanceTest {
  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

  private final Allowance allowance = new Allowance(0);

  @Test
  void b11_a_burst_of_one_second_passes_and_the_next_frame_pauses() {
    for (int i = 0; i < Limits.GUEST_FRAMES_PER_SECOND; i++) {
      assertThat(allowance.take(1, 10, 0)).isZero();
    }
    assertThat(allowance.take(1, 10, 0)).isEqualTo(SECOND / Limits.GUEST_FRAMES_PER_SECOND);
  }

  @Test
  void b11_bytes_over_the_limit_are_paid_for_by_a_pause() {
    assertThat(allowance.take(1, Limits.GUEST_BYTES_PER_SECOND, 0)).isZero();
    assertThat(allowance.take(1, Limits.GUEST_BYTES_PER_SECOND / 2, 0)).isEqualTo(SECOND / 2);
    assertThat(allowance.take(0, 0, SECOND / 2)).isZero();
  }

  @Test
  void b11_what_was_not_used_does_not_add_up_beyond_one_second() {
    assertThat(allowance.take(0, 0, 100 * SECOND)).isZero();
    assertThat(allowance.take(Limits.GUEST_FRAMES_PER_SECOND + 1, 0, 100 * SECOND)).isPositive();
  }

  @Test
  void b11_asking_for_keyframes_all_the_time_pauses_soon() {
    for (int i = 0; i < 4; i++) {
      assertThat(allowance.take(Allowance.KEYFRAME_COST, 0, 0)).isZero();
    }
    assertThat(allowance.take(Allowance.KEYFRAME_COST, 0, 0)).isEqualTo(SECOND / 4);
  }
}
