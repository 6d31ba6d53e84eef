package weft.e2e;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/// A network interface of a namespace whose wire is in this process: what programs there send is
/// read here, what is written here arrives there, whole IP packets each.
final class Tun {
  /// Bytes of the largest packet: that of an Ethernet.
  static final int MTU = 1500;

  private static final int O_RDWR = 2;
  private static final int CLONE_NEWNET = 0x40000000;
  private static final long TUNSETIFF = 0x400454ca;
  private static final short IFF_TUN_NO_PI = 0x1001;

  /// `struct ifreq`: 16 bytes of name, then the flags.
  private static final int IFREQ = 40;

  private static final int IFNAMSIZ = 16;

  private static final MethodHandle OPEN =
      c("open", FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT), 2);
  private static final MethodHandle SETNS =
      c("setns", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT), -1);
  private static final MethodHandle IOCTL =
      c("ioctl", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_LONG, ADDRESS), 2);
  private static final MethodHandle READ =
      c("read", FunctionDescriptor.of(JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG), -1);
  private static final MethodHandle WRITE =
      c("write", FunctionDescriptor.of(JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG), -1);
  private static final MethodHandle CLOSE =
      c("close", FunctionDescriptor.of(JAVA_INT, JAVA_INT), -1);

  private final int descriptor;

  private Tun(int descriptor) {
    this.descriptor = descriptor;
  }

  private static MethodHandle c(String name, FunctionDescriptor shape, int firstVariadic) {
    Linker linker = Linker.nativeLinker();
    MemorySegment function = linker.defaultLookup().find(name).orElseThrow();
    return firstVariadic < 0
        ? linker.downcallHandle(function, shape)
        : linker.downcallHandle(function, shape, Linker.Option.firstVariadicArg(firstVariadic));
  }

  /// Makes the interface `name` in a namespace. The calling thread is in that namespace from here
  /// on: it has to be one of its own.
  static Tun in(String namespace, String name) throws IOException {
    try (Arena arena = Arena.ofConfined()) {
      int space = open(arena, "/run/netns/" + namespace);
      require((int) SETNS.invokeExact(space, CLONE_NEWNET), "enter the namespace");
      int closed = (int) CLOSE.invokeExact(space);
      require(closed, "close");
      int device = open(arena, "/dev/net/tun");
      MemorySegment request = arena.allocate(IFREQ);
      request.setString(0, name);
      request.set(JAVA_SHORT, IFNAMSIZ, IFF_TUN_NO_PI);
      require((int) IOCTL.invokeExact(device, TUNSETIFF, request), "make an interface");
      return new Tun(device);
    } catch (IOException | Error failed) {
      throw failed;
    } catch (Throwable impossible) {
      throw new AssertionError(impossible); // C throws nothing
    }
  }

  private static int open(Arena arena, String path) throws Throwable {
    int descriptor = (int) OPEN.invokeExact(arena.allocateFrom(path), O_RDWR);
    if (descriptor < 0) {
      descriptor = (int) OPEN.invokeExact(arena.allocateFrom(path), 0);
    }
    require(descriptor, "open " + path);
    return descriptor;
  }

  private static void require(int result, String what) throws IOException {
    if (result < 0) {
      throw new IOException("cannot " + what);
    }
  }

  /// Waits for the next packet; its length, or less than 1 when the interface is gone.
  int read(MemorySegment packet) {
    try {
      return (int) (long) READ.invokeExact(descriptor, packet, (long) MTU);
    } catch (Throwable impossible) {
      throw new AssertionError(impossible);
    }
  }

  /// Gives a packet to the namespace; one that it does not want is lost, as on any wire.
  void write(byte[] packet, MemorySegment buffer) {
    MemorySegment.copy(packet, 0, buffer, JAVA_BYTE, 0, packet.length);
    try {
      long _ = (long) WRITE.invokeExact(descriptor, buffer, (long) packet.length);
    } catch (Throwable impossible) {
      throw new AssertionError(impossible);
    }
  }

  void close() {
    try {
      int _ = (int) CLOSE.invokeExact(descriptor);
    } catch (Throwable impossible) {
      throw new AssertionError(impossible);
    }
  }
}
