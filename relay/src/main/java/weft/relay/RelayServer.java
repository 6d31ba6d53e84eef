package weft.relay;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import weft.protocol.Bytes;
import weft.protocol.Reason;
import weft.protocol.RelayToHost;
import weft.protocol.SessionId;
import weft.relay.Callers.Caller;

/// A running relay: rooms behind a port, for hosts and guests on sockets and hosts in this
/// process. A failed write closes its channel; nobody waits for it.
@SuppressWarnings("FutureReturnValueIgnored")
public final class RelayServer implements AutoCloseable {
  /// Kernel and Netty buffers per connection: small, so that a guest that stops reading is seen
  /// soon and its backlog stays where it can still be dropped.
  private static final int SEND_BUFFER = 64 << 10;

  private static final int READ_BUFFER = 16 << 10;
  private static final WriteBufferWaterMark WATER =
      new WriteBufferWaterMark(SEND_BUFFER / 2, SEND_BUFFER);

  /// Bytes of a request line, of all headers, and of a body nobody needs.
  private static final int REQUEST_LINE = 2 << 10;

  private static final int HEADERS = 16 << 10;
  private static final int BODY = 64 << 10;

  private static final Duration SWEEP = Duration.ofSeconds(1);
  private static final Duration FAREWELL = Duration.ofMillis(500);

  private final RelayOptions options;
  private final Rooms rooms;
  private final Callers callers;
  private final Edge edge;
  private final EventLoopGroup loops;
  private final @Nullable TlsFiles tls;
  private final Traffic traffic = new Traffic();
  private final AtomicLong connections = new AtomicLong();
  private final Set<Channel> open = ConcurrentHashMap.newKeySet();
  private final AtomicBoolean closed = new AtomicBoolean();
  private final Channel listener;

  private RelayServer(
      RelayOptions options,
      Patience patience,
      InstantSource clock,
      ServerSocketChannel bound,
      Function<String, Accounts> accounts)
      throws IOException {
    this.options = options;
    this.tls = options.tls() == null ? null : new TlsFiles(options.tls(), clock);
    Address address = Address.of(options, (InetSocketAddress) bound.getLocalAddress());
    this.rooms = new Rooms(options.limits(), clock);
    this.callers = new Callers(options.publicAddress() == null, clock);
    this.edge =
        new Edge(
            address,
            patience,
            rooms,
            new Pages(RelayServer.class.getClassLoader()),
            callers,
            traffic,
            accounts.apply(address.text()));
    this.loops =
        new MultiThreadIoEventLoopGroup(
            options.threads(),
            new DefaultThreadFactory("weft-relay", true),
            NioIoHandler.newFactory());
    this.listener = listen(bound);
    var _ =
        loops
            .next()
            .scheduleAtFixedRate(
                this::sweep, SWEEP.toSeconds(), SWEEP.toSeconds(), TimeUnit.SECONDS);
  }

  /// Starts a relay on the address and port of its options.
  ///
  /// @throws IOException in one sentence that says what to do: the port is taken, the certificate
  ///     cannot be read, or plain HTTP would be served to other machines
  public static RelayServer start(RelayOptions options) throws IOException {
    return start(options, BoundPort.take(options).channel());
  }

  /// Starts a relay that knows people.
  ///
  /// @param accounts made of the address that goes before `/s/ID` in links
  public static RelayServer start(RelayOptions options, Function<String, Accounts> accounts)
      throws IOException {
    return start(
        options, Patience.USUAL, new Uptime(), BoundPort.take(options).channel(), accounts);
  }

  /// Starts a relay on a channel that already listens, and owns it from here on; the options'
  /// address and port are not looked at.
  public static RelayServer start(RelayOptions options, ServerSocketChannel bound)
      throws IOException {
    return start(options, Patience.USUAL, new Uptime(), bound);
  }

  static RelayServer start(
      RelayOptions options, Patience patience, InstantSource clock, ServerSocketChannel bound)
      throws IOException {
    return start(options, patience, clock, bound, _ -> Accounts.NONE);
  }

  private static RelayServer start(
      RelayOptions options,
      Patience patience,
      InstantSource clock,
      ServerSocketChannel bound,
      Function<String, Accounts> accounts)
      throws IOException {
    try {
      BoundPort.refuseInsecure(options, ((InetSocketAddress) bound.getLocalAddress()).getAddress());
      return new RelayServer(options, patience, clock, bound, accounts);
    } catch (IOException e) {
      bound.close();
      throw e;
    }
  }

  /// What goes before `/s/ID` in links: scheme, host and port as guests can open it.
  public String address() {
    return edge.address().text();
  }

  /// The port that is listened on.
  public int port() {
    return ((InetSocketAddress) listener.localAddress()).getPort();
  }

