package weft.simulation;

import java.util.function.Consumer;
import weft.protocol.Bytes;

/// One direction of a connection: frames arrive in order, late by chance and by their size, until
/// it breaks.
public final class Pipe {
  private final Timeline time;
  private final int latency;
  private final int jitter;
  private final int bytesPerMs;
  private final Consumer<Bytes> out;
  private long free;
  private long last;
  private long pending;
  private boolean broken;
  private Runnable onDrained = () -> {};

  /// @param latency milliseconds at least, up to `jitter` more
  Pipe(Timeline time, int latency, int jitter, int bytesPerMs, Consumer<Bytes> out) {
    this.time = time;
    this.latency = latency;
    this.jitter = jitter;
    this.bytesPerMs = bytesPerMs;
    this.out = out;
  }

  /// Called each time a frame has left.
  public void onDrained(Runnable callback) {
    onDrained = callback;
  }

  public void push(Bytes frame) {
    if (broken) {
      return;
    }
    pending += frame.length();
    free = Math.max(free, time.now()) + frame.length() / bytesPerMs;
    long left = free - time.now();
    time.after(left, () -> left(frame));
    last = Math.max(last, free + latency + time.below(jitter + 1));
    time.after(last - time.now(), () -> arrived(frame));
  }

  private void left(Bytes frame) {
    pending -= frame.length();
    if (!broken) {
      onDrained.run();
    }
  }

  private void arrived(Bytes frame) {
    if (!broken) {
      out.accept(frame);
    }
  }

  /// Bytes that have not left yet.
  public long pending() {
    return pending;
  }

  /// From now on everything is lost, what is on its way too.
  public void breakOff() {
    broken = true;
  }

  public boolean isBroken() {
    return broken;
  }
}
