package weft.terminal;

import java.util.regex.Pattern;

/// States that no sequence brings about, so that a keyframe comes close only: the last paragraph of
/// XTERM-FAULTS.md. Looks at dumps.
final class Unreachable {
  private static final Pattern HALVES = Pattern.compile("(?m)^h?-?\\d+[:+]( \\[[^\\]]+\\]_+)+$");

  private Unreachable() {}

  static boolean is(String dump, int cols) {
    return endErased(dump, cols) || HALVES.matcher(dump).find();
  }

  /// A pending wrap in the alternate screen after the last cell was erased.
  private static boolean endErased(String dump, int cols) {
    String[] lines = dump.split("\n", -1);
    String[] cursor = lines[1].substring("cursor ".length()).split(",", -1);
    return lines[0].endsWith("alternate")
        && Integer.parseInt(cursor[0]) == cols
        && lines[3 + Integer.parseInt(cursor[1])].endsWith("_");
  }
}
