package weft.relay;

import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.FullHttpRequest;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import weft.protocol.Bytes;

/// Requests as [Accounts] sees them.
final class HttpRequests {
  private HttpRequests() {}

  static Accounts.Request of(ChannelHandlerContext context, FullHttpRequest request) {
    String[] target = request.uri().split("#", 2)[0].split("\\?", 2);
    Map<String, String> headers = new HashMap<>();
    request
        .headers()
        .forEach(
            header ->
                headers.putIfAbsent(header.getKey().toLowerCase(Locale.ROOT), header.getValue()));
    return new Accounts.Request(
        request.method().name(),
        target[0],
        target.length > 1 ? target[1] : "",
        Map.copyOf(headers),
        Bytes.owned(ByteBufUtil.getBytes(request.content())),
        ((InetSocketAddress) context.channel().remoteAddress()).getAddress());
  }
}
