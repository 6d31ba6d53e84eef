package weft.cli;

import java.io.IOException;
import weft.crypto.SessionIdentity;
import weft.host.Relay;
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
    listener.up(); // before anybody can arrive: it starts the list of connections anew
    HostLink link =
        server.attach(
            identity.sessionId(),
            identity.signingKey(),
            identity.agreementKey(),
            listener::received);
    link.onWritable(listener::writable);
    return new RelayLink() {
      @Override
      public void send(HostToRelay frame) {
        link.send(frame);
      }

      @Override
      public boolean writable() {
        return link.writable();
      }

      @Override
      public void close() {
        link.close();
        server.close();
      }
    };
  }
}
