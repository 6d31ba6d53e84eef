package weft.host;

import io.avaje.json.JsonException;
import io.avaje.jsonb.Jsonb;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/// A session's Unix socket in its owner's private folder: the `weft` commands talk to it, one line
/// of JSON each way per connection. The folder's mode keeps everybody else out.
public final class ControlSocket implements AutoCloseable {
  /// Bytes of one line: a reply that lists a thousand people fits.
  static final int LINE = 1 << 20;

  /// Bytes of an answer: all the blocks of a long session.
  private static final int REPLY = 64 << 20;

  /// Bytes of a request.
  static final int REQUEST = 4096;

  /// Seconds a command waits for its session.
  private static final int PATIENCE_S = 10;

  private static final ControlReply NOT_UNDERSTOOD =
      ControlReply.refused(
          "the session did not understand the command", "use the same version of weft for both");

  private static final System.Logger LOG = System.getLogger("weft.host");

  private final Path path;
  private final ServerSocketChannel server;
  private final BiConsumer<ControlRequest, CompletableFuture<ControlReply>> asked;

  private ControlSocket(
      Path path,
      ServerSocketChannel server,
      BiConsumer<ControlRequest, CompletableFuture<ControlReply>> asked) {
    this.path = path;
    this.server = server;
    this.asked = asked;
  }

  static ControlSocket open(
      Path path, BiConsumer<ControlRequest, CompletableFuture<ControlReply>> asked)
      throws IOException {
    ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    server.bind(UnixDomainSocketAddress.of(path));
    ControlSocket socket = new ControlSocket(path, server, asked);
    Thread.ofVirtual().name("weft-control").start(socket::accept);
    return socket;
  }

  private void accept() {
    while (server.isOpen()) {
      try {
        SocketChannel client = server.accept();
        Thread.ofVirtual().start(() -> serve(client));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void serve(SocketChannel client) {
    try (client) {
      String line = readLine(client, REQUEST);
      client.write(encode(Jsonb.instance().type(ControlReply.class).toJson(answer(line))));
    } catch (IOException gone) {
      LOG.log(System.Logger.Level.DEBUG, "a command hung up: {0}", gone.getMessage());
    }
  }

  private ControlReply answer(String line) {
    CompletableFuture<ControlReply> reply = new CompletableFuture<>();
    try {
      @Nullable ControlRequest request = Jsonb.instance().type(ControlRequest.class).fromJson(line);
      if (request == null || !request.isComplete()) {
        LOG.log(System.Logger.Level.INFO, "control socket: not a whole command");
        return NOT_UNDERSTOOD;
      }
      asked.accept(request, reply);
      return reply.get(PATIENCE_S, TimeUnit.SECONDS);
    } catch (JsonException | IllegalStateException malformed) {
      LOG.log(System.Logger.Level.INFO, "control socket: not a command");
      return NOT_UNDERSTOOD;
    } catch (InterruptedException | ExecutionException | TimeoutException busy) {
      return ControlReply.refused("the session did not answer", "try again");
    }
  }

  /// Asks the session behind `path`.
  ///
  /// @throws IOException when nobody listens there
  public static ControlReply ask(Path path, ControlRequest request) throws IOException {
    try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(path))) {
      channel.write(encode(Jsonb.instance().type(ControlRequest.class).toJson(request)));
      return Jsonb.instance().type(ControlReply.class).fromJson(readLine(channel, REPLY));
    }
  }

  private static ByteBuffer encode(String json) {
    return ByteBuffer.wrap((json + "\n").getBytes(StandardCharsets.UTF_8));
  }

  private static String readLine(SocketChannel channel, int limit) throws IOException {
    java.io.ByteArrayOutputStream line = new java.io.ByteArrayOutputStream();
    java.io.InputStream in = new java.io.BufferedInputStream(Channels.newInputStream(channel));
    for (int b = in.read(); b != '\n'; b = in.read()) {
      if (b < 0 || line.size() == limit) {
        throw new IOException(b < 0 ? "the line ended early" : "the line is too long");
      }
      line.write(b);
    }
    return line.toString(StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    try {
      server.close();
      Files.deleteIfExists(path);
    } catch (IOException left) {
      LOG.log(System.Logger.Level.DEBUG, "the control socket stays behind: {0}", left.getMessage());
    }
  }
}
