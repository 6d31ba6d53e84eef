package weft.relay;

import java.time.Instant;
import java.time.InstantSource;

/// Time as it passes for this process, counted from its start. Whoever sets the machine's clock
/// neither ends a session that waits for its host nor stops anything from being asked for again.
final class Uptime implements InstantSource {
  private final long start = System.nanoTime();

  @Override
  public Instant instant() {
    return Instant.EPOCH.plusNanos(System.nanoTime() - start);
  }
}
