package weft.host;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import weft.crypto.SessionIdentity;
import weft.protocol.RelayToHost;

/// The way to one relay, connected behind the prompt; what comes over it goes to the inbox.
final class Hop implements RelayLink.Listener, AutoCloseable {
  private static final System.Logger LOG = System.getLogger("weft.host");

  private final Relay relay;
  private final SessionIdentity identity;
  private final Inbox inbox;
  private final Outlet outlet;
  private @Nullable RelayLink link;
  private boolean closed;

  Hop(Relay relay, SessionIdentity identity, Inbox inbox) {
    this.relay = relay;
    this.identity = identity;
    this.inbox = inbox;
    outlet = new Outlet(relay.address());
  }

  Outlet outlet() {
    return outlet;
  }

  void connect() {
    try {
      is(relay.connect(identity, this));
    } catch (IOException | RuntimeException failed) {
      LOG.log(System.Logger.Level.ERROR, "the relay did not start", failed);
      down(String.valueOf(failed.getMessage()));
    }
  }

  private synchronized void is(RelayLink connecting) {
    link = connecting;
    if (closed) {
      connecting.close();
    }
  }

  @Override
  public synchronized void close() {
    closed = true;
    if (link != null) {
      link.close();
    }
  }

  @Override
  public void received(RelayToHost frame) {
    inbox.put(new SessionEvent.FromRelay(outlet, frame));
  }

  @Override
  public void writable() {
    inbox.signal();
  }

  @Override
  public void up(RelayLine line) {
    inbox.put(new SessionEvent.RelayUp(outlet, line));
  }

  @Override
  public void down(String why) {
    inbox.put(new SessionEvent.RelayDown(outlet, why));
  }

  @Override
  public void over(String why) {
    inbox.put(new SessionEvent.RelayOver(outlet, why));
  }
}
