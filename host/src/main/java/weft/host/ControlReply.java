package weft.host;

import io.avaje.jsonb.Json;
import org.jspecify.annotations.Nullable;

/// What a session answers on its control socket: one line of JSON.
///
/// @param message one lowercase line for people
/// @param hint what to do next; empty when there is nothing to do
/// @param session how things are afterwards
@Json
public record ControlReply(boolean ok, String message, String hint, @Nullable SessionView session) {
  static ControlReply done(String message, SessionView session) {
    return new ControlReply(true, message, "", session);
  }

  static ControlReply refused(String message, String hint) {
    return new ControlReply(false, message, hint, null);
  }
}
