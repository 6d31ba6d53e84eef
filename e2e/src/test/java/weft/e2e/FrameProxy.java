package weft.e2e;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import weft.protocol.Bytes;

/// Whoever sits on the wire in front of a relay, for hosts and guests alike: keeps a copy of all
/// that passes, and may change it, message by message. Plain HTTP, so that nothing but weft's own
/// sealing protects what passes.
final class FrameProxy implements AutoCloseable {
  /// Bytes kept of what passed; over it nothing more is.
  private static final int RECORDED = 64 << 20;

  enum Way {
    TO_RELAY,
    FROM_RELAY
  }

  /// One whole WebSocket message, unmasked, or the head of an HTTP request or response.
  ///
  /// @param connection counts up from 1
  /// @param path what the connection was opened for
  record Passing(int connection, String path, Way way, boolean head, Bytes payload) {
    boolean ofHost() {
      return path.equals("/v1/host");
    }

    boolean ofGuest() {
      return path.startsWith("/v1/s/");
    }

    /// Whether it is a frame of this type of PROTOCOL.md.
    boolean isFrame(int type) {
      return !head && payload.length() > 0 && payload.at(0) == type;
    }
  }

  /// What arrives in place of a message: nothing, itself, several, others.
  interface Tampering {
    Tampering NONE = passing -> List.of(passing.payload());

    List<Bytes> of(Passing passing);
  }

  private final ServerSocket server;
  private final List<Connection> connections = new ArrayList<>();
  private final List<Passing> recorded = new ArrayList<>();
  private long recordedBytes;
  private int accepted;
  private volatile Tampering tampering = Tampering.NONE;
  private volatile @Nullable URI relay;

  FrameProxy() throws IOException {
    server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread.ofPlatform().daemon().start(this::accept);
  }

  /// Where to come in.
  String address() {
    return "http://" + authority();
  }

  private String authority() {
    return "127.0.0.1:" + server.getLocalPort();
  }

  FrameProxy to(String relayAddress) {
    relay = URI.create(relayAddress);
    return this;
  }

  /// The relay's own address.
  String relay() {
    return String.valueOf(relay);
  }

  void tamper(Tampering with) {
    tampering = with;
  }

  /// Everything so far.
  synchronized List<Passing> recorded() {
    return List.copyOf(recorded);
  }

  /// Sends bytes of our own, not even WebSocket's, to the host, as a relay would.
  void sendRawToHosts(byte[] bytes) throws IOException {
    sendRaw("/v1/host", bytes);
  }

  /// The same to all guests.
  void sendRawToGuests(byte[] bytes) throws IOException {
    sendRaw("/v1/s/", bytes);
  }

  private synchronized void sendRaw(String path, byte[] bytes) throws IOException {
    for (Connection connection : List.copyOf(connections)) {
      if (connection.path.startsWith(path)) {
        connection.write(Way.FROM_RELAY, bytes);
      }
    }
  }

  private void accept() {
    try {
      while (true) {
        Socket client = server.accept();
        URI target = relay;
        if (target == null) {
          client.close();
          continue;
        }
        Connection connection;
        try {
          Socket inner = new Socket(InetAddress.getLoopbackAddress(), target.getPort());
          connection = new Connection(client, inner, target.getAuthority(), ++accepted);
        } catch (IOException relayDown) {
          client.close();
          continue;
        }
        synchronized (this) {
          connections.add(connection);
        }
        Thread.ofPlatform().daemon().start(() -> connection.pump(Way.TO_RELAY));
        Thread.ofPlatform().daemon().start(() -> connection.pump(Way.FROM_RELAY));
      }
    } catch (IOException closed) {
      // the test is over
    }
  }

  private synchronized void record(Passing passing) {
    if (recordedBytes < RECORDED) {
      recordedBytes += passing.payload().length();
      recorded.add(passing);
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
    List<Connection> open;
    synchronized (this) {
      open = List.copyOf(connections);
    }
    open.forEach(Connection::close);
  }

  private final class Connection {
    private final Socket outer;
    private final Socket inner;
    private final String innerAuthority;
    private final int number;
    private final Object[] locks = {new Object(), new Object()};
    private volatile String path = "";

    Connection(Socket outer, Socket inner, String innerAuthority, int number) throws IOException {
      this.outer = outer;
      this.inner = inner;
      this.innerAuthority = innerAuthority;
      this.number = number;
      outer.setTcpNoDelay(true);
      inner.setTcpNoDelay(true);
    }

    void pump(Way way) {
      try (outer;
          inner) {
        Socket source = way == Way.TO_RELAY ? outer : inner;
        DataInputStream in =
            new DataInputStream(new BufferedInputStream(source.getInputStream(), 64 << 10));
        while (!passedHead(way, in)) {
          // one request after the other on the same connection
        }
        while (true) {
          message(way, in);
        }
      } catch (IOException | ArrayIndexOutOfBoundsException over) {
        // either side has closed, or does not speak HTTP
      } finally {
        synchronized (FrameProxy.this) {
          connections.remove(this);
        }
      }
    }

    /// @return whether WebSocket messages follow; else the next head does
    private boolean passedHead(Way way, DataInputStream in) throws IOException {
      String head = head(in);
      if (way == Way.TO_RELAY) {
        path = head.split(" ", 3)[1];
        head = head.replace(authority(), innerAuthority);
      }
      Bytes bytes = Bytes.owned(head.getBytes(StandardCharsets.ISO_8859_1));
      record(new Passing(number, path, way, true, bytes));
      write(way, bytes.toArray());
      boolean upgrade = head.toLowerCase(Locale.ROOT).contains("upgrade: websocket");
      if (!upgrade && way == Way.FROM_RELAY) {
        in.transferTo(sink(way)); // bodies, too, as they are
      }
      return upgrade;
    }

    private static String head(DataInputStream in) throws IOException {
      StringBuilder head = new StringBuilder();
      while (head.length() < 4 || head.indexOf("\r\n\r\n", head.length() - 4) < 0) {
        head.append((char) in.readUnsignedByte());
      }
      return head.toString();
    }

    private void message(Way way, DataInputStream in) throws IOException {
      WebSocketFrame frame = WebSocketFrame.read(in);
      if (frame.isControl()) {
        write(way, frame.bytes(way == Way.TO_RELAY));
        return;
      }
      ByteArrayOutputStream whole = new ByteArrayOutputStream();
      whole.writeBytes(frame.payload());
      while (!frame.last()) {
        frame = WebSocketFrame.read(in);
        whole.writeBytes(frame.payload());
      }
      Passing passing = new Passing(number, path, way, false, Bytes.owned(whole.toByteArray()));
      record(passing);
      for (Bytes payload : tampering.of(passing)) {
        write(way, WebSocketFrame.binary(payload).bytes(way == Way.TO_RELAY));
      }
    }

    private OutputStream sink(Way way) throws IOException {
      return (way == Way.TO_RELAY ? inner : outer).getOutputStream();
    }

    void write(Way way, byte[] bytes) throws IOException {
      synchronized (locks[way.ordinal()]) {
        sink(way).write(bytes);
      }
    }

    void close() {
      try (outer) {
        inner.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
