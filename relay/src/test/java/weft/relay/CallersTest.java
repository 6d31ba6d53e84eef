package weft.relay;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import weft.protocol.Limits;
import weft.relay.Callers.Answer;
import weft.relay.Callers.Caller;

final class CallersTest {
  private final AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
  private final Callers callers = new Callers(true, now::get);

  private Caller at(String address) throws UnknownHostException {
    return Objects.requireNonNull(callers.at(InetAddress.getByName(address)));
  }

  @Test
  void b24_who_connects_too_fast_waits_and_nobody_else_does() throws UnknownHostException {
    Caller greedy = at("192.0.2.1");
    for (int i = 0; i < Limits.ADDRESS_BURST; i++) {
      assertThat(callers.came(greedy)).isEqualTo(Answer.WELCOME);
      callers.left(greedy);
    }
    assertThat(callers.came(greedy)).isEqualTo(Answer.TOO_FAST);
    assertThat(callers.came(at("192.0.2.2"))).isEqualTo(Answer.WELCOME);
    now.set(now.get().plusSeconds(1));
    for (int i = 0; i < Limits.ADDRESS_CONNECTIONS_PER_SECOND; i++) {
      assertThat(callers.came(greedy)).isEqualTo(Answer.WELCOME);
    }
    assertThat(callers.came(greedy)).isEqualTo(Answer.TOO_FAST);
  }

  @Test
  void b24_the_log_hears_of_an_address_once_in_a_while() throws UnknownHostException {
    Caller greedy = at("192.0.2.1");
    callers.came(greedy);
    callers.came(at("192.0.2.2"));
    assertThat(callers.isNews(greedy)).isTrue();
    assertThat(callers.isNews(greedy)).isFalse();
    assertThat(callers.isNews(at("192.0.2.2"))).isTrue();
    now.set(now.get().plusSeconds(10));
    assertThat(callers.isNews(greedy)).isTrue();
  }

  @Test
  void b23_who_holds_too_many_connections_gets_no_more_until_one_is_closed()
      throws UnknownHostException {
    Caller greedy = at("192.0.2.1");
    for (int i = 0; i < Limits.ADDRESS_CONNECTIONS; i++) {
      now.set(now.get().plusSeconds(1));
      assertThat(callers.came(greedy)).isEqualTo(Answer.WELCOME);
    }
    now.set(now.get().plusSeconds(100));
    assertThat(callers.came(greedy)).isEqualTo(Answer.TOO_MANY);
    assertThat(callers.came(at("192.0.2.2"))).isEqualTo(Answer.WELCOME);
    callers.left(greedy);
    assertThat(callers.came(greedy)).isEqualTo(Answer.WELCOME);
  }

  @Test
  void b23_a_provider_s_customer_is_one_however_many_ipv6_addresses_he_has()
      throws UnknownHostException {
    assertThat(at("2001:db8:1:2::1")).isEqualTo(at("2001:db8:1:2:3:4:5:6"));
    assertThat(at("2001:db8:1:2::1")).isNotEqualTo(at("2001:db8:1:3::1"));
  }

  @Test
  void b23_loopback_and_what_is_behind_a_proxy_is_not_counted() throws UnknownHostException {
    assertThat(callers.at(InetAddress.ofLiteral("127.0.0.1"))).isNull();
    assertThat(callers.at(InetAddress.ofLiteral("::1"))).isNull();
    Callers behindProxy = new Callers(false, now::get);
    assertThat(behindProxy.at(InetAddress.ofLiteral("192.0.2.1"))).isNull();
    assertThat(behindProxy.came(null)).isEqualTo(Answer.WELCOME);
    behindProxy.left(null);
    assertThat(behindProxy.size()).isZero();
  }

  @Test
  void b24_who_is_gone_is_forgotten() throws UnknownHostException {
    Caller passing = at("192.0.2.1");
    callers.came(passing);
    callers.left(passing);
    callers.sweep();
    assertThat(callers.size()).isOne();
    now.set(now.get().plusSeconds(1));
    callers.sweep();
    assertThat(callers.size()).isZero();
  }
}
