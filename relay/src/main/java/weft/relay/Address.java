package weft.relay;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.URI;
import java.util.Collections;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// Where a relay is reached, and which names are its own.
///
/// A page elsewhere in somebody's browser can reach every port of this machine, under any name
/// that its owner's DNS gives to it. Hence Host must be a name of ours, and Origin, where there
/// is one, must be that same place.
///
/// @param base scheme, host and port that go before `/s/ID` in links
/// @param secure whether this relay itself speaks TLS
/// @param given whether `base` was configured, then it is what a reverse proxy says it is
record Address(URI base, boolean secure, boolean given) {
  /// For a relay that listens on `local`.
  static Address of(RelayOptions options, InetSocketAddress local) throws IOException {
    boolean secure = options.tls() != null;
    URI given = options.publicAddress();
    if (given != null) {
      return new Address(URI.create(origin(given)), secure, true);
    }
    InetAddress host = local.getAddress();
    InetAddress shown = host.isAnyLocalAddress() ? ofThisMachine() : host;
    String text = authority(shown.getHostAddress(), local.getPort(), secure);
    return new Address(URI.create(scheme(secure) + "://" + text), secure, false);
  }

  /// What goes before `/s/ID` in links.
  String text() {
    return base.toString();
  }

  /// Whether a request that came to `local` may call this relay `host` (a Host header's value).
  boolean isOwn(String host, InetSocketAddress local) {
    String name = host.toLowerCase(Locale.ROOT);
    if (name.equals(base.getAuthority())) {
      return true;
    }
    String literal = local.getAddress().getHostAddress();
    if (name.equals(authority(literal, local.getPort(), secure))) {
      return true;
    }
    return local.getAddress().isLoopbackAddress()
        && (name.equals(authority("localhost", local.getPort(), secure))
            || name.equals(authority("127.0.0.1", local.getPort(), secure)));
  }

  /// Whether `origin` is the page of this relay under its own name `host`.
  boolean isOwnOrigin(String origin, String host) {
    String name = host.toLowerCase(Locale.ROOT);
    if (given && name.equals(base.getAuthority())) {
      return origin.equals(base.toString());
    }
    return origin.equals(scheme(secure) + "://" + name);
  }

  private static String origin(URI uri) throws IOException {
    String scheme = uri.getScheme();
    String authority = uri.getAuthority();
    boolean web = "https".equals(scheme) || "http".equals(scheme);
    boolean bare = uri.getPath() == null || uri.getPath().isEmpty() || uri.getPath().equals("/");
    if (!web || authority == null || !bare || uri.getQuery() != null || uri.getUserInfo() != null) {
      throw new IOException(
          "the public address is https://NAME or https://NAME:PORT and nothing more, not " + uri);
    }
    return scheme + "://" + authority.toLowerCase(Locale.ROOT);
  }

  private static String scheme(boolean secure) {
    return secure ? "https" : "http";
  }

  /// As browsers write it: without the scheme's own port.
  private static String authority(String host, int port, boolean secure) {
    String bare = host.contains("%") ? host.substring(0, host.indexOf('%')) : host;
    String name = bare.contains(":") ? "[" + compressed(bare) + "]" : bare;
    return port == (secure ? 443 : 80) ? name : name + ":" + port;
  }

  /// Java writes `0:0:0:0:0:0:0:1` where browsers write `::1`; longer ones are left to a name.
  private static String compressed(String address) {
    return address.equals("0:0:0:0:0:0:0:1") ? "::1" : address;
  }

  /// The address of this machine that others on its network most likely reach.
  private static InetAddress ofThisMachine() throws SocketException {
    Optional<InetAddress> best =
        Collections.list(NetworkInterface.getNetworkInterfaces()).stream()
            .filter(Address::isUp)
            .sorted(Comparator.comparingInt(NetworkInterface::getIndex))
            .flatMap(Address::addresses)
            .min(Comparator.comparingInt(Address::rank));
    return best.orElseGet(InetAddress::getLoopbackAddress);
  }

  private static boolean isUp(NetworkInterface network) {
    try {
      return network.isUp() && !network.isLoopback();
    } catch (SocketException _) {
      return false;
    }
  }

  private static Stream<InetAddress> addresses(NetworkInterface network) {
    return network.inetAddresses().filter(address -> !(address instanceof Inet6Address));
  }

  private static int rank(InetAddress address) {
    if (address.isLinkLocalAddress()) {
      return 2;
    }
    return address instanceof Inet4Address && address.isSiteLocalAddress() ? 0 : 1;
  }
}