  /// How it is right now.
  public RelayFigures figures() {
    return new RelayFigures(
        rooms.size(),
        rooms.hosts(),
        rooms.guests(),
        open.size(),
        rooms.keptBytes(),
        traffic.received().sum(),
        traffic.sent().sum(),
        traffic.refused().sum());
  }

  /// Every session, also those whose host is away.
  public List<SessionFigures> sessions() {
    return rooms.figures();
  }

  /// Ends a session on somebody's order.
  ///
  /// @return whether there is such a one
  public boolean end(SessionId session, Reason reason) {
    return rooms.end(session, reason);
  }

  /// Somebody's account has changed: their connections are closed, and judged anew when they come
  /// again.
  public void reconsider(String person) {
    rooms.reconsider(person);
  }

  /// Tells whoever asks `/readyz` to send newcomers elsewhere; everything goes on until [#close].
  public void retire() {
    edge.retire();
  }

  /// Attaches a host that is in this process (rule R2). What the relay says, CLAIMED first, goes
  /// to `toHost`: on a thread of the relay's, one at a time, in order; it must not block. A CLOSE
  /// is the last frame.
  ///
  /// @param id must be that of the keys (rule L2)
  public HostLink attach(
      SessionId id, Bytes signingKey, Bytes agreementKey, Consumer<RelayToHost> toHost) {
    HostKeys keys = new HostKeys(signingKey, agreementKey);
    if (!keys.session().equals(id)) {
      throw new IllegalArgumentException("these are not the keys of session " + id);
    }
    ConnectionLog log = new ConnectionLog(connections.incrementAndGet(), "host in this process");
    AttachedHost host = new AttachedHost(rooms, id, loops.next(), log, toHost);
    host.attach(keys, address());
    return host;
  }

  /// Tells everybody RELAY_STOPPING and closes all there is; waits for it, for a second at most.
  @Override
  public void close() {
    if (!closed.compareAndSet(false, true)) {
      return;
    }
    listener.close().syncUninterruptibly();
    rooms.stop();
    long end = System.nanoTime() + FAREWELL.toNanos();
    open.forEach(channel -> awaitClosed(channel, end));
    open.forEach(Channel::close);
    loops
        .shutdownGracefully(0, FAREWELL.toMillis(), TimeUnit.MILLISECONDS)
        .awaitUninterruptibly(2 * FAREWELL.toMillis());
  }

  private static void awaitClosed(Channel channel, long end) {
    long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
    channel.closeFuture().awaitUninterruptibly(Math.max(1, left));
  }

  private Channel listen(ServerSocketChannel bound) {
    ChannelFuture registered =
        new ServerBootstrap()
            .group(loops)
            .channelFactory(() -> new NioServerSocketChannel(bound))
            .childOption(ChannelOption.TCP_NODELAY, true)
            .childOption(ChannelOption.SO_SNDBUF, SEND_BUFFER)
            .childOption(ChannelOption.WRITE_BUFFER_WATER_MARK, WATER)
            .childOption(ChannelOption.ALLOCATOR, PooledByteBufAllocator.DEFAULT)
            .childOption(
                ChannelOption.RECVBUF_ALLOCATOR,
                new AdaptiveRecvByteBufAllocator(64, 512, READ_BUFFER))
            .childHandler(
                new ChannelInitializer<SocketChannel>() {
                  @Override
                  protected void initChannel(SocketChannel channel) {
                    accept(channel);
                  }
                })
            .register();
    return registered.syncUninterruptibly().channel();
  }

  private void sweep() {
    rooms.sweep();
    callers.sweep();
    if (tls != null) {
      tls.look();
    }
  }

  private void accept(SocketChannel channel) {
    ConnectionLog log = new ConnectionLog(connections.incrementAndGet(), "http");
    if (open.size() >= options.limits().connections()) {
      traffic.refused().increment();
      log.complain("closed, over the limit of " + options.limits().connections() + " connections");
      channel.close();
      return;
    }
    Caller caller = callers.at(channel.remoteAddress().getAddress());
    Callers.Answer answer = callers.came(caller);
    if (answer != Callers.Answer.WELCOME) {
      traffic.refused().increment();
      if (callers.isNews(caller)) {
        log.complain("closed, its address has " + answer.what());
      }
      channel.close();
      return;
    }
    open.add(channel);
    channel
        .closeFuture()
        .addListener(
            _ -> {
              open.remove(channel);
              callers.left(caller);
            });
    ChannelPipeline pipeline = channel.pipeline();
    if (tls != null) {
      pipeline.addLast(tls.context().newHandler(channel.alloc()));
    }
    HttpDecoderConfig limits =
        new HttpDecoderConfig()
            .setMaxInitialLineLength(REQUEST_LINE)
            .setMaxHeaderSize(HEADERS)
            .setMaxChunkSize(BODY);
    pipeline.addLast(new HttpServerCodec(limits));
    pipeline.addLast(new HttpObjectAggregator(BODY, true));
    pipeline.addLast(new HttpEdge(edge, log));
  }
}
