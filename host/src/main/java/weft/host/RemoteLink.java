package weft.host;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolConfig;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolHandler;
import io.netty.handler.codec.http.websocketx.WebSocketVersion;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.timeout.IdleStateHandler;
import java.net.URI;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import weft.crypto.SessionIdentity;
import weft.protocol.Bytes;
import weft.protocol.HostToRelay;
import weft.protocol.HostToRelayCodec;
import weft.protocol.Limits;

/// A session's WebSocket to a relay elsewhere: connects, claims the session, and starts over with
/// growing pauses for as long as the session lives. Its state belongs to one event loop. A failed
/// write closes its channel, which is noticed; nobody waits for the future.
@SuppressWarnings("FutureReturnValueIgnored")
final class RemoteLink implements RelayLink {
  /// Bytes in the channel and in the kernel before the link counts as congested: at 1 Mbit/s half
  /// a second.
  private static final int CONGESTED = 64 << 10;

  /// First and longest pause between two tries, in milliseconds; each try doubles it.
  private static final int FIRST_PAUSE_MS = 250;

  private static final int LONGEST_PAUSE_MS = 30_000;

  private static final int CONNECT_TIMEOUT_MS = 10_000;

  /// Seconds of silence after which the relay counts as gone; it pings every 20.
  private static final int SILENCE_S = 60;

  private static final System.Logger LOG = System.getLogger("weft.host");

  /// How long the end of a session waits for its last words to leave, in milliseconds.
  private static final int FAREWELL_MS = 1_000;

  /// A source of the TLS context, made on the event loop: its classes are slow to load.
  interface Tls {
    @Nullable SslContext context() throws SSLException;
  }

  private final URI address;
  private final Tls tls;
  private final SessionIdentity identity;
  private final Listener listener;
  private final EventLoopGroup loop;
  private final AtomicBoolean flushDue = new AtomicBoolean();
  private volatile @Nullable Channel claimed;
  private volatile boolean closed;
  private int pause = FIRST_PAUSE_MS;

  RemoteLink(
      URI address, Tls tls, SessionIdentity identity, Listener listener, EventLoopGroup loop) {
    this.address = address;
    this.tls = tls;
    this.identity = identity;
    this.listener = listener;
    this.loop = loop;
  }

  void connect() {
    loop.execute(this::tryOnce);
  }

  private void tryOnce() {
    if (closed) {
      return;
    }
    SslContext context;
    try {
      context = tls.context();
    } catch (SSLException | IllegalArgumentException unusable) {
      lost(unusable.getMessage());
      return;
    }
    boolean secure = context != null;
    int port = address.getPort() >= 0 ? address.getPort() : secure ? 443 : 80;
    String host = address.getHost();
    new Bootstrap()
        .group(loop)
        .channel(NioSocketChannel.class)
        .option(ChannelOption.SO_SNDBUF, CONGESTED)
        .option(ChannelOption.TCP_NODELAY, true)
        .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_TIMEOUT_MS)
        .option(
            ChannelOption.WRITE_BUFFER_WATER_MARK,
            new WriteBufferWaterMark(CONGESTED / 2, CONGESTED))
        .handler(
            new ChannelInitializer<SocketChannel>() {
              @Override
              protected void initChannel(SocketChannel channel) {
                if (context != null) {
                  channel.pipeline().addLast(context.newHandler(channel.alloc(), host, port));
                }
                channel
                    .pipeline()
                    .addLast(
                        new HttpClientCodec(),
                        new HttpObjectAggregator(8192),
                        new IdleStateHandler(SILENCE_S, 0, 0),
                        new WebSocketClientProtocolHandler(webSocket(secure)),
                        new RemoteLinkHandler(RemoteLink.this, identity, listener));
              }
            })
        .connect(host, port)
        .addListener(
            attempt -> {
              if (!attempt.isSuccess()) {
                lost(attempt.cause().getMessage());
              }
            });
  }

  private WebSocketClientProtocolConfig webSocket(boolean secure) {
    return WebSocketClientProtocolConfig.newBuilder()
        .webSocketUri((secure ? "wss://" : "ws://") + address.getAuthority() + "/v1/host")
        .version(WebSocketVersion.V13)
        .allowExtensions(false)
        .customHeaders(new DefaultHttpHeaders())
        .maxFramePayloadLength(2 * Limits.GUEST_FRAME)
        .handshakeTimeoutMillis(CONNECT_TIMEOUT_MS)
        .build();
  }

  /// The relay has given this session its room.
  void claimed(Channel channel) {
    pause = FIRST_PAUSE_MS;
    claimed = channel;
    listener.up();
    listener.writable();
  }

  /// The connection, or the attempt, is over: tries again later.
  void lost(@Nullable String why) {
    claimed = null;
    if (closed) {
      return;
    }
    LOG.log(System.Logger.Level.WARNING, "relay: {0}", why == null ? "no answer" : why);
    listener.down(why == null ? "no answer" : why);
    int jitter = ThreadLocalRandom.current().nextInt(pause / 2 + 1);
    loop.schedule(this::tryOnce, pause / 2 + jitter, TimeUnit.MILLISECONDS);
    pause = Math.min(2 * pause, LONGEST_PAUSE_MS);
  }

  /// There is no point in trying again.
  void giveUp(String why) {
    claimed = null;
    closed = true;
    LOG.log(System.Logger.Level.WARNING, "relay: {0}; not tried again", why);
    listener.down(why);
  }

  @Override
  public void send(HostToRelay frame) {
    Channel channel = claimed;
    if (channel == null) {
      return; // its receivers are gone with the connection; they come back with a new HELLO
    }
    if (frame instanceof HostToRelay.End) {
      closed = true; // the session is over: there is nothing to come back to
    }
    Bytes bytes = HostToRelayCodec.encode(frame);
    channel.write(new BinaryWebSocketFrame(Unpooled.wrappedBuffer(bytes.buffer())));
    if (flushDue.compareAndSet(false, true)) {
      channel.eventLoop().execute(() -> flushSoon(channel));
    }
  }

  /// Flushes behind every write that found [#flushDue] set: those are queued on the loop by now.
  private void flushSoon(Channel channel) {
    flushDue.set(false);
    channel.eventLoop().execute(channel::flush);
  }

  @Override
  public boolean writable() {
    Channel channel = claimed;
    return channel != null && channel.isWritable();
  }

  @Override
  public void close() {
    closed = true;
    Channel channel = claimed;
    if (channel != null) {
      channel.writeAndFlush(new CloseWebSocketFrame()).addListener(ChannelFutureListener.CLOSE);
      channel.closeFuture().awaitUninterruptibly(FAREWELL_MS);
    }
    loop.shutdownGracefully(0, FAREWELL_MS, TimeUnit.MILLISECONDS);
  }
}
