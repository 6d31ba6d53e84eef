package weft.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicLong;

/// A slow line to a server on this machine: whatever it sends arrives at a steady number of bytes a
/// second, and little of it fits into the line itself.
final class PacedLine implements AutoCloseable {
  /// Bytes that the kernel keeps on either side of the line.
  private static final int SOCKET_BUFFER = 16 << 10;

  private static final int PIECE = 1400;

  private final ServerSocket entrance;
  private final InetSocketAddress server;
  private final int bytesPerSecond;
  private final AtomicLong carried = new AtomicLong();

  private PacedLine(ServerSocket entrance, InetSocketAddress server, int bytesPerSecond) {
    this.entrance = entrance;
    this.server = server;
    this.bytesPerSecond = bytesPerSecond;
  }

  /// @param server its port on loopback
  static PacedLine to(int server, int bytesPerSecond) throws IOException {
    InetAddress loopback = InetAddress.getLoopbackAddress();
    ServerSocket entrance = new ServerSocket();
    entrance.setReceiveBufferSize(SOCKET_BUFFER);
    entrance.bind(new InetSocketAddress(loopback, 0));
    PacedLine line =
        new PacedLine(entrance, new InetSocketAddress(loopback, server), bytesPerSecond);
    Thread.ofPlatform().daemon().name("bench-line").start(line::accept);
    return line;
  }

  int port() {
    return entrance.getLocalPort();
  }

  /// Bytes that have arrived at guests.
  long carried() {
    return carried.get();
  }

  private void accept() {
    try {
      while (true) {
        Socket guest = entrance.accept();
        guest.setSendBufferSize(SOCKET_BUFFER);
        Socket far = new Socket();
        far.setReceiveBufferSize(SOCKET_BUFFER);
        far.connect(server);
        Thread.ofPlatform().daemon().name("bench-line-up").start(() -> carry(guest, far, false));
        Thread.ofPlatform().daemon().name("bench-line-down").start(() -> carry(far, guest, true));
      }
    } catch (IOException closed) {
      // the measurement is over
    }
  }

  private void carry(Socket from, Socket to, boolean paced) {
    try (from;
        to) {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      byte[] piece = new byte[PIECE];
      long due = System.nanoTime();
      for (int count = in.read(piece); count > 0; count = in.read(piece)) {
        if (paced) {
          due = Math.max(due, System.nanoTime()) + 1_000_000_000L * count / bytesPerSecond;
          pause(due - System.nanoTime());
          carried.addAndGet(count);
        }
        out.write(piece, 0, count);
      }
    } catch (IOException | InterruptedException over) {
      // either side left
    }
  }

  private static void pause(long nanos) throws InterruptedException {
    if (nanos > 0) {
      Thread.sleep(nanos / 1_000_000, (int) (nanos % 1_000_000));
    }
  }

  @Override
  public void close() throws IOException {
    entrance.close();
  }
}
