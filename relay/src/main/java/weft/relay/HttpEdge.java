package weft.relay;

import static io.netty.handler.codec.http.HttpHeaderNames.ACCEPT_ENCODING;
import static io.netty.handler.codec.http.HttpHeaderNames.CACHE_CONTROL;
import static io.netty.handler.codec.http.HttpHeaderNames.CONTENT_ENCODING;
import static io.netty.handler.codec.http.HttpHeaderNames.CONTENT_LENGTH;
import static io.netty.handler.codec.http.HttpHeaderNames.CONTENT_TYPE;
import static io.netty.handler.codec.http.HttpHeaderNames.HOST;
import static io.netty.handler.codec.http.HttpHeaderNames.ORIGIN;
import static io.netty.handler.codec.http.HttpHeaderNames.UPGRADE;
import static io.netty.handler.codec.http.HttpHeaderNames.VARY;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.util.concurrent.Future;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Everything that is asked in HTTP: whether it may be asked here at all, the page, and the way
/// to a WebSocket. A failed write closes its channel; nobody waits for it.
@SuppressWarnings("FutureReturnValueIgnored")
final class HttpEdge extends SimpleChannelInboundHandler<FullHttpRequest> {
  private final Edge edge;
  private final ConnectionLog log;
  private @Nullable Future<?> deadline;

  HttpEdge(Edge edge, ConnectionLog log) {
    this.edge = edge;
    this.log = log;
  }

  @Override
  public void handlerAdded(ChannelHandlerContext context) {
    expect(context, edge.patience().request(), "sent no complete request in time");
  }

  @Override
  public void handlerRemoved(ChannelHandlerContext context) {
    cancel();
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    cancel();
  }

  @Override
  protected void channelRead0(ChannelHandlerContext context, FullHttpRequest request) {
    cancel();
    if (!request.decoderResult().isSuccess()) {
      refuse(context, request, HttpResponseStatus.BAD_REQUEST, "This is not an HTTP request.");
      return;
    }
    List<String> hosts = request.headers().getAll(HOST);
    InetSocketAddress local = (InetSocketAddress) context.channel().localAddress();
    if (hosts.size() != 1 || !edge.address().isOwn(hosts.getFirst(), local)) {
      refuse(
          context,
          request,
          HttpResponseStatus.MISDIRECTED_REQUEST,
          "This relay does not go by that name: open it as " + edge.address().text() + ".");
      return;
    }
    List<String> origins = request.headers().getAll(ORIGIN);
    if (!origins.isEmpty()
        && (origins.size() != 1
            || !edge.address().isOwnOrigin(origins.getFirst(), hosts.getFirst()))) {
      refuse(
          context,
          request,
          HttpResponseStatus.FORBIDDEN,
          "Another site's page asked for this, and the relay answers only to its own.");
      return;
    }
    route(context, request);
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    if (cause instanceof IOException) {
      log.note("gone: " + cause.getMessage());
    } else {
      log.complain("closed: " + cause.getMessage());
    }
    context.close();
  }

  private void route(ChannelHandlerContext context, FullHttpRequest request) {
    HttpMethod method = request.method();
    String path = request.uri().split("[?#]", 2)[0];
    if (edge.accounts().owns(path)) {
      ask(context, request);
      return;
    }
    if (!method.equals(HttpMethod.GET) && !method.equals(HttpMethod.HEAD)) {
      refuse(
          context,
          request,
          HttpResponseStatus.METHOD_NOT_ALLOWED,
          "This relay only answers GET and HEAD.");
      return;
    }
    if (path.startsWith("/v1/")) {
      if (request.headers().contains(UPGRADE) && edge.upgrade(context, request, path, log)) {
        return;
      }
    } else if (path.equals("/healthz")) {
      say(context, request, HttpResponseStatus.OK, "ok");
      return;
    } else if (path.equals("/readyz")) {
      if (edge.isReady()) {
        say(context, request, HttpResponseStatus.OK, "ready");
      } else {
        say(context, request, HttpResponseStatus.SERVICE_UNAVAILABLE, "not ready");
      }
      return;
    } else {
      Optional<Page> page = edge.pages().at(edge.accounts().isPage(path) ? "/" : path);
      if (page.isPresent()) {
        show(context, request, page.get());
        return;
      }
    }
    refuse(
        context,
        request,
        HttpResponseStatus.NOT_FOUND,
        "There is nothing here: check that the link is complete.");
  }

