package weft.testkit;

import java.util.ArrayDeque;
import java.util.List;
import weft.protocol.Bytes;
import weft.protocol.GuestToHost;
import weft.protocol.HostToGuest.Taken;
import weft.protocol.Limits;

/// What a guest types, kept until the host has dealt with it (PROTOCOL.md section 7, "Input").
public final class GuestInput {
  private record Kept(long at, Bytes bytes, long typedMs) {
    long end() {
      return at + bytes.length();
    }
  }

  private final Bytes stream;
  private final ArrayDeque<Kept> kept = new ArrayDeque<>();
  private long end;
  private long settled;
  private long refused;
  private long givenUp;

  /// @param stream 16 random bytes
  public GuestInput(Bytes stream) {
    this.stream = stream;
  }

  public Bytes stream() {
    return stream;
  }

  /// The message that takes `bytes` to the host.
  public GuestToHost.Type typed(Bytes bytes, long nowMs) {
    Kept next = new Kept(end, bytes, nowMs);
    kept.add(next);
    end = next.end();
    return message(next);
  }

  /// The host has come so far.
  public void taken(Taken now) {
    settled = Math.max(settled, now.settled());
    refused = Math.max(refused, now.refused());
    while (!kept.isEmpty() && kept.getFirst().end() <= settled) {
      kept.removeFirst();
    }
  }

  /// What is to be sent again after ADMITTED: all of it or nothing (rule I5).
  public List<GuestToHost.Type> again(boolean mayType, long nowMs) {
    if (kept.isEmpty()) {
      return List.of();
    }
    long age = nowMs - kept.getFirst().typedMs();
    if (!mayType || age > 1000L * Limits.INPUT_STALE_S) {
      givenUp += end - Math.max(settled, kept.getFirst().at());
      kept.clear();
      return List.of();
    }
    return kept.stream().map(this::message).toList();
  }

  private GuestToHost.Type message(Kept next) {
    return new GuestToHost.Type(next.at(), refused, next.bytes());
  }

  /// Bytes typed in all.
  public long typed() {
    return end;
  }

  /// Bytes that wait for the host's word.
  public long unsettled() {
    return kept.isEmpty() ? 0 : end - Math.max(settled, kept.getFirst().at());
  }

  /// Bytes the host has refused.
  public long refused() {
    return refused;
  }

  /// Bytes that were not sent again.
  public long givenUp() {
    return givenUp;
  }
}
