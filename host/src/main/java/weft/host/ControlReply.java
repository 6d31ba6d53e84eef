package weft.host;

import io.avaje.jsonb.Json;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a session answers on its control socket: one line of JSON.
///
/// @param message one lowercase line for people
/// @param hint what to do next; empty when there is nothing to do
/// @param session how things are afterwards
/// @param blocks those that were asked for
/// @param starts where sharing could start, where that was asked
@Json
public record ControlReply(
    boolean ok,
    String message,
    String hint,
    @Nullable SessionView session,
    List<BlockView> blocks,
    List<StartView> starts) {
  public ControlReply {
    blocks = blocks == null ? List.of() : List.copyOf(blocks); // JSON knows no @NullMarked
    starts = starts == null ? List.of() : List.copyOf(starts);
  }

  static ControlReply done(String message, SessionView session) {
    return new ControlReply(true, message, "", session, List.of(), List.of());
  }

  static ControlReply these(List<BlockView> blocks) {
    return new ControlReply(true, "", "", null, blocks, List.of());
  }

  static ControlReply starts(StartView... starts) {
    return new ControlReply(true, "", "", null, List.of(), List.of(starts));
  }

  static ControlReply refused(String message, String hint) {
    return new ControlReply(false, message, hint, null, List.of(), List.of());
  }
}
