package weft.host;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import weft.protocol.HostToRelay;

/// A link that is there before its relay is. What is said to it until then waits, since the first
/// guests may come before the one who connects has the real link in hand.
final class LateLink implements RelayLink {
  private final List<HostToRelay> early = new ArrayList<>();
  private @Nullable RelayLink link;
  private boolean closed;

  /// Puts the real link in its place, or closes it at once if this one was closed already.
  synchronized void is(RelayLink real) {
    if (closed) {
      real.close();
      return;
    }
    early.forEach(real::send);
    early.clear();
    link = real;
  }

  @Override
  public synchronized void send(HostToRelay frame) {
    if (link != null) {
      link.send(frame);
    } else if (!closed) {
      early.add(frame); // few: the relay has been up for milliseconds, and nothing of the stream
    }
  }

  @Override
  public synchronized boolean writable() {
    return link != null && link.writable();
  }

  @Override
  public void close() {
    RelayLink real;
    synchronized (this) {
      closed = true;
      real = link;
    }
    if (real != null) {
      real.close();
    }
  }
}
