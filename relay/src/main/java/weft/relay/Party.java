package weft.relay;

import org.jspecify.annotations.Nullable;
import weft.protocol.Bytes;
import weft.protocol.Reason;

/// Who is at the other end of a [Socket]. All calls come on the socket's event loop.
sealed interface Party permits GuestParty, HostParty {
  /// The connection stands.
  void opened();

  /// A WebSocket frame of any kind and size came, complete or not.
  void charged(int bytes);

  /// A whole binary message came.
  void received(Bytes frame);

  /// The next frame to send, null while there is none.
  @Nullable Bytes next();

  /// Why the connection ends after what [#next] still has, null while it goes on.
  @Nullable Reason over();

  /// Whether [#next] has given its last frame.
  boolean isDrained();

  /// The connection is gone or about to be; nothing is asked of this party any more.
  void gone();
}
