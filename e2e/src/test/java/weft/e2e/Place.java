package weft.e2e;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.DelayQueue;
import java.util.concurrent.Delayed;
import java.util.concurrent.TimeUnit;
import weft.protocol.Bytes;

/// A machine of a [FaultyNet]: a network namespace with one address, at the end of one line.
final class Place {
  static final String INTERFACE = "wire0";

  /// Packets on their way to one place; more are lost, as in any router.
  private static final int ON_THE_WAY = 16_384;

  private record Packet(Bytes bytes, long due, long number) implements Delayed {
    @Override
    public long getDelay(TimeUnit unit) {
      return unit.convert(due - System.nanoTime(), TimeUnit.NANOSECONDS);
    }

    @Override
    public int compareTo(Delayed other) {
      Packet packet = (Packet) other;
      long later = due - packet.due;
      return Long.signum(later != 0 ? later : number - packet.number);
    }
  }

  private final FaultyNet net;
  private final String namespace;
  private final Random chance;
  private final DelayQueue<Packet> arriving = new DelayQueue<>();
  private final Tun tun;
  private String address;
  private volatile Quality up = Quality.GOOD;
  private volatile Quality down = Quality.GOOD;
  private long packets;
  private long upFree;
  private long downFree;

  Place(FaultyNet net, String namespace, String address, long seed) throws Exception {
    this.net = net;
    this.namespace = namespace;
    this.address = address;
    chance = new Random(seed);
    Iproute.run("netns", "add", namespace);
    CompletableFuture<Tun> made = new CompletableFuture<>();
    thread("from-" + namespace, () -> read(made));
    tun = made.get();
    Iproute.run("-n", namespace, "link", "set", "lo", "up");
    Iproute.run("-n", namespace, "link", "set", INTERFACE, "mtu", "" + Tun.MTU, "up");
    Iproute.run("-n", namespace, "addr", "add", address + "/16", "dev", INTERFACE);
    thread("to-" + namespace, this::write);
  }

  private static void thread(String name, Runnable work) {
    Thread.ofPlatform().daemon().name(name).start(work);
  }

  String address() {
    return address;
  }

  /// The words before a command that make it run here.
  List<String> prefix() {
    return List.of(Iproute.IP, "netns", "exec", namespace);
  }

  /// A command that runs here.
  ProcessBuilder process(List<String> command) {
    List<String> all = new ArrayList<>(prefix());
    all.addAll(command);
    return new ProcessBuilder(all);
  }

  /// Both directions.
  void line(Quality both) {
    line(both, both);
  }

  void line(Quality fromHere, Quality toHere) {
    up = fromHere;
    down = toHere;
  }

  /// As a laptop that is carried into another network: connections from the old address are dead.
  void moveTo(String next) throws IOException {
    net.moved(this, address, next);
    Iproute.run("-n", namespace, "addr", "del", address + "/16", "dev", INTERFACE);
    Iproute.run("-n", namespace, "addr", "add", next + "/16", "dev", INTERFACE);
    address = next;
  }

  private void read(CompletableFuture<Tun> made) {
    try {
      Tun mine = Tun.in(namespace, INTERFACE);
      made.complete(mine);
      MemorySegment packet = Arena.ofAuto().allocate(Tun.MTU);
      for (int length = mine.read(packet); length > 0; length = mine.read(packet)) {
        leaving(packet.asSlice(0, length).toArray(ValueLayout.JAVA_BYTE));
      }
      mine.close();
    } catch (IOException failed) {
      made.completeExceptionally(failed);
    }
  }

  private void leaving(byte[] packet) {
    Place to = net.at(packet);
    if (to == null) {
      return;
    }
    long now = System.nanoTime();
    long there;
    synchronized (this) {
      there = passed(up, upFree, packet.length, now);
      upFree = freeAfter(up, upFree, packet.length, now);
    }
    if (there >= 0) {
      to.arrives(packet, there, now);
    }
  }

  private synchronized void arrives(byte[] packet, long at, long now) {
    long due = passed(down, downFree, packet.length, at);
    if (due >= 0 && arriving.size() < ON_THE_WAY) {
      downFree = freeAfter(down, downFree, packet.length, at);
      arriving.add(new Packet(Bytes.owned(packet), Math.max(due, now), packets++));
    }
  }

  /// When a packet that comes to a line `at` a time comes out of it, or -1.
  private long passed(Quality line, long free, int length, long at) {
    if (line.lost() > 0 && chance.nextInt(100) < line.lost()) {
      return -1;
    }
    if (line.early() > 0 && chance.nextInt(100) < line.early()) {
      return at;
    }
    long begins = line.bitsPerSecond() == 0 ? at : Math.max(at, free);
    long waits = begins - at;
    if (waits > time(line, Quality.WAITING)) {
      return -1;
    }
    return begins + time(line, length) + TimeUnit.MILLISECONDS.toNanos(line.delayMs());
  }

  private static long freeAfter(Quality line, long free, int length, long at) {
    boolean full = line.bitsPerSecond() > 0 && free - at > time(line, Quality.WAITING);
    return full ? free : Math.max(at, free) + time(line, length);
  }

  private static long time(Quality line, int bytes) {
    return line.bitsPerSecond() == 0 ? 0 : 8_000_000_000L * bytes / line.bitsPerSecond();
  }

  private void write() {
    MemorySegment buffer = Arena.ofAuto().allocate(Tun.MTU);
    try {
      while (true) {
        tun.write(arriving.take().bytes().toArray(), buffer);
      }
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
  }

  /// Whatever still runs here loses its network.
  void close() throws IOException {
    Iproute.run("netns", "del", namespace);
  }
}
