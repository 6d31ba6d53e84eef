package weft.host;

import io.avaje.jsonb.Json;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import weft.protocol.Block;

/// A block as its owner's commands show it.
///
/// @param state `prompt`, `running` or `ended`
/// @param exit status, null where unknown
/// @param started ISO-8601 instant, empty at the prompt
/// @param millis how long it took, 0 until it has ended
/// @param person number of who entered it
@Json
public record BlockView(
    long id,
    String state,
    boolean nested,
    String command,
    String directory,
    @Nullable Integer exit,
    String started,
    long millis,
    long person,
    long firstRow,
    long outputRow,
    long endRow) {
  static BlockView of(Block block) {
    return new BlockView(
        block.id(),
        block.state().name().toLowerCase(Locale.ROOT),
        block.nested(),
        block.command(),
        block.directory(),
        block.exit().known() ? block.exit().status() : null,
        block.started() == 0 ? "" : Instant.ofEpochMilli(block.started()).toString(),
        block.took(),
        block.person().number(),
        block.firstRow(),
        block.outputRow(),
        block.endRow());
  }

  public boolean failed() {
    return exit != null && exit != 0;
  }
}
