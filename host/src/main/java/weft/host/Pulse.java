package weft.host;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import java.util.concurrent.TimeUnit;

/// Finds a dead connection that nobody has closed: when something was sent and nothing comes back,
/// not even to a ping. Bytes that still leave are a sign of life too, for on a thin line a ping
/// waits behind them. Sees every byte of its channel.
@SuppressWarnings("FutureReturnValueIgnored") // a failed write closes its channel
final class Pulse extends ChannelDuplexHandler {
  /// How often it is felt, in milliseconds.
  private static final int LOOK_MS = 500;

  /// Milliseconds without an answer after which one is asked for.
  private static final int ASK_AFTER_MS = 2_000;

  /// Milliseconds without a sign of life after asking until the connection is given up.
  private static final int GONE_AFTER_MS = 5_000;

  /// What is fired along the pipeline when the other side is gone.
  record Gone() {}

  private long heard;
  private long sent;
  private boolean asking;
  private long asked;
  private long room;

  @Override
  public void handlerAdded(ChannelHandlerContext context) {
    heard = now(context);
    sent = heard;
    room = roomIn(context);
    context.executor().schedule(() -> look(context), LOOK_MS, TimeUnit.MILLISECONDS);
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object bytes) {
    alive(context);
    context.fireChannelRead(bytes);
  }

  @Override
  public void write(ChannelHandlerContext context, Object bytes, ChannelPromise promise) {
    sent = now(context);
    context.write(bytes, promise);
  }

  private void alive(ChannelHandlerContext context) {
    heard = now(context);
    asking = false;
  }

  /// Asks at once, for the connection may not have survived what just happened.
  void ask(ChannelHandlerContext context) {
    if (!asking) {
      asking = true;
      asked = now(context);
      context.channel().writeAndFlush(new PingWebSocketFrame());
    }
  }

  private void look(ChannelHandlerContext context) {
    if (!context.channel().isActive()) {
      return;
    }
    long roomNow = roomIn(context);
    if (roomNow > room) {
      alive(context);
    }
    room = roomNow;
    long now = now(context);
    if (asking && now - asked >= TimeUnit.MILLISECONDS.toNanos(GONE_AFTER_MS)) {
      context.fireUserEventTriggered(new Gone());
      return;
    }
    if (sent - heard > 0 && now - heard >= TimeUnit.MILLISECONDS.toNanos(ASK_AFTER_MS)) {
      ask(context);
    }
    context.executor().schedule(() -> look(context), LOOK_MS, TimeUnit.MILLISECONDS);
  }

  /// Grows as bytes leave.
  private static long roomIn(ChannelHandlerContext context) {
    return context.channel().bytesBeforeUnwritable() - context.channel().bytesBeforeWritable();
  }

  private static long now(ChannelHandlerContext context) {
    return context.executor().ticker().nanoTime();
  }
}
