package weft.host;

import io.avaje.jsonb.Json;
import java.util.Locale;

/// What guests would see at once if sharing started there.
///
/// @param from as [StartingPoint.From#read] reads it
/// @param blocks commands
/// @param bytes of text, about
@Json
public record StartView(String from, long blocks, long bytes) {
  /// For people.
  public String text() {
    String size =
        bytes < 1000
            ? bytes + " bytes"
            : String.format(Locale.ROOT, bytes < 1_000_000 ? "%.0f KB" : "%.1f MB", scaled(bytes));
    return blocks == 0 ? size : blocks + (blocks == 1 ? " command, " : " commands, ") + size;
  }

  private static double scaled(long bytes) {
    return bytes < 1_000_000 ? bytes / 1e3 : bytes / 1e6;
  }
}
