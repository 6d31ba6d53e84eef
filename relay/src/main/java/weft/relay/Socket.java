package weft.relay;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.ContinuationWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import weft.protocol.Bytes;
import weft.protocol.Reason;
import weft.protocol.RelayToHost.Close;
import weft.protocol.RelayToHostCodec;

/// One WebSocket from its handshake on: whole binary messages in, coalesced writes out, pings,
/// and an end with a reason. Who is at the other end is its [Party]'s business.
///
/// Everything but [#wake] happens on the channel's event loop.
/// A failed write closes its channel; nobody waits for it.
@SuppressWarnings("FutureReturnValueIgnored")
final class Socket extends ChannelInboundHandlerAdapter {
  /// Bytes put into one write; a larger frame goes in pieces, so that a stuck socket holds no
  /// more than this of its own.
  static final int CHUNK = 64 << 10;

  private static final int LONGEST_HEADER = 10;
  private static final int LONGEST_CONTROL = 127;
  private static final int BINARY = 0x82;
  private static final int PING = 0x8900;
  private static final int PONG = 0x8a;

  /// A closing frame with code 1000: the reason was said in a frame of ours.
  private static final int CLOSE = 0x880203e8;

  private final Channel channel;
  private final Turns turns;
  private final Patience patience;
  private final ConnectionLog log;
  private final Traffic traffic;
  private final Assembly assembly;
  private final Party party;
  private final AtomicBoolean waiting = new AtomicBoolean();

  private enum Stage {
    OPENING,
    OPEN,
    /// Only what is queued and the last frame still go out.
    ENDING,
    /// The closing frame is out; whatever comes is dropped.
    CLOSING
  }

  private Stage stage = Stage.OPENING;

  /// The rest of a frame that is partly sent.
  private @Nullable Bytes rest;

  /// The party is out of it: only [#lastFrame] still goes out, once [#rest] is sent.
  private boolean abandoned;

  private @Nullable Bytes lastFrame;
  private boolean pingDue;
  private byte @Nullable [] pongDue;

  private boolean expectsContinuation;
  private long heardAt;
  private int held;

  /// @param frameLimit bytes of one message
  Socket(
      Channel channel,
      Turns turns,
      Patience patience,
      ConnectionLog log,
      Traffic traffic,
      int frameLimit,
      Function<Socket, Party> party) {
    this.channel = channel;
    this.turns = turns;
    this.patience = patience;
    this.log = log;
    this.traffic = traffic;
    this.assembly = new Assembly(frameLimit);
    this.party = party.apply(this);
  }

  ConnectionLog log() {
    return log;
  }

  /// Takes larger messages from now on.
  void frameLimit(int bytes) {
    assembly.limit(bytes);
    Edge.widen(channel, bytes);
  }

  /// The handshake is done.
  void open() {
    stage = Stage.OPEN;
    heardAt = now();
    later(patience.ping().toNanos(), this::checkAlive);
    party.opened();
    turn();
  }

  /// There may be something to send. Any thread.
  void wake() {
    if (waiting.compareAndSet(false, true)) {
      turns.add(this);
    }
  }

  /// Sends what there is, as far as the socket takes it.
  void turn() {
    waiting.set(false);
    if (stage == Stage.OPENING || stage == Stage.CLOSING || !channel.isActive()) {
      return;
    }
    boolean wrote = false;
    while (channel.isWritable()) {
      ByteBuf batch = batch();
      if (batch == null) {
        break;
      }
      traffic.sent().add(batch.readableBytes());
      channel.write(batch, channel.voidPromise());
      wrote = true;
    }
    if (wrote) {
      channel.flush();
    }
    Reason reason = stage == Stage.OPEN && !abandoned ? party.over() : null;
    if (reason != null) {
      log.note("closing, " + reason);
      end();
    }
    boolean drained = abandoned ? lastFrame == null : party.isDrained();
    if (stage == Stage.ENDING && rest == null && drained) {
      hangUp();
    }
  }

  /// Runs a task on this socket's event loop, soon and without the caller's locks.
  void onLoop(Runnable task) {
    channel.eventLoop().execute(task);
  }

  void later(long nanos, Runnable task) {
    var _ =
        channel
            .eventLoop()
            .schedule(
                () -> {
                  if (channel.isActive()) {
                    task.run();
                  }
                },
                nanos,
                TimeUnit.NANOSECONDS);
  }

  /// Stops reading for a reason of its own, a bit; reading goes on when no reason is left.
  void hold(int why) {
    held |= why;
    channel.config().setAutoRead(false);
  }

  void release(int why) {
    held &= ~why;
    if (held == 0 && !channel.config().isAutoRead()) {
      heardAt = now();
      channel.config().setAutoRead(true);
    }
  }

  long now() {
    return System.nanoTime();
  }

  /// Ends the connection over something that the other side did: `reason` for it, `detail` for
  /// the log.
  void fail(Reason reason, String detail) {
    if (stage != Stage.CLOSING && !abandoned) {
      log.complain("closing, " + reason + ": " + detail);
      finish(RelayToHostCodec.encode(new Close(reason)));
    }
  }

