package weft.cli;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import weft.crypto.SessionIdentity;
import weft.host.Relay;
import weft.host.RelayLine;
import weft.host.RelayLink;
import weft.protocol.HostToRelay;
import weft.relay.BoundPort;
import weft.relay.HostLink;
import weft.relay.RelayOptions;
import weft.relay.RelayServer;

/// The relay inside this process. Its port is taken before the shell starts, so that the link can
/// be printed; everything slow about it comes up behind the prompt.
final class EmbeddedRelay implements Relay {
  private final RelayOptions options;
  private final BoundPort port;

  private EmbeddedRelay(RelayOptions options, BoundPort port) {
    this.options = options;
    this.port = port;
  }

  static EmbeddedRelay bind(RelayOptions options) throws IOException {
    return new EmbeddedRelay(options, BoundPort.take(options));
  }

  @Override
  public String address() {
    return port.address();
  }

  @Override
  public RelayLink connect(SessionIdentity identity, RelayLink.Listener listener)
      throws IOException {
    RelayServer server = RelayServer.start(options, port.channel());
    Line line = new Line();
    listener.up(line); // before anybody can arrive: it starts the list of connections anew
    HostLink link = line.attach(server, identity, listener);
    return () -> {
      link.close();
      server.close();
    };
  }

  /// Known before its relay gives the session a room, since guests may arrive at once; whoever
  /// sends meanwhile waits those microseconds.
  private static final class Line implements RelayLine {
    private @Nullable HostLink link;

    synchronized HostLink attach(
        RelayServer server, SessionIdentity identity, RelayLink.Listener listener) {
      HostLink attached =
          server.attach(
              identity.sessionId(),
              identity.signingKey(),
              identity.agreementKey(),
              listener::received);
      attached.onWritable(listener::writable);
      link = attached;
      return attached;
    }

    @Override
    public void send(HostToRelay frame) {
      HostLink attached = link();
      if (attached != null) {
        attached.send(frame);
      }
    }

    @Override
    public boolean writable() {
      HostLink attached = link();
      return attached != null && attached.writable();
    }

    private synchronized @Nullable HostLink link() {
      return link;
    }
  }
}
