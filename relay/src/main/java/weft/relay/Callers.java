package weft.relay;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import weft.protocol.Bytes;
import weft.protocol.Limits;

/// How much of a relay each address takes, so that one of them cannot have all of it (limits B23 to
/// B25). A lecture hall behind one address fits.
///
/// An address that stands for many people is nobody's: loopback, where the owner's own pages and a
/// reverse proxy on this machine come from, and every address when the relay is reached under
/// another one than its own, for then it is the proxy's.
final class Callers {
  /// Bytes of an IPv6 address that one customer of a provider has for himself.
  private static final int IPV6_PREFIX = 8;

  /// Between two lines of the log about one address: refusing is to cost less than being refused.
  private static final Duration QUIET = Duration.ofSeconds(10);

  /// An address: all of IPv4, the network's part of IPv6.
  record Caller(Bytes network) {}

  /// What became of a connection.
  enum Answer {
    WELCOME("place"),
    TOO_MANY("too many connections"),
    TOO_FAST("opened too many connections in a short time");

    private final String what;

    Answer(String what) {
      this.what = what;
    }

    String what() {
      return what;
    }
  }

  private static final class Account {
    private int connections;
    private double budget = Limits.ADDRESS_BURST;
    private Instant since;
    private Instant quietUntil = Instant.MIN;

    Account(Instant now) {
      since = now;
    }

    void refill(Instant now) {
      double seconds = Duration.between(since, now).toNanos() / 1e9;
      budget =
          Math.min(Limits.ADDRESS_BURST, budget + seconds * Limits.ADDRESS_CONNECTIONS_PER_SECOND);
      since = now;
    }

    boolean isIdle() {
      return connections == 0 && budget >= Limits.ADDRESS_BURST;
    }
  }

  private final boolean counting;
  private final InstantSource clock;
  private final Map<Caller, Account> accounts = new HashMap<>();

  /// @param counting false when all come through a proxy
  Callers(boolean counting, InstantSource clock) {
    this.counting = counting;
    this.clock = clock;
  }

  /// Who is counted under this address; null for nobody.
  @Nullable Caller at(InetAddress address) {
    if (!counting || address.isLoopbackAddress()) {
      return null;
    }
    byte[] bytes = address.getAddress();
    return new Caller(
        Bytes.owned(address instanceof Inet6Address ? Arrays.copyOf(bytes, IPV6_PREFIX) : bytes));
  }

  /// A connection came; unless it is welcome, it does not count and [#left] must not be called.
  synchronized Answer came(@Nullable Caller caller) {
    if (caller == null) {
      return Answer.WELCOME;
    }
    Instant now = clock.instant();
    Account account = accounts.computeIfAbsent(caller, _ -> new Account(now));
    account.refill(now);
    if (account.connections >= Limits.ADDRESS_CONNECTIONS) {
      return Answer.TOO_MANY;
    }
    if (account.budget < 1) {
      return Answer.TOO_FAST;
    }
    account.budget--;
    account.connections++;
    return Answer.WELCOME;
  }

  /// Whether the log has not heard of this address for a while; from here on it has.
  synchronized boolean isNews(@Nullable Caller caller) {
    Account account = caller == null ? null : accounts.get(caller);
    Instant now = clock.instant();
    if (account == null || now.isBefore(account.quietUntil)) {
      return false;
    }
    account.quietUntil = now.plus(QUIET);
    return true;
  }

  synchronized void left(@Nullable Caller caller) {
    Account account = caller == null ? null : accounts.get(caller);
    if (account != null) {
      account.connections--;
    }
  }

  /// Forgets who is gone; to be called now and then.
  synchronized void sweep() {
    Instant now = clock.instant();
    accounts.values().forEach(account -> account.refill(now));
    accounts.values().removeIf(Account::isIdle);
  }

  /// Addresses that are remembered.
  synchronized int size() {
    return accounts.size();
  }
}
