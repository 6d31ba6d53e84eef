package weft.host;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.Set;
import java.util.stream.Collectors;

/// Notices what a connection may not have survived: that the machine slept, or has another network
/// now. Looked at every [#LOOK_MS]; owned by whoever looks.
final class Surroundings {
  /// Milliseconds between two looks: what is noticed is noticed within as much.
  static final int LOOK_MS = 1_000;

  /// Milliseconds by which a look comes too late when the machine has slept, and not just worked.
  private static final int SLEPT_MS = 5_000;

  enum Change {
    NOTHING,

    /// Addresses came or went.
    MOVED,

    /// The clock went on without this process.
    SLEPT
  }

  private long lastLook;
  private Set<String> addresses;

  Surroundings(long wallMs, Set<String> addresses) {
    this.lastLook = wallMs;
    this.addresses = addresses;
  }

  /// What has changed since the last look.
  ///
  /// @param wallMs by a clock that goes on while the machine sleeps
  Change look(long wallMs, Set<String> now) {
    boolean slept = wallMs - lastLook > LOOK_MS + SLEPT_MS;
    boolean moved = !now.equals(addresses);
    lastLook = wallMs;
    addresses = now;
    return slept ? Change.SLEPT : moved ? Change.MOVED : Change.NOTHING;
  }

  /// The addresses of this machine that reach beyond it; empty where the system does not tell.
  static Set<String> addressesOfThisMachine() {
    try {
      return NetworkInterface.networkInterfaces()
          .flatMap(NetworkInterface::inetAddresses)
          .filter(address -> !address.isLoopbackAddress())
          .map(InetAddress::getHostAddress)
          .collect(Collectors.toSet());
    } catch (SocketException unknown) {
      return Set.of();
    }
  }
}
