package weft.relay;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class UptimeTest {
  @Test
  void the_relays_time_is_no_date_and_only_goes_forward() {
    Uptime time = new Uptime();
    Instant first = time.instant();
    assertThat(first).isBetween(Instant.EPOCH, Instant.EPOCH.plus(Duration.ofDays(1)));
    assertThat(time.instant()).isAfterOrEqualTo(first);
  }
}
