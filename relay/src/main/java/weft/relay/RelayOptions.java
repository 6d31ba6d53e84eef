package weft.relay;

import java.net.URI;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import weft.protocol.Limits;

/// How a relay is set up.
///
/// @param listen name or address to listen on; `0.0.0.0` and `::` are all of this machine's
/// @param port TCP port; 0 takes a free one
/// @param tls certificate and key; null serves plain HTTP
/// @param publicAddress scheme, host and port that guests use, where it is not the one listened
/// on:     behind a reverse proxy, or a name that the machine does not know of itself
/// @param allowInsecure serve plain HTTP to other machines although browsers there cannot decrypt
///     (they offer cryptography on https and loopback only): for a reverse proxy, or `weft join`
/// @param maxRooms sessions at once, the absent ones included
/// @param maxConnections TCP connections at once, whatever they are for; more are closed at once
/// @param maxGuests guests of one session, at most [weft.protocol.Limits#GUESTS]
/// @param threads event loops: 1 is plenty for one session
public record RelayOptions(
    String listen,
    int port,
    @Nullable Tls tls,
    @Nullable URI publicAddress,
    boolean allowInsecure,
    int maxRooms,
    int maxConnections,
    int maxGuests,
    int threads) {

  /// PEM files: the certificate with its chain, and its unencrypted PKCS #8 key.
  public record Tls(Path certificateChain, Path key) {}

  /// Inside a host's process: loopback, a free port, one thread.
  public static RelayOptions embedded() {
    return new RelayOptions("127.0.0.1", 0, null, null, false, 100, 2_000, Limits.GUESTS, 1);
  }

  /// A server of its own.
  public static RelayOptions server(String listen, int port) {
    int threads = Math.max(2, Runtime.getRuntime().availableProcessors());
    return new RelayOptions(
        listen, port, null, null, false, 10_000, 20_000, Limits.GUESTS, threads);
  }

  public RelayOptions withListen(String host, int port) {
    return new RelayOptions(
        host,
        port,
        tls,
        publicAddress,
        allowInsecure,
        maxRooms,
        maxConnections,
        maxGuests,
        threads);
  }

  public RelayOptions withTls(Tls files) {
    return new RelayOptions(
        listen,
        port,
        files,
        publicAddress,
        allowInsecure,
        maxRooms,
        maxConnections,
        maxGuests,
        threads);
  }

  public RelayOptions withPublicAddress(URI address) {
    return new RelayOptions(
        listen, port, tls, address, allowInsecure, maxRooms, maxConnections, maxGuests, threads);
  }

  public RelayOptions withInsecureAllowed() {
    return new RelayOptions(
        listen, port, tls, publicAddress, true, maxRooms, maxConnections, maxGuests, threads);
  }

  public RelayOptions withLimits(int rooms, int connections) {
    return new RelayOptions(
        listen, port, tls, publicAddress, allowInsecure, rooms, connections, maxGuests, threads);
  }

  public RelayOptions withMaxGuests(int guests) {
    return new RelayOptions(
        listen, port, tls, publicAddress, allowInsecure, maxRooms, maxConnections, guests, threads);
  }
}