  /// Ends the connection with a frame of the caller's choice in place of all that is queued.
  void finish(Bytes last) {
    if (stage != Stage.CLOSING && !abandoned) {
      abandoned = true;
      lastFrame = last;
      party.gone();
      end();
      wake();
    }
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    try {
      heardAt = now();
      if (stage == Stage.OPENING || !(message instanceof WebSocketFrame frame)) {
        return;
      }
      if (frame instanceof CloseWebSocketFrame) {
        log.note("closed by the other side");
        channel.close();
      } else if (stage != Stage.CLOSING && !abandoned) {
        traffic.received().add(frame.content().readableBytes());
        party.charged(frame.content().readableBytes());
        read(frame);
      }
    } finally {
      ReferenceCountUtil.release(message);
    }
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext context) {
    if (channel.isWritable()) {
      turn();
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    log.note("gone");
    party.gone();
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    if (cause instanceof IOException) {
      log.note("gone: " + cause.getMessage());
      channel.close();
    } else if (cause instanceof DecoderException) {
      fail(Reason.BAD_FRAME, "not a WebSocket frame that is accepted here: " + cause.getMessage());
    } else {
      log.fault("closed, a fault of this relay", cause);
      channel.close();
    }
  }

  private void read(WebSocketFrame frame) {
    switch (frame) {
      case PingWebSocketFrame ping -> {
        pongDue = ByteBufUtil.getBytes(ping.content());
        wake();
      }
      case PongWebSocketFrame _ -> {}
      case BinaryWebSocketFrame binary when !expectsContinuation -> assemble(binary);
      case ContinuationWebSocketFrame more when expectsContinuation -> assemble(more);
      default -> fail(Reason.BAD_FRAME, "not a binary message");
    }
  }

  private void assemble(WebSocketFrame fragment) {
    if (!assembly.fits(fragment)) {
      fail(Reason.BAD_FRAME, "larger than accepted");
      return;
    }
    Bytes message = assembly.add(fragment);
    expectsContinuation = message == null;
    if (message != null) {
      party.received(message);
    }
  }

  /// Up to [#CHUNK] bytes, null if there is nothing to send.
  private @Nullable ByteBuf batch() {
    ByteBuf batch = null;
    do {
      Bytes from = rest;
      if (from == null) {
        batch = withControls(batch);
        from = fresh();
        if (from == null) {
          break;
        }
        batch = batch == null ? allocate(from.length() + LONGEST_HEADER) : batch;
        header(batch, from.length());
      } else if (batch == null) {
        batch = allocate(from.length());
      }
      int count = Math.min(from.length(), Math.max(0, CHUNK - batch.readableBytes()));
      batch.writeBytes(from.slice(0, count).buffer());
      rest = count == from.length() ? null : from.from(count);
    } while (batch.readableBytes() < CHUNK);
    return batch;
  }

  /// Pings and pongs go between frames, never into one that is partly sent.
  private @Nullable ByteBuf withControls(@Nullable ByteBuf batch) {
    byte[] pong = pongDue;
    if (!pingDue && pong == null) {
      return batch;
    }
    ByteBuf out = batch == null ? allocate(2 * LONGEST_CONTROL) : batch;
    if (pingDue) {
      out.writeShort(PING);
    }
    if (pong != null) {
      out.writeByte(PONG).writeByte(pong.length).writeBytes(pong);
    }
    pingDue = false;
    pongDue = null;
    return out;
  }

  private ByteBuf allocate(int bytes) {
    return channel.alloc().directBuffer(Math.min(CHUNK, bytes));
  }

  private @Nullable Bytes fresh() {
    if (!abandoned) {
      return party.next();
    }
    Bytes last = lastFrame;
    lastFrame = null;
    return last;
  }

  /// A whole, unmasked binary message begins (RFC 6455, section 5.2).
  private static void header(ByteBuf out, int length) {
    out.writeByte(BINARY);
    if (length < 126) {
      out.writeByte(length);
    } else if (length <= 0xffff) {
      out.writeByte(126).writeShort(length);
    } else {
      out.writeByte(127).writeLong(length);
    }
  }

  private void checkAlive() {
    if (held == 0 && now() - heardAt > patience.silence().toNanos()) {
      log.complain("closed, silent for " + patience.silence().toSeconds() + " s");
      channel.close();
      return;
    }
    pingDue = true;
    wake();
    later(patience.ping().toNanos(), this::checkAlive);
  }

  private void end() {
    if (stage == Stage.OPEN) {
      stage = Stage.ENDING;
      later(patience.linger().toNanos(), channel::close);
      held = 0;
      channel.config().setAutoRead(true);
    }
  }

  private void hangUp() {
    stage = Stage.CLOSING;
    channel.writeAndFlush(channel.alloc().directBuffer(Integer.BYTES).writeInt(CLOSE));
    later(patience.linger().toNanos(), channel::close);
  }
}
