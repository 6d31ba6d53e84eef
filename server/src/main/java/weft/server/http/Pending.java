package weft.server.http;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Optional;
import weft.server.store.Secrets;

/// What a browser has begun and comes back to, once and soon: known by a cookie, so that nobody
/// else can go on with it. Forgotten when the relay is started again.
public final class Pending<T> {
  /// Kept at once; over it the oldest is forgotten.
  private static final int MOST = 10_000;

  private record Begun<T>(T what, Instant at) {}

  private final String cookie;
  private final Duration patience;
  private final Cookies cookies;
  private final InstantSource clock;
  private final LinkedHashMap<String, Begun<T>> begun = new LinkedHashMap<>();

  /// @param cookie its name
  public Pending(String cookie, Duration patience, Cookies cookies, InstantSource clock) {
    this.cookie = cookie;
    this.patience = patience;
    this.cookies = cookies;
    this.clock = clock;
  }

  /// Keeps it.
  ///
  /// @return for `set-cookie`
  public String begin(T what) {
    String key = Secrets.token();
    synchronized (begun) {
      begun.put(key, new Begun<>(what, clock.instant()));
      if (begun.size() > MOST) {
        begun.pollFirstEntry();
      }
    }
    return cookies.passing(cookie, key, patience);
  }

  /// What this browser has begun; it counts once.
  public Optional<T> take(Call call) {
    Instant oldest = clock.instant().minus(patience);
    synchronized (begun) {
      return call.cookie(cookie)
          .flatMap(key -> Optional.ofNullable(begun.remove(key)))
          .filter(one -> one.at().isAfter(oldest))
          .map(Begun::what);
    }
  }

  /// For `set-cookie`: nothing is under way any more.
  public String clear() {
    return cookies.passing(cookie, "", Duration.ZERO);
  }
}
