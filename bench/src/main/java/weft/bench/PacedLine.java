package weft.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;

/// A slow line to a relay: whatever the relay sends arrives at a steady number of bytes a second,
/// and little of it fits into the line itself.
final class PacedLine implements AutoCloseable {
  /// Bytes that the kernel keeps on either side of the line.
  private static final int SOCKET_BUFFER = 16 << 10;

  private static final int PIECE = 1400;
  private static final int REQUEST = 8 << 10;

  private final ServerSocket entrance;
  private final InetSocketAddress relay;
  private final int bytesPerSecond;
  private final AtomicLong carried = new AtomicLong();

  private PacedLine(ServerSocket entrance, InetSocketAddress relay, int bytesPerSecond) {
    this.entrance = entrance;
    this.relay = relay;
    this.bytesPerSecond = bytesPerSecond;
  }

  /// @param relay its port on loopback
  static PacedLine to(int relay, int bytesPerSecond) throws IOException {
    InetAddress loopback = InetAddress.getLoopbackAddress();
    ServerSocket entrance = new ServerSocket();
    entrance.setReceiveBufferSize(SOCKET_BUFFER);
    entrance.bind(new InetSocketAddress(loopback, 0));
    PacedLine line =
        new PacedLine(entrance, new InetSocketAddress(loopback, relay), bytesPerSecond);
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
        far.connect(relay);
        Thread.ofPlatform().daemon().name("bench-line-up").start(() -> carry(guest, far, true));
        Thread.ofPlatform().daemon().name("bench-line-down").start(() -> carry(far, guest, false));
      }
    } catch (IOException closed) {
      // the measurement is over
    }
  }

  private void carry(Socket from, Socket to, boolean request) {
    try (from;
        to) {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      if (request) {
        out.write(relayed(in));
      }
      byte[] piece = new byte[PIECE];
      long due = System.nanoTime();
      for (int count = in.read(piece); count > 0; count = in.read(piece)) {
        if (!request) {
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

  /// The request's head as the relay wants it: it answers to its own name only.
  private byte[] relayed(InputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.length() < REQUEST && head.indexOf("\r\n\r\n") < 0) {
      int next = in.read();
      if (next < 0) {
        break;
      }
      head.append((char) next);
    }
    return head.toString()
        .replace(":" + port() + "\r\n", ":" + relay.getPort() + "\r\n")
        .getBytes(StandardCharsets.ISO_8859_1);
  }

  @Override
  public void close() throws IOException {
    entrance.close();
  }
}
