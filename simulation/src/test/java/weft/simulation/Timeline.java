package weft.simulation;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.function.Supplier;
import weft.protocol.Decoded;
import weft.protocol.HostToRelay;

/// Virtual time: everything that happens in a run, in order, on one thread, by one seed.
public final class Timeline implements InstantSource {
  /// Characters of a frame that are told.
  private static final int BRIEF = 120;

  private record Event(long at, long order, Runnable what) {}

  private final PriorityQueue<Event> events =
      new PriorityQueue<>(Comparator.comparingLong(Event::at).thenComparingLong(Event::order));
  private final Random random;
  private final boolean telling = Boolean.getBoolean("weft.simulation.tell");
  private long now;
  private long order;

  public Timeline(long seed) {
    random = new Random(seed);
  }

  public long now() {
    return now;
  }

  @Override
  public Instant instant() {
    return Instant.ofEpochMilli(now);
  }

  public void after(long milliseconds, Runnable what) {
    events.add(new Event(now + milliseconds, order++, what));
  }

  /// Works through everything that is due until `end`.
  void runUntil(long end) {
    for (Event next = events.peek(); next != null && next.at() <= end; next = events.peek()) {
      events.remove();
      now = next.at();
      next.what().run();
    }
    now = end;
  }

  /// From 0 up to `below`.
  public int below(int below) {
    return random.nextInt(below);
  }

  public boolean chance(double probability) {
    return random.nextDouble() < probability;
  }

  /// Says what happens, to whoever looks into one seed (`-Dweft.simulation.tell=true`).
  void tell(Supplier<String> what) {
    if (telling) {
      System.out.println(now + " " + what.get());
    }
  }

  static String brief(Object frame) {
    Object what = frame instanceof Decoded.Ok<?> ok ? ok.value() : frame;
    String text =
        what instanceof HostToRelay.Stream stream ? stream.header().toString() : what.toString();
    return text.substring(0, Math.min(text.length(), BRIEF));
  }

  /// 16 bytes of this run's own.
  byte[] sixteen() {
    byte[] bytes = new byte[16];
    random.nextBytes(bytes);
    return bytes;
  }
}
