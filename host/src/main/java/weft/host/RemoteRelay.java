package weft.host;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.net.URI;
import java.nio.file.Path;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import weft.crypto.SessionIdentity;

/// A relay elsewhere, over a WebSocket; comes back by itself whenever the network does.
public final class RemoteRelay implements Relay {
  private final URI address;
  private final @Nullable Path authorities;
  private final @Nullable String token;

  private RemoteRelay(URI address, @Nullable Path authorities, @Nullable String token) {
    this.address = address;
    this.authorities = authorities;
    this.token = token;
  }

  /// @param address `https://HOST[:PORT]`; plain `http` only on loopback
  /// @param authorities PEM file of certificates to trust instead of the system's, or null
  /// @throws IllegalArgumentException one sentence that says what is wrong with `address`
  public static RemoteRelay at(String address, @Nullable Path authorities) {
    URI uri;
    try {
      uri = URI.create(address.contains("://") ? address : "https://" + address);
    } catch (IllegalArgumentException malformed) {
      throw new IllegalArgumentException("'" + address + "' is not an address", malformed);
    }
    boolean https = "https".equals(uri.getScheme());
    if (uri.getHost() == null || !(https || "http".equals(uri.getScheme()))) {
      throw new IllegalArgumentException("'" + address + "' is not an http or https address");
    }
    if (!https && !isLoopback(uri.getHost())) {
      throw new IllegalArgumentException("a relay off this machine needs https");
    }
    String path = uri.getPath();
    if (path != null && !path.isEmpty() && !path.equals("/")) {
      throw new IllegalArgumentException("the relay's address ends at its host and port");
    }
    return new RemoteRelay(uri, authorities, null);
  }

  /// The same, as somebody who has signed in there.
  ///
  /// @param signedIn the token; null for nobody
  public RemoteRelay as(@Nullable String signedIn) {
    return new RemoteRelay(address, authorities, signedIn);
  }

  private static boolean isLoopback(String host) {
    return host.equals("localhost") || host.startsWith("127.") || host.equals("[::1]");
  }

  @Override
  public String address() {
    return address.getScheme() + "://" + address.getAuthority();
  }

  @Override
  public RelayLink connect(SessionIdentity identity, RelayLink.Listener listener) {
    EventLoopGroup loop =
        new MultiThreadIoEventLoopGroup(
            1, new DefaultThreadFactory("weft-relay-link", true), NioIoHandler.newFactory());
    RemoteLink link = new RemoteLink(address, this::tls, identity, token, listener, loop);
    link.connect();
    return link;
  }

  private @Nullable SslContext tls() throws SSLException {
    if (!"https".equals(address.getScheme())) {
      return null;
    }
    SslContextBuilder builder = SslContextBuilder.forClient().sslProvider(SslProvider.JDK);
    if (authorities != null) {
      builder.trustManager(authorities.toFile());
    }
    return builder.endpointIdentificationAlgorithm("HTTPS").build();
  }
}
