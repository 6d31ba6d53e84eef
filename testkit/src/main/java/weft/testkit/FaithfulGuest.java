package weft.testkit;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import weft.protocol.GuestToHost;
import weft.protocol.Reason;

/// A [TestGuest] that stays, as a page does (`web/src/session`): it notices when the way to the
/// host is dead and comes back, with growing pauses, for as long as the session lives.
public final class FaithfulGuest implements AutoCloseable {
  private static final Duration TICK = Duration.ofMillis(25);
  private static final Duration PING_EVERY = Duration.ofSeconds(4);
  private static final Duration PONG_WITHIN = Duration.ofSeconds(12);
  private static final Duration ANSWER_WITHIN = Duration.ofSeconds(15);
  private static final Duration CALM_AFTER = Duration.ofSeconds(10);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(250);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(15);

  private final TestGuest guest;
  private final Thread living;
  private volatile boolean closed;
  private int failures;

  /// Since when an answer is due on the connection there is.
  private long waitingSince;

  private long pingedAt;
  private long token;
  private boolean pongDue;

  public FaithfulGuest(TestGuest guest) {
    this.guest = guest;
    living = Thread.ofPlatform().daemon().name("faithful-guest").start(this::live);
  }

  public TestGuest guest() {
    return guest;
  }

  private void live() {
    boolean goOn = true;
    while (goOn && !closed) {
      try {
        guest.connect();
        goOn = follow();
      } catch (Exception unreachable) { // Netty also throws what it does not declare
        failures++;
      }
      if (goOn && !closed) {
        pause();
      }
    }
  }

  /// Until the connection is lost; whether to come back.
  private boolean follow() {
    long connected = System.nanoTime();
    waitingSince = connected;
    pongDue = false;
    pingedAt = connected - PING_EVERY.toNanos();
    while (!closed) {
      LockSupport.parkNanos(TICK.toNanos());
      Reason over = guest.over();
      if (over != null) {
        drop();
        return comesBack(over);
      }
      long now = System.nanoTime();
      if (isGone() || !answers(now)) {
        drop();
        return guest.finished() == null;
      }
      if (guest.isWelcomed() && now - connected > CALM_AFTER.toNanos()) {
        failures = 0;
      }
    }
    return false;
  }

  private void drop() {
    failures++;
    FrameSocket socket = guest.socket();
    if (socket != null) {
      socket.abort();
    }
  }

  private boolean isGone() {
    FrameSocket socket = guest.socket();
    return socket != null && socket.closed().isDone();
  }

  /// Whether the other side still does what it has to in time.
  private boolean answers(long now) {
    if (!guest.isWelcomed()) {
      pongDue = false;
      if (guest.isHostAway()) {
        waitingSince = now; // it may be so for hours
      }
      return now - waitingSince < ANSWER_WITHIN.toNanos();
    }
    waitingSince = now;
    pongDue &= guest.pong() != token;
    if (pongDue) {
      return now - pingedAt < PONG_WITHIN.toNanos();
    }
    if (now - pingedAt >= PING_EVERY.toNanos()) {
      ping(now);
    }
    return true;
  }

  private void ping(long now) {
    try {
      guest.say(new GuestToHost.Ping(++token));
      pingedAt = now;
      pongDue = true;
    } catch (IllegalStateException awayMeanwhile) {
      pongDue = false;
    }
  }

  /// What a page does about a reason: `verdict` of `web/src/session/state.ts`, for one that was in.
  static boolean comesBack(@Nullable Reason reason) {
    return switch (reason) {
      case null -> true;
      case TOO_SLOW, BAD_FRAME, FLOODING, RELAY_STOPPING, NO_SESSION, ACCESS_CHANGED -> true;
      default -> false;
    };
  }

  private void pause() {
    int doublings = Math.min(Math.max(failures - 1, 0), 10);
    long full = Math.min(FIRST_PAUSE.toNanos() << doublings, LONGEST_PAUSE.toNanos());
    LockSupport.parkNanos((long) (full * ThreadLocalRandom.current().nextDouble(0.5, 1)));
  }

  @Override
  public void close() {
    closed = true;
    LockSupport.unpark(living);
    FrameSocket socket = guest.socket();
    if (socket != null) {
      socket.abort();
    }
  }
}
