package weft.server.http;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;

/// So many times within so long, for each name; a bucket that fills up again.
public final class RateLimit {
  /// Names remembered; over it the one that was used longest ago is forgotten.
  private static final int NAMES = 50_000;

  private static final class Bucket {
    private double left;
    private Instant since;

    Bucket(double left, Instant since) {
      this.left = left;
      this.since = since;
    }
  }

  private final int times;
  private final Duration within;
  private final InstantSource clock;
  private final LinkedHashMap<String, Bucket> buckets = new LinkedHashMap<>(16, 0.75f, true);

  public RateLimit(int times, Duration within, InstantSource clock) {
    this.times = times;
    this.within = within;
    this.clock = clock;
  }

  /// Once more.
  ///
  /// @param name empty for somebody who is not counted
  /// @return whether that was not too often
  public synchronized boolean take(String name) {
    if (name.isEmpty()) {
      return true;
    }
    Instant now = clock.instant();
    Bucket bucket = buckets.computeIfAbsent(name, _ -> new Bucket(times, now));
    double seconds = Duration.between(bucket.since, now).toMillis() / 1e3;
    bucket.left = Math.min(times, bucket.left + seconds * times / within.toSeconds());
    bucket.since = now;
    if (buckets.size() > NAMES) {
      Map.Entry<String, Bucket> oldest = buckets.firstEntry();
      buckets.remove(oldest.getKey());
    }
    if (bucket.left < 1) {
      return false;
    }
    bucket.left--;
    return true;
  }

  /// The same, as a refusal.
  public void check(String name) {
    if (!take(name)) {
      throw Refusal.tooOften();
    }
  }
}
