package weft.e2e;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// A network of its own: namespaces whose only way to each other leads through this process, which
/// delays, loses, reorders, throttles and cuts as it is told. In place of veth and `tc netem`,
/// which many kernels lack, and with chance from a seed.
///
/// Nothing of it is seen by the machine's own network. What a killed run left is removed by the
/// next one.
final class FaultyNet implements AutoCloseable {
  private static final String PREFIX = "weft-";

  /// Addresses are 10.91.n.1 and, for who moves, higher ones; nobody else can see them.
  private static final String NETWORK = "10.91.";

  private final List<Place> places = new ArrayList<>();
  private final Map<Integer, Place> addresses = new ConcurrentHashMap<>();
  private final long seed;

  FaultyNet(long seed) throws IOException {
    this.seed = seed;
    removeLeftovers();
  }

  /// Why namespaces cannot be made here, in one sentence; empty where they can.
  private static Optional<String> hindrance() {
    if (!Files.isExecutable(Path.of(Iproute.IP))) {
      return Optional.of("There is no ip (iproute2) on this machine.");
    }
    if (!Files.exists(Path.of("/dev/net/tun"))) {
      return Optional.of("There is no /dev/net/tun on this machine.");
    }
    String probe = PREFIX + ProcessHandle.current().pid() + "-probe";
    try {
      Iproute.run("netns", "add", probe);
      Iproute.run("netns", "del", probe);
      return Optional.empty();
    } catch (IOException refused) {
      String why = String.valueOf(refused.getMessage()).strip();
      return Optional.of("Network namespaces cannot be made here: " + why);
    }
  }

  /// Skips the tests of a class where namespaces cannot be made, and says why.
  static void isNeeded() {
    Optional<String> hindrance = hindrance();
    if (hindrance.isPresent()) {
      System.out.println("skipped: " + hindrance.get());
    }
    assumeTrue(hindrance.isEmpty(), () -> hindrance.orElseThrow());
  }

  private static void removeLeftovers() throws IOException {
    for (String line : Iproute.run("netns", "list").split("\n", -1)) {
      String name = line.split(" ", -1)[0];
      if (name.matches(PREFIX + "\\d+-\\w+")
          && ProcessHandle.of(Long.parseLong(name.split("-", -1)[1])).isEmpty()) {
        Iproute.run("netns", "del", name);
      }
    }
  }

  Place place(String name) throws Exception {
    int number = places.size() + 1;
    String namespace = PREFIX + ProcessHandle.current().pid() + "-" + name;
    Place place = new Place(this, namespace, address(number, 1), seed + number);
    places.add(place);
    addresses.put(packed(place.address()), place);
    return place;
  }

  /// An address nobody has.
  String address(int number, int more) {
    return NETWORK + number + "." + more;
  }

  void moved(Place place, String before, String after) {
    addresses.put(packed(after), place);
    addresses.remove(packed(before));
  }

  /// Where an IP packet goes, if it comes from an address that is still somebody's.
  @Nullable Place at(byte[] packet) {
    boolean ipv4 = packet.length >= 20 && (packet[0] & 0xf0) == 0x40;
    if (!ipv4 || !addresses.containsKey(packed(packet, 12))) {
      return null;
    }
    return addresses.get(packed(packet, 16));
  }

  private static int packed(byte[] bytes, int at) {
    return (bytes[at] & 0xff) << 24
        | (bytes[at + 1] & 0xff) << 16
        | (bytes[at + 2] & 0xff) << 8
        | (bytes[at + 3] & 0xff);
  }

  private static int packed(String address) {
    int packed = 0;
    for (String part : address.split("\\.", -1)) {
      packed = packed << 8 | Integer.parseInt(part);
    }
    return packed;
  }

  @Override
  public void close() throws IOException {
    for (Place place : places) {
      place.close();
    }
  }
}
