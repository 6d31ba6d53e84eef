package weft.host;

import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.handler.timeout.IdleStateEvent;
import weft.crypto.SessionIdentity;
import weft.protocol.Bytes;
import weft.protocol.Decoded;
import weft.protocol.HostToRelay;
import weft.protocol.HostToRelayCodec;
import weft.protocol.Protocol;
import weft.protocol.Reason;
import weft.protocol.RelayToHost;
import weft.protocol.RelayToHostCodec;

/// One connection to a relay: answers the challenge, then passes its frames on. What a relay sends
/// that is not a frame ends the connection, with a line in the log. A failed write closes its
/// channel, which is noticed; nobody waits for the future.
@SuppressWarnings("FutureReturnValueIgnored")
final class RemoteLinkHandler extends SimpleChannelInboundHandler<WebSocketFrame> {
  private static final System.Logger LOG = System.getLogger("weft.host");

  private final RemoteLink link;
  private final SessionIdentity identity;
  private final RelayLink.Listener listener;
  private String why = "the connection was closed";
  private boolean over;

  RemoteLinkHandler(RemoteLink link, SessionIdentity identity, RelayLink.Listener listener) {
    this.link = link;
    this.identity = identity;
    this.listener = listener;
  }

  @Override
  protected void channelRead0(ChannelHandlerContext context, WebSocketFrame frame) {
    if (!(frame instanceof BinaryWebSocketFrame)) {
      bad(context, "a frame that is not binary");
      return;
    }
    Bytes bytes = Bytes.owned(ByteBufUtil.getBytes(frame.content()));
    switch (RelayToHostCodec.decode(bytes)) {
      case Decoded.Malformed<RelayToHost>(int offset, String what) ->
          bad(context, "malformed at byte " + offset + ": " + what);
      case Decoded.Ok<RelayToHost>(RelayToHost message) -> received(context, message);
    }
  }

  private void received(ChannelHandlerContext context, RelayToHost message) {
    switch (message) {
      case RelayToHost.Challenge(int version, Bytes nonce) -> claim(context, version, nonce);
      case RelayToHost.Claimed claimed -> {
        link.claimed(context.channel());
        listener.received(claimed);
      }
      case RelayToHost.Close(Reason reason) -> closed(context, reason);
      // Who people are is the word of a relay that the owner has signed in to, and of no other.
      case RelayToHost.Account _, RelayToHost.Known _, RelayToHost.Invited _ -> {
        if (link.isSignedIn()) {
          listener.received(message);
        }
      }
      default -> listener.received(message);
    }
  }

  private void claim(ChannelHandlerContext context, int version, Bytes nonce) {
    if (version != Protocol.VERSION) {
      giveUp(
          context,
          "the relay speaks version "
              + version
              + " of weft's protocol, this weft version "
              + Protocol.VERSION
              + ": update the older one");
      return;
    }
    Bytes claim =
        HostToRelayCodec.encode(
            new HostToRelay.Claim(
                Protocol.VERSION,
                identity.signingKey(),
                identity.agreementKey(),
                identity.claimSignature(nonce)));
    context.writeAndFlush(new BinaryWebSocketFrame(Unpooled.wrappedBuffer(claim.buffer())));
  }

  private void closed(ChannelHandlerContext context, Reason reason) {
    switch (reason) {
      case SIGN_IN -> giveUp(context, "sign in with weft login " + link.address());
      case STOPPED -> giveUp(context, "it was stopped from elsewhere");
      case LIMIT -> giveUp(context, "the relay forwards no more for this session");
      case DAY_LIMIT -> giveUp(context, "the relay forwards no more for you today");
      case TOO_MANY_SESSIONS -> giveUp(context, "you share as many as this relay allows");
      case MAY_NOT_HOST -> giveUp(context, "your team lets only its admins share");
      case FULL -> giveUp(context, "the relay is full");
      case REPLACED -> giveUp(context, "another process shares this session");
      case BAD_CLAIM -> giveUp(context, "the relay did not accept this host's key");
      case VERSION -> giveUp(context, "the relay speaks another version of weft's protocol");
      default -> {
        why = reason.sentence();
        context.close();
      }
    }
  }

  private void giveUp(ChannelHandlerContext context, String reason) {
    over = true;
    link.giveUp(reason);
    context.close();
  }

  /// The connection cannot have survived.
  void giveUp(ChannelHandlerContext context) {
    why = "the machine was asleep";
    context.close();
  }

  private void bad(ChannelHandlerContext context, String what) {
    LOG.log(System.Logger.Level.WARNING, "relay: {0}", what);
    why = "the relay sent something that is not weft's";
    context.close();
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext context, Object event) {
    if (event instanceof IdleStateEvent || event instanceof Pulse.Gone) {
      why = "no answer";
      context.close();
    }
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext context) {
    if (context.channel().isWritable()) {
      listener.writable();
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    if (!over) {
      over = true;
      link.lost(why);
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    String message = cause.getMessage();
    why = message == null ? cause.getClass().getSimpleName() : message;
    context.close();
  }
}
