package weft.relay;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.EventLoop;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameDecoder;
import io.netty.handler.codec.http.websocketx.WebSocketDecoderConfig;
import io.netty.handler.codec.http.websocketx.WebSocketHandshakeException;
import io.netty.handler.codec.http.websocketx.WebSocketServerHandshaker;
import io.netty.handler.codec.http.websocketx.WebSocketServerHandshakerFactory;
import java.net.InetSocketAddress;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;
import weft.protocol.Limits;
import weft.protocol.SessionId;
import weft.relay.Callers.Caller;

/// What all connections of a relay share, and how one becomes a WebSocket.
/// A failed write closes its channel; nobody waits for it.
@SuppressWarnings("FutureReturnValueIgnored")
final class Edge {
  /// The name that the handshake gives to the decoder of WebSocket frames.
  private static final String DECODER = "wsdecoder";

  private static final String GUESTS = "/v1/s/";
  private static final String HOSTS = "/v1/host";

  private final Address address;
  private final Patience patience;
  private final Rooms rooms;
  private final Pages pages;
  private final Callers callers;
  private final Traffic traffic;
  private final Accounts accounts;
  private final Map<String, String> strictHeaders;
  private final Map<EventLoop, Turns> turns = new ConcurrentHashMap<>();
  private volatile boolean ready = true;

  Edge(
      Address address,
      Patience patience,
      Rooms rooms,
      Pages pages,
      Callers callers,
      Traffic traffic,
      Accounts accounts) {
    this.address = address;
    this.patience = patience;
    this.rooms = rooms;
    this.pages = pages;
    this.callers = callers;
    this.traffic = traffic;
    this.accounts = accounts;
    this.strictHeaders = strict(address.secure());
  }

  Address address() {
    return address;
  }

  Patience patience() {
    return patience;
  }

  Traffic traffic() {
    return traffic;
  }

  Accounts accounts() {
    return accounts;
  }

  /// Whether newcomers are welcome, as far as a load balancer is concerned.
  boolean isReady() {
    return ready && accounts.isReady();
  }

  void retire() {
    ready = false;
  }

  Pages pages() {
    return pages;
  }

  /// Set on every response.
  Map<String, String> strictHeaders() {
    return strictHeaders;
  }

  /// Turns a connection into a guest's or a host's; false if the path is neither's.
  boolean upgrade(
      ChannelHandlerContext context, FullHttpRequest request, String path, ConnectionLog log) {
    if (path.equals(HOSTS)) {
      Caller from =
          callers.at(((InetSocketAddress) context.channel().remoteAddress()).getAddress());
      whenKnown(
          context,
          request,
          log,
          accounts::host,
          answer ->
              handshake(
                  context,
                  request,
                  log.as("host"),
                  HostParty.UNCLAIMED_FRAME,
                  socket ->
                      new HostParty(
                          socket, rooms, patience, address::text, from, accounts, answer)));
      return true;
    }
    if (!path.startsWith(GUESTS)) {
      return false;
    }
    Optional<SessionId> session = SessionId.parse(path.substring(GUESTS.length()));
    session.ifPresent(
        id ->
            whenKnown(
                context,
                request,
                log,
                accounts::guest,
                visitor ->
                    handshake(
                        context,
                        request,
                        log.as("guest"),
                        Limits.GUEST_FRAME,
                        socket -> new GuestParty(socket, rooms, id, visitor))));
    return session.isPresent();
  }

  /// Goes on once it is known who asks, on the connection's event loop; meanwhile nothing more is
  /// read.
  private static <T> void whenKnown(
      ChannelHandlerContext context,
      FullHttpRequest request,
      ConnectionLog log,
      Function<Accounts.Request, CompletionStage<T>> who,
      Consumer<T> then) {
    request.retain();
    CompletionStage<T> known = who.apply(HttpRequests.of(context, request));
    if (known.toCompletableFuture().isDone()
        && !known.toCompletableFuture().isCompletedExceptionally()) {
      then.accept(known.toCompletableFuture().join());
      request.release();
      return;
    }
    context.channel().config().setAutoRead(false);
    known.whenCompleteAsync(
        (answer, failed) -> {
          try {
            if (failed != null) {
              log.complain("closed, who asks could not be looked up: " + failed.getMessage());
              context.close();
            } else {
              context.channel().config().setAutoRead(true);
              then.accept(answer);
            }
          } finally {
            request.release();
          }
        },
        context.executor());
  }

  /// Lets a socket take larger frames from now on.
  static void widen(Channel channel, int bytes) {
    channel.pipeline().replace(DECODER, DECODER, new WebSocket13FrameDecoder(decoderConfig(bytes)));
  }

  private void handshake(
      ChannelHandlerContext context,
      FullHttpRequest request,
      ConnectionLog log,
      int frameLimit,
      Function<Socket, Party> party) {
    Channel channel = context.channel();
    WebSocketServerHandshaker handshaker =
        new WebSocketServerHandshakerFactory(null, null, decoderConfig(frameLimit))
            .newHandshaker(request);
    if (handshaker == null) {
      log.complain("closed, asked for another version of WebSocket");
      WebSocketServerHandshakerFactory.sendUnsupportedVersionResponse(channel)
          .addListener(_ -> channel.close());
      return;
    }
    Turns loop = turns.computeIfAbsent(channel.eventLoop(), Turns::new);
    Socket socket = new Socket(channel, loop, patience, log, traffic, frameLimit, party);
    context.pipeline().replace(context.handler(), "socket", socket);
    try {
      handshaker
          .handshake(channel, request)
          .addListener(
              done -> {
                if (done.isSuccess()) {
                  socket.open();
                } else {
                  channel.close();
                }
              });
    } catch (WebSocketHandshakeException e) {
      log.complain("closed, a bad handshake: " + e.getMessage());
      channel.close();
    }
  }

  private static WebSocketDecoderConfig decoderConfig(int frameLimit) {
    return WebSocketDecoderConfig.newBuilder()
        .maxFramePayloadLength(frameLimit)
        .expectMaskedFrames(true)
        .allowMaskMismatch(false)
        .allowExtensions(false)
        .closeOnProtocolViolation(false)
        .withUTF8Validator(false)
        .build();
  }

  private static Map<String, String> strict(boolean secure) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put(
        "content-security-policy",
        String.join(
            "; ",
            "default-src 'none'",
            "script-src 'self'",
            // xterm.js writes its colours and sizes into a style element.
            "style-src 'self'",
            "connect-src 'self'",
            "img-src 'self' data: blob:",
            "font-src 'self'",
            "manifest-src 'self'",
            "base-uri 'none'",
            "form-action 'none'",
            "frame-ancestors 'none'"));
    headers.put("x-content-type-options", "nosniff");
    headers.put("referrer-policy", "no-referrer");
    headers.put("cross-origin-opener-policy", "same-origin");
    headers.put("cross-origin-resource-policy", "same-origin");
    headers.put("x-frame-options", "DENY");
    if (secure) {
      headers.put("strict-transport-security", "max-age=31536000");
    }
    return Map.copyOf(headers);
  }
}
