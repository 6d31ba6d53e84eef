package weft.bench;

import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;
import weft.crypto.SessionIdentity;
import weft.protocol.Bytes;
import weft.protocol.Decoded;
import weft.protocol.HostToRelay;
import weft.protocol.HostToRelayCodec;
import weft.protocol.Protocol;
import weft.protocol.RelayToHost;
import weft.protocol.RelayToHostCodec;
import weft.testkit.FrameSocket;

/// A host that claims a session at a relay and then has nothing to say.
final class IdleSession implements AutoCloseable {
  private final SessionIdentity identity = new SessionIdentity();
  private final CompletableFuture<FrameSocket> socket = new CompletableFuture<>();
  private final CompletableFuture<Void> claimed = new CompletableFuture<>();

  /// Called with each message that is not about claiming.
  private final Consumer<RelayToHost> others;

  private IdleSession(Consumer<RelayToHost> others) {
    this.others = others;
  }

  /// As somebody who has signed in; returns once the relay has given it the room.
  ///
  /// @param others called with each message that is not about claiming
  static IdleSession as(String token, String relay, Consumer<RelayToHost> others) {
    IdleSession session = new IdleSession(others);
    session.socket.complete(FrameSocket.openAs(token, relay, "/v1/host", session::received));
    session.claimed.join();
    return session;
  }

  String id() {
    return identity.sessionId().text();
  }

  void send(HostToRelay frame) {
    socket.join().send(HostToRelayCodec.encode(frame));
  }

  /// Returns once the relay has given it the room.
  static IdleSession at(String relay, SSLContext trust) {
    IdleSession session = new IdleSession(_ -> {});
    session.socket.complete(FrameSocket.open(relay, "/v1/host", trust, session::received));
    session.claimed.join();
    return session;
  }

  private void received(Bytes frame) {
    if (!(RelayToHostCodec.decode(frame) instanceof Decoded.Ok<RelayToHost>(RelayToHost said))) {
      throw new IllegalStateException("a relay says something malformed");
    }
    switch (said) {
      case RelayToHost.Challenge challenge -> {
        Bytes claim = claim(challenge.nonce());
        var _ = socket.thenAccept(open -> open.send(claim));
      }
      case RelayToHost.Claimed _ -> claimed.complete(null);
      case RelayToHost.Close close ->
          claimed.completeExceptionally(new IllegalStateException(close.reason().sentence()));
      default -> others.accept(said);
    }
  }

  private Bytes claim(Bytes nonce) {
    return HostToRelayCodec.encode(
        new HostToRelay.Claim(
            Protocol.VERSION,
            identity.signingKey(),
            identity.agreementKey(),
            identity.claimSignature(nonce)));
  }

  @Override
  public void close() {
    socket.join().abort();
  }
}
