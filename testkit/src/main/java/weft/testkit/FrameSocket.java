package weft.testkit;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolConfig;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolHandler;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolHandler.ClientHandshakeStateEvent;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrameAggregator;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.net.URI;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayDeque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import org.jspecify.annotations.Nullable;
import weft.protocol.Bytes;
import weft.protocol.Limits;

/// A plain WebSocket that carries frames to a relay: what a hand-made client would use. Thousands
/// of them share two threads, on which frames are received. A failed write closes its channel,
/// which is noticed; nobody waits for the future.
@SuppressWarnings("FutureReturnValueIgnored")
public final class FrameSocket implements AutoCloseable {
  private static final int THREADS = 2;
  private static final int HANDSHAKE_BYTES = 16 << 10;

  /// As patient as tests are: a thousand may shake hands at once, on a busy machine.
  private static final int HANDSHAKE_MS = 60_000;

  private static final EventLoopGroup LOOPS =
      new MultiThreadIoEventLoopGroup(
          THREADS, new DefaultThreadFactory("frame-socket", true), NioIoHandler.newFactory());

  private final Channel channel;
  private final Receiver receiver;

  private FrameSocket(Channel channel, Receiver receiver) {
    this.channel = channel;
    this.receiver = receiver;
  }

  /// @param path `/v1/host` or `/v1/s/ID`
  /// @param tls null for the system's trust
  public static FrameSocket open(
      String address, String path, @Nullable SSLContext tls, Consumer<Bytes> received) {
    FrameSocket opened = silent(address, -1, path, tls, received);
    opened.begin();
    return opened;
  }

  /// As [#open], as somebody who has signed in.
  ///
  /// @param token what the relay gave a terminal
  public static FrameSocket openAs(
      String token, String address, String path, Consumer<Bytes> received) {
    HttpHeaders headers = new DefaultHttpHeaders().set("authorization", "Bearer " + token);
    FrameSocket opened = silent(address, -1, path, null, headers, received);
    opened.begin();
    return opened;
  }

  /// As [#open], but nothing is received before [#begin]: the first frame may come before the
  /// socket is known to whoever receives.
  ///
  /// @param via another port of the same machine that leads there, or -1
  static FrameSocket silent(
      String address, int via, String path, @Nullable SSLContext tls, Consumer<Bytes> received) {
    return silent(address, via, path, tls, new DefaultHttpHeaders(), received);
  }

  private static FrameSocket silent(
      String address,
      int via,
      String path,
      @Nullable SSLContext tls,
      HttpHeaders headers,
      Consumer<Bytes> received) {
    URI uri = URI.create("ws" + address.substring("http".length()) + path);
    boolean secure = uri.getScheme().equals("wss");
    int port = uri.getPort() >= 0 ? uri.getPort() : secure ? 443 : 80;
    Receiver receiver = new Receiver(received);
    ChannelInitializer<SocketChannel> pipeline =
        new ChannelInitializer<>() {
          @Override
          protected void initChannel(SocketChannel channel) {
            ChannelPipeline stages = channel.pipeline();
            if (secure) {
              stages.addLast(new SslHandler(engine(tls, uri.getHost(), port)));
            }
            stages.addLast(
                new HttpClientCodec(),
                new HttpObjectAggregator(HANDSHAKE_BYTES),
                new WebSocketClientProtocolHandler(
                    WebSocketClientProtocolConfig.newBuilder()
                        .webSocketUri(uri)
                        .customHeaders(headers)
                        .maxFramePayloadLength(Limits.HOST_FRAME)
                        .handshakeTimeoutMillis(HANDSHAKE_MS)
                        .build()),
                new WebSocketFrameAggregator(Limits.HOST_FRAME),
                receiver);
          }
        };
    Channel channel =
        new Bootstrap()
            .group(LOOPS)
            .channel(NioSocketChannel.class)
            .option(ChannelOption.TCP_NODELAY, true)
            .handler(pipeline)
            .connect(uri.getHost(), via >= 0 ? via : port)
            .syncUninterruptibly()
            .channel();
    channel.closeFuture().addListener(_ -> receiver.over());
    receiver.handshaken.join();
    return new FrameSocket(channel, receiver);
  }

  private static SSLEngine engine(@Nullable SSLContext tls, String host, int port) {
    try {
      SSLContext context = tls == null ? SSLContext.getDefault() : tls;
      SSLEngine engine = context.createSSLEngine(host, port);
      engine.setUseClientMode(true);
      SSLParameters parameters = engine.getSSLParameters();
      parameters.setEndpointIdentificationAlgorithm("HTTPS");
      engine.setSSLParameters(parameters);
      return engine;
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("the JDK has no TLS", e);
    }
  }

  void begin() {
    channel.eventLoop().execute(receiver::begin);
  }

  /// In the order of the calls.
  public void send(Bytes frame) {
    channel.writeAndFlush(new BinaryWebSocketFrame(Unpooled.wrappedBuffer(frame.buffer())));
  }

  /// Runs a task on the thread that receives.
  void later(int millis, Runnable task) {
    channel.eventLoop().schedule(task, millis, TimeUnit.MILLISECONDS);
  }

  /// Stops or goes on taking frames off the socket.
  public void reading(boolean on) {
    channel.config().setAutoRead(on);
  }

  /// Completes when the connection is over.
  public CompletableFuture<Void> closed() {
    return receiver.closed;
  }

  @Override
  public void close() {
    channel.writeAndFlush(new CloseWebSocketFrame(1000, ""));
    channel.close().syncUninterruptibly();
  }

  /// As if the machine had lost its network: the other side finds the connection reset.
  public void abort() {
    channel.config().setOption(ChannelOption.SO_LINGER, 0);
    channel.close().syncUninterruptibly();
  }

  /// Everything in here happens on the channel's loop.
  private static final class Receiver extends SimpleChannelInboundHandler<WebSocketFrame> {
    private final Consumer<Bytes> received;
    private final ArrayDeque<Bytes> early = new ArrayDeque<>();
    private final CompletableFuture<Void> handshaken = new CompletableFuture<>();
    private final CompletableFuture<Void> closed = new CompletableFuture<>();
    private boolean begun;

    Receiver(Consumer<Bytes> received) {
      this.received = received;
    }

    void begin() {
      begun = true;
      while (!early.isEmpty()) {
        received.accept(early.remove());
      }
    }

    void over() {
      handshaken.completeExceptionally(new IllegalStateException("no WebSocket there"));
      closed.complete(null);
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
      if (event == ClientHandshakeStateEvent.HANDSHAKE_COMPLETE) {
        handshaken.complete(null);
      }
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, WebSocketFrame frame) {
      if (frame instanceof BinaryWebSocketFrame) {
        Bytes bytes = Bytes.owned(ByteBufUtil.getBytes(frame.content()));
        if (begun) {
          received.accept(bytes);
        } else {
          early.add(bytes);
        }
      }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
      handshaken.completeExceptionally(cause);
      context.close();
    }
  }
}