  /// Meanwhile nothing more is read of this connection.
  private void ask(ChannelHandlerContext context, FullHttpRequest request) {
    CompletionStage<Accounts.Reply> asked =
        edge.accounts().answer(HttpRequests.of(context, request));
    request.retain();
    context.channel().config().setAutoRead(false);
    expect(context, edge.patience().response(), "no answer in time");
    asked.whenCompleteAsync(
        (reply, failed) -> {
          try {
            context.channel().config().setAutoRead(true);
            if (failed == null) {
              reply(context, request, reply);
            } else {
              log.complain("failed: " + failed.getMessage());
              say(
                  context,
                  request,
                  HttpResponseStatus.INTERNAL_SERVER_ERROR,
                  "Something went wrong here. Try again.");
            }
          } finally {
            request.release();
          }
        },
        context.executor());
  }

  private void reply(ChannelHandlerContext context, FullHttpRequest request, Accounts.Reply reply) {
    FullHttpResponse response =
        response(
            HttpResponseStatus.valueOf(reply.status()),
            Unpooled.wrappedBuffer(reply.body().buffer()),
            "application/json");
    response.headers().set(CACHE_CONTROL, "no-store");
    reply
        .headers()
        .forEach((name, value) -> response.headers().set(name, List.of(value.split("\n", -1))));
    send(context, request, response);
  }

  private void show(ChannelHandlerContext context, FullHttpRequest request, Page page) {
    boolean gzip = page.isCompressed() && acceptsGzip(request);
    ByteBuf body = gzip ? page.gzip() : page.plain();
    FullHttpResponse response =
        response(HttpResponseStatus.OK, body.duplicate(), page.contentType());
    if (gzip) {
      response.headers().set(CONTENT_ENCODING, "gzip");
    }
    response.headers().set(VARY, "accept-encoding");
    response
        .headers()
        .set(CACHE_CONTROL, page.forever() ? "public, max-age=31536000, immutable" : "no-cache");
    send(context, request, response);
  }

  private static boolean acceptsGzip(FullHttpRequest request) {
    return request.headers().getAll(ACCEPT_ENCODING).stream()
        .flatMap(value -> List.of(value.split(",", -1)).stream())
        .map(String::strip)
        .anyMatch(coding -> coding.equals("gzip") || coding.startsWith("gzip;q=1"));
  }

  private void refuse(
      ChannelHandlerContext context,
      FullHttpRequest request,
      HttpResponseStatus status,
      String sentence) {
    log.complain("refused with " + status.code() + ": " + sentence);
    edge.traffic().refused().increment();
    say(context, request, status, sentence);
  }

  private void say(
      ChannelHandlerContext context,
      FullHttpRequest request,
      HttpResponseStatus status,
      String words) {
    FullHttpResponse response =
        response(status, Unpooled.copiedBuffer(words + "\n", UTF_8), "text/plain; charset=utf-8");
    response.headers().set(CACHE_CONTROL, "no-store");
    send(context, request, response);
  }

  private FullHttpResponse response(HttpResponseStatus status, ByteBuf body, String contentType) {
    FullHttpResponse response = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, status, body);
    response.headers().set(CONTENT_TYPE, contentType).setInt(CONTENT_LENGTH, body.readableBytes());
    edge.strictHeaders().forEach(response.headers()::set);
    return response;
  }

  private void send(
      ChannelHandlerContext context, FullHttpRequest request, FullHttpResponse response) {
    boolean keepAlive =
        HttpUtil.isKeepAlive(request)
            && request.decoderResult().isSuccess()
            && response.status().code() < HttpResponseStatus.BAD_REQUEST.code();
    HttpUtil.setKeepAlive(response, keepAlive);
    FullHttpResponse sent =
        request.method().equals(HttpMethod.HEAD)
            ? response.replace(Unpooled.EMPTY_BUFFER)
            : response;
    expect(context, edge.patience().response(), "did not take its response in time");
    context
        .writeAndFlush(sent)
        .addListener(
            (ChannelFutureListener)
                done -> {
                  if (!keepAlive || !done.isSuccess()) {
                    context.close();
                  } else {
                    expect(context, edge.patience().request(), "asked for nothing more");
                  }
                });
  }

  private void expect(ChannelHandlerContext context, Duration within, String otherwise) {
    cancel();
    deadline =
        context
            .executor()
            .schedule(
                () -> {
                  log.note("closed, " + otherwise);
                  context.close();
                },
                within.toNanos(),
                TimeUnit.NANOSECONDS);
  }

  private void cancel() {
    if (deadline != null) {
      deadline.cancel(false);
      deadline = null;
    }
  }
}
