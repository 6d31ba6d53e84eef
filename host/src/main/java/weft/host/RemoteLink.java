package weft.host;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolConfig;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolHandler;
import io.netty.handler.codec.http.websocketx.WebSocketVersion;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.timeout.IdleStateHandler;
import io.netty.util.NetUtil;
import java.net.URI;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
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
  /// Bytes in the channel from which on the line counts as congested. What is never held back, as
  /// an answer to a key, waits behind no more than this and [#SOCKET].
  private static final int CONGESTED = 32 << 10;

  /// Bytes that the kernel may keep: at 1 Mbit/s half a second, and enough to fill a fast line.
  private static final int SOCKET = 64 << 10;

  /// First and longest pause between two tries, in milliseconds; each try doubles it.
  private static final int FIRST_PAUSE_MS = 250;

  private static final int LONGEST_PAUSE_MS = 15_000;

  private static final int CONNECT_TIMEOUT_MS = 10_000;

  /// Seconds of silence after which the relay counts as gone; it pings every 20.
  private static final int SILENCE_S = 60;

  private static final System.Logger LOG = System.getLogger("weft.host");

  /// Milliseconds that TLS may take to say goodbye on a connection that is given up.
  private static final int GOODBYE_MS = 200;

  /// How long the end of a session waits for its last words to leave, in milliseconds.
  private static final int FAREWELL_MS = 1_000;

  /// A source of the TLS context, made on the event loop: its classes are slow to load.
  interface Tls {
    @Nullable SslContext context() throws SSLException;
  }

  private final URI address;
  private final Tls tls;
  private final SessionIdentity identity;
  private final @Nullable String token;
  private final Listener listener;
  private final EventLoopGroup loop;
  private volatile @Nullable Channel claimed;
  private volatile boolean closed;
  private final Surroundings surroundings =
      new Surroundings(System.currentTimeMillis(), Surroundings.addressesOfThisMachine());
  private int pause = FIRST_PAUSE_MS;
  private @Nullable Future<?> retry;

  RemoteLink(
      URI address,
      Tls tls,
      SessionIdentity identity,
      @Nullable String token,
      Listener listener,
      EventLoopGroup loop) {
    this.address = address;
    this.tls = tls;
    this.identity = identity;
    this.token = token;
    this.listener = listener;
    this.loop = loop;
  }

  /// Whether the owner is somebody there.
  boolean isSignedIn() {
    return token != null;
  }

  /// As people write it.
  String address() {
    return address.getScheme() + "://" + address.getAuthority();
  }

  void connect() {
    loop.execute(this::tryOnce);
    loop.schedule(this::look, Surroundings.LOOK_MS, TimeUnit.MILLISECONDS);
  }

  /// After sleep or in another network there is no reason to wait any longer.
  private void look() {
    if (closed) {
      return;
    }
    Surroundings.Change change =
        surroundings.look(System.currentTimeMillis(), Surroundings.addressesOfThisMachine());
    Channel channel = claimed;
    if (change != Surroundings.Change.NOTHING) {
      pause = FIRST_PAUSE_MS;
      if (retry != null && retry.cancel(false)) {
        tryOnce();
      } else if (channel != null) {
        doubt(channel, change == Surroundings.Change.SLEPT);
      }
    }
    loop.schedule(this::look, Surroundings.LOOK_MS, TimeUnit.MILLISECONDS);
  }

  private static void doubt(Channel channel, boolean certainlyGone) {
    ChannelHandlerContext pulse = channel.pipeline().context(Pulse.class);
    ChannelHandlerContext handler = channel.pipeline().context(RemoteLinkHandler.class);
    if (pulse == null || handler == null) {
      return; // it has just been closed
    }
    if (certainlyGone) {
      ((RemoteLinkHandler) handler.handler()).giveUp(handler);
    } else {
      ((Pulse) pulse.handler()).ask(pulse);
    }
  }

  private void tryOnce() {
    retry = null;
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
        .option(ChannelOption.SO_SNDBUF, SOCKET)
        .option(ChannelOption.TCP_NODELAY, true)
        .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_TIMEOUT_MS)
        .option(
            ChannelOption.WRITE_BUFFER_WATER_MARK,
            new WriteBufferWaterMark(CONGESTED / 4, CONGESTED))
        .handler(
            new ChannelInitializer<SocketChannel>() {
              @Override
              protected void initChannel(SocketChannel channel) {
                if (context != null) {
                  SslHandler tls = context.newHandler(channel.alloc(), host, port);
                  sayName(tls, host);
                  tls.setCloseNotifyFlushTimeoutMillis(GOODBYE_MS);
                  channel.pipeline().addLast(tls);
                }
                channel
                    .pipeline()
                    .addLast(
                        new Pulse(),
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

  /// Proxies choose a certificate by it; Java says names without a dot only when told to.
  private static void sayName(SslHandler tls, String host) {
    if (!NetUtil.isValidIpV4Address(host) && !host.startsWith("[")) {
      SSLParameters parameters = tls.engine().getSSLParameters();
      parameters.setServerNames(List.of(new SNIHostName(host)));
      tls.engine().setSSLParameters(parameters);
    }
  }

  private WebSocketClientProtocolConfig webSocket(boolean secure) {
    DefaultHttpHeaders headers = new DefaultHttpHeaders();
    if (token != null) {
      headers.set(HttpHeaderNames.AUTHORIZATION, "Bearer " + token);
    }
    return WebSocketClientProtocolConfig.newBuilder()
        .webSocketUri((secure ? "wss://" : "ws://") + address.getAuthority() + "/v1/host")
        .version(WebSocketVersion.V13)
        .allowExtensions(false)
        .customHeaders(headers)
        .maxFramePayloadLength(2 * Limits.GUEST_FRAME)
        .handshakeTimeoutMillis(CONNECT_TIMEOUT_MS)
        .build();
  }

  /// The relay has given this session its room.
  void claimed(Channel channel) {
    pause = FIRST_PAUSE_MS;
    claimed = channel;
    listener.up(new Line(channel));
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
    retry = loop.schedule(this::tryOnce, pause / 2 + jitter, TimeUnit.MILLISECONDS);
    pause = Math.min(2 * pause, LONGEST_PAUSE_MS);
  }

  /// There is no point in trying again.
  void giveUp(String why) {
    claimed = null;
    closed = true;
    LOG.log(System.Logger.Level.WARNING, "relay: {0}; not tried again", why);
    listener.over(why);
  }

  /// One connection, from the moment the relay has accepted the session.
  private final class Line implements RelayLine {
    private final Channel channel;
    private final AtomicBoolean flushDue = new AtomicBoolean();

    Line(Channel channel) {
      this.channel = channel;
    }

    @Override
    public void send(HostToRelay frame) {
      if (frame instanceof HostToRelay.End) {
        closed = true; // the session is over: there is nothing to come back to
      }
      if (!channel.isActive()) {
        return; // its receivers are gone with the connection; they come back with a new HELLO
      }
      Bytes bytes = HostToRelayCodec.encode(frame);
      channel.write(new BinaryWebSocketFrame(Unpooled.wrappedBuffer(bytes.buffer())));
      if (flushDue.compareAndSet(false, true)) {
        channel.eventLoop().execute(this::flushSoon);
      }
    }

    /// Flushes behind every write that found [#flushDue] set: those are queued on the loop by now.
    private void flushSoon() {
      flushDue.set(false);
      channel.eventLoop().execute(channel::flush);
    }

    @Override
    public boolean writable() {
      return channel.isActive() && channel.isWritable();
    }
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
