package weft.host;

import org.jspecify.annotations.Nullable;
import weft.protocol.HostToRelay;

/// A link that is there before its relay is: until then it takes nothing, as one that is down.
final class LateLink implements RelayLink {
  private volatile @Nullable RelayLink link;

  void is(RelayLink real) {
    link = real;
  }

  @Override
  public void send(HostToRelay frame) {
    RelayLink real = link;
    if (real != null) {
      real.send(frame);
    }
  }

  @Override
  public boolean writable() {
    RelayLink real = link;
    return real != null && real.writable();
  }

  @Override
  public void close() {
    RelayLink real = link;
    if (real != null) {
      real.close();
    }
  }
}
