package weft.server.api;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import weft.server.store.Usage;

/// Counts what is forwarded for each person, in memory, and writes it down now and then: a relay
/// that is killed forgets a few seconds of it.
final class Meters {
  private record Day(String person, long day) {}

  private static final class Count {
    private final AtomicLong bytes;
    private final AtomicLong unwritten = new AtomicLong();
    private final AtomicLong sessions = new AtomicLong();

    Count(long before) {
      bytes = new AtomicLong(before);
    }
  }

  private final Usage usage;
  private final long most;
  private final Map<Day, Count> counts = new ConcurrentHashMap<>();

  /// @param most bytes of one person in a day, 0 for any number
  Meters(Usage usage, long most) {
    this.usage = usage;
    this.most = most;
  }

  /// Must have been called on a thread that may wait before [#forward] is on one that may not.
  void know(String person) {
    count(person);
  }

  private Count count(String person) {
    long day = usage.today();
    return counts.computeIfAbsent(new Day(person, day), _ -> new Count(usage.bytes(person, day)));
  }

  /// Bytes that a person may still have forwarded today; at least 1, and 0 for any number.
  long left(String person) {
    return most == 0 ? 0 : Math.max(1, most - count(person).bytes.get());
  }

  void shared(String person) {
    count(person).sessions.incrementAndGet();
  }

  /// @return false when that is more than a day allows
  boolean forward(String person, long bytes) {
    // The first frame after midnight: what was used today is nothing yet.
    Count count = counts.computeIfAbsent(new Day(person, usage.today()), _ -> new Count(0));
    count.unwritten.addAndGet(bytes);
    return count.bytes.addAndGet(bytes) <= most || most == 0;
  }

  /// Writes down what has come since; to be called now and then.
  void flush() {
    long today = usage.today();
    counts.forEach(
        (day, count) -> {
          long bytes = count.unwritten.getAndSet(0);
          long sessions = count.sessions.getAndSet(0);
          if (bytes > 0 || sessions > 0) {
            usage.add(day.person(), day.day(), bytes, sessions);
          }
          if (day.day() < today) {
            counts.remove(day);
          }
        });
  }
}
