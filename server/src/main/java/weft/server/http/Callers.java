package weft.server.http;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.HexFormat;
import weft.relay.Accounts.Request;

/// Where a request comes from, as limits count it: all of an IPv4 address, the network's part of
/// an IPv6 address, and nobody for loopback.
final class Callers {
  private static final int IPV6_PREFIX = 8;

  private final boolean forwarded;

  /// @param forwarded whether a proxy in front says who asks, in `x-forwarded-for`
  Callers(boolean forwarded) {
    this.forwarded = forwarded;
  }

  String of(Request request) {
    if (forwarded) {
      String chain = request.headers().getOrDefault("x-forwarded-for", "");
      String last = chain.substring(chain.lastIndexOf(',') + 1).strip();
      if (last.matches("[0-9a-fA-F:.]{2,45}")) {
        return counted(InetAddress.ofLiteral(last));
      }
    }
    return counted(request.from());
  }

  private static String counted(InetAddress address) {
    if (address.isLoopbackAddress()) {
      return "";
    }
    byte[] bytes = address.getAddress();
    return HexFormat.of()
        .formatHex(address instanceof Inet6Address ? Arrays.copyOf(bytes, IPV6_PREFIX) : bytes);
  }
}
