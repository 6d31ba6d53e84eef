package weft.relay;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import weft.protocol.Bytes;

/// The other end of a connection to a relay, down to the single byte, so that it can be wrong in
/// any way. Reads give up after ten seconds: a relay that hangs fails the test.
final class Wire implements AutoCloseable {
  private static final int PATIENCE_MILLIS = 10_000;
  private static final byte[] MASK = {1, 2, 3, 4};

  private final Socket socket;
  private final DataInputStream in;
  private final OutputStream out;

  Wire(Socket socket) throws IOException {
    this.socket = socket;
    socket.setSoTimeout(PATIENCE_MILLIS);
    this.in = new DataInputStream(socket.getInputStream());
    this.out = socket.getOutputStream();
  }

  static Wire to(int port) throws IOException {
    return new Wire(new Socket(InetAddress.getLoopbackAddress(), port));
  }

  /// A WebSocket to `path`.
  static Wire to(int port, String path) throws IOException {
    Wire wire = to(port);
    String status = wire.upgrade(path, "127.0.0.1:" + port, null);
    if (!status.startsWith("HTTP/1.1 101")) {
      throw new IOException(status);
    }
    return wire;
  }

  /// Asks for a WebSocket; answers with the status line.
  String upgrade(String path, String host, @Nullable String origin) throws IOException {
    send(
        "GET "
            + path
            + " HTTP/1.1\r\nHost: "
            + host
            + "\r\n"
            + (origin == null ? "" : "Origin: " + origin + "\r\n")
            + "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
            + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
            + "Sec-WebSocket-Extensions: permessage-deflate\r\n\r\n");
    return head().getFirst();
  }

  void send(String text) throws IOException {
    send(text.getBytes(UTF_8));
  }

  void send(byte[] bytes) throws IOException {
    out.write(bytes);
    out.flush();
  }

  /// Status line and headers of a response.
  List<String> head() throws IOException {
    List<String> lines = new ArrayList<>();
    for (String line = line(); !line.isEmpty(); line = line()) {
      lines.add(line);
    }
    return lines;
  }

  byte[] body(List<String> head) throws IOException {
    for (String line : head) {
      if (line.startsWith("content-length: ")) {
        return in.readNBytes(Integer.parseInt(line.substring("content-length: ".length())));
      }
    }
    throw new IOException("no length in " + head);
  }

  void message(Bytes message) throws IOException {
    frame(0x82, message.toArray());
  }

  /// @param first the byte with FIN and the opcode
  void frame(int first, byte[] payload) throws IOException {
    send(framed(first, payload));
  }

  static byte[] framed(int first, byte[] payload) {
    ByteBuffer frame = ByteBuffer.allocate(payload.length + 14);
    frame.put((byte) first);
    if (payload.length < 126) {
      frame.put((byte) (0x80 | payload.length));
    } else if (payload.length <= 0xffff) {
      frame.put((byte) 0xfe).putShort((short) payload.length);
    } else {
      frame.put((byte) 0xff).putLong(payload.length);
    }
    frame.put(MASK);
    for (int i = 0; i < payload.length; i++) {
      frame.put((byte) (payload[i] ^ MASK[i % 4]));
    }
    byte[] bytes = new byte[frame.position()];
    frame.flip().get(bytes);
    return bytes;
  }

  /// The next binary message; pings before it are skipped. Null at the closing frame or the end.
  @Nullable Bytes next() throws IOException {
    try {
      while (true) {
        int first = in.readUnsignedByte();
        int length = in.readUnsignedByte();
        long size = length == 126 ? in.readUnsignedShort() : length == 127 ? in.readLong() : length;
        byte[] payload = in.readNBytes((int) size);
        if (first == 0x88) {
          return null;
        }
        if (first == 0x82) {
          return Bytes.owned(payload);
        }
      }
    } catch (EOFException | SocketException _) {
      return null;
    }
  }

  /// The opcode byte of the next frame of any kind, which must be a short one.
  int nextOpcode() throws IOException {
    int first = in.readUnsignedByte();
    in.skipNBytes(in.readUnsignedByte());
    return first;
  }

  /// Whether the connection ends without another message.
  boolean ends() throws IOException {
    return next() == null;
  }

  /// Reads until the other side closes.
  byte[] untilEnd() throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    try {
      in.transferTo(all);
    } catch (SocketException _) {
      // Reset is an end too.
    }
    return all.toByteArray();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }

  private String line() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int b = in.readUnsignedByte(); b != '\n'; b = in.readUnsignedByte()) {
      if (b != '\r') {
        line.write(b);
      }
    }
    return line.toString(ISO_8859_1);
  }
}
