package weft.terminal;

/// How often a sequence may repeat its work. xterm.js loops as often as it is told, 2^31 times if
/// need be; the guests' filter rewrites larger counts to these, and the engine obeys the same.
final class Repeats {
  private Repeats() {}

  /// REP: a full screen of characters; more would only fill history with the same.
  static int clamp(int n, int cols, int rows) {
    return Math.min(n, cols * rows);
  }
}
