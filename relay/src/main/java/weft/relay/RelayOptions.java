package weft.relay;

import java.net.URI;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// How a relay is set up.
///
/// @param listen name or address to listen on; `0.0.0.0` and `::` are all of this machine's
/// @param port TCP port; 0 takes a free one
/// @param tls certificate and key; null serves plain HTTP
/// @param publicAddress scheme, host and port that guests use, where it is not the one listened
/// on:     behind a reverse proxy, or a name that the machine does not know of itself
/// @param allowInsecure serve plain HTTP to other machines although browsers there cannot decrypt
///     (they offer cryptography on https and loopback only): for a reverse proxy, or `weft join`
/// @param threads event loops: 1 is plenty for one session
public record RelayOptions(
    String listen,
    int port,
    @Nullable Tls tls,
    @Nullable URI publicAddress,
    boolean allowInsecure,
    RelayLimits limits,
    int threads) {

  /// PEM files: the certificate with its chain, and its unencrypted PKCS #8 key.
  public record Tls(Path certificateChain, Path key) {}

  /// Inside a host's process: loopback, a free port, one thread.
  public static RelayOptions embedded() {
    return new RelayOptions("127.0.0.1", 0, null, null, false, RelayLimits.EMBEDDED, 1);
  }

  /// A server of its own.
  public static RelayOptions server(String listen, int port) {
    int threads = Math.max(2, Runtime.getRuntime().availableProcessors());
    return new RelayOptions(listen, port, null, null, false, RelayLimits.SERVER, threads);
  }

  public RelayOptions withListen(String host, int port) {
    return new RelayOptions(host, port, tls, publicAddress, allowInsecure, limits, threads);
  }

  public RelayOptions withTls(Tls files) {
    return new RelayOptions(listen, port, files, publicAddress, allowInsecure, limits, threads);
  }

  public RelayOptions withPublicAddress(URI address) {
    return new RelayOptions(listen, port, tls, address, allowInsecure, limits, threads);
  }

  public RelayOptions withInsecureAllowed() {
    return new RelayOptions(listen, port, tls, publicAddress, true, limits, threads);
  }

  public RelayOptions withLimits(RelayLimits other) {
    return new RelayOptions(listen, port, tls, publicAddress, allowInsecure, other, threads);
  }
}
