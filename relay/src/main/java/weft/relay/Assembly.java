package weft.relay;

import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import weft.protocol.Bytes;

/// Puts one message together from its fragments, up to a limit.
final class Assembly {
  private byte[] array = new byte[0];
  private int length;
  private int limit;

  Assembly(int limit) {
    this.limit = limit;
  }

  void limit(int bytes) {
    limit = bytes;
  }

  /// Whether the message with this fragment is still within the limit.
  boolean fits(WebSocketFrame fragment) {
    return fragment.content().readableBytes() <= limit - length;
  }

  /// The message if this fragment is its last one. Copies; the fragment stays the caller's.
  @Nullable Bytes add(WebSocketFrame fragment) {
    ByteBuf content = fragment.content();
    int more = content.readableBytes();
    if (length + more > array.length) {
      // Doubled, for many small fragments; never more than twice of what has come.
      int size = fragment.isFinalFragment() ? length + more : 2 * (length + more);
      array = Arrays.copyOf(array, size);
    }
    content.readBytes(array, length, more);
    length += more;
    if (!fragment.isFinalFragment()) {
      return null;
    }
    Bytes message = Bytes.owned(array, 0, length);
    array = new byte[0];
    length = 0;
    return message;
  }
}
