package weft.testkit;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import weft.protocol.Bytes;

/// A plain WebSocket that carries frames to a relay: what a hand-made client would use.
public final class FrameSocket implements AutoCloseable {
  private final WebSocket socket;
  private final HttpClient client;
  private final Receiver receiver;
  private CompletableFuture<?> sending = CompletableFuture.completedFuture(null);

  private FrameSocket(HttpClient client, WebSocket socket, Receiver receiver) {
    this.client = client;
    this.socket = socket;
    this.receiver = receiver;
  }

  /// @param path `/v1/host` or `/v1/s/ID`
  /// @param tls null for the system's trust
  public static FrameSocket open(
      String address, String path, @Nullable SSLContext tls, Consumer<Bytes> received) {
    FrameSocket opened = silent(address, path, tls, received);
    opened.begin();
    return opened;
  }

  /// As [#open], but nothing is received before [#begin]: the JDK may deliver the first frame
  /// on the very thread that opens, before the socket is known to whoever receives.
  static FrameSocket silent(
      String address, String path, @Nullable SSLContext tls, Consumer<Bytes> received) {
    HttpClient.Builder builder = HttpClient.newBuilder();
    if (tls != null) {
      builder.sslContext(tls);
    }
    HttpClient client = builder.build();
    Receiver receiver = new Receiver(received);
    WebSocket socket =
        client
            .newWebSocketBuilder()
            .buildAsync(URI.create("ws" + address.substring("http".length()) + path), receiver)
            .join();
    return new FrameSocket(client, socket, receiver);
  }

  void begin() {
    socket.request(1);
  }

  public synchronized void send(Bytes frame) {
    sending = sending.thenCompose(_ -> socket.sendBinary(frame.buffer(), true));
  }

  /// Stops or goes on taking frames off the socket.
  public void reading(boolean on) {
    receiver.reading(on, socket);
  }

  /// Completes when the connection is over.
  public CompletableFuture<Void> closed() {
    return receiver.closed;
  }

  @Override
  public void close() {
    try {
      socket.sendClose(WebSocket.NORMAL_CLOSURE, "").join();
    } catch (CompletionException gone) {
      socket.abort();
    }
    client.shutdownNow();
  }

  /// As if the machine had lost its network.
  public void abort() {
    socket.abort();
    client.shutdownNow();
  }

  private static final class Receiver implements WebSocket.Listener {
    private final Consumer<Bytes> received;
    private final ByteArrayOutputStream partial = new ByteArrayOutputStream();
    private final CompletableFuture<Void> closed = new CompletableFuture<>();
    private boolean reading = true;
    private boolean owing;

    Receiver(Consumer<Bytes> received) {
      this.received = received;
    }

    @Override
    public void onOpen(WebSocket webSocket) {
      // nothing is asked for before `begin`
    }

    @Override
    public @Nullable CompletionStage<?> onBinary(
        WebSocket webSocket, ByteBuffer data, boolean last) {
      byte[] bytes = new byte[data.remaining()];
      data.get(bytes);
      partial.writeBytes(bytes);
      if (last) {
        Bytes frame = Bytes.owned(partial.toByteArray());
        partial.reset();
        received.accept(frame);
      }
      next(webSocket);
      return null;
    }

    private synchronized void next(WebSocket webSocket) {
      if (reading) {
        webSocket.request(1);
      } else {
        owing = true;
      }
    }

    synchronized void reading(boolean on, WebSocket webSocket) {
      reading = on;
      if (on && owing) {
        owing = false;
        webSocket.request(1);
      }
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket webSocket, int code, String reason) {
      closed.complete(null);
      return null;
    }

    @Override
    public void onError(WebSocket webSocket, Throwable error) {
      closed.complete(null);
    }
  }
}
