package weft.terminal;

/// Finds what a search is for within one logical line. It should take time linear in the line:
/// `java.util.regex` doesn't.
@FunctionalInterface
public interface LineMatcher {
  /// Tells of each match from left to right; empty ones are ignored.
  void match(CharSequence line, Found found);

  /// How much work a character is, that of a literal being 1: dear ones take shorter steps.
  default int cost() {
    return 1;
  }

  /// Hears of matches.
  @FunctionalInterface
  interface Found {
    /// Characters `start` to `end`, the latter not included.
    void add(int start, int end);
  }

  /// Matches exactly this text, or whatever differs from it in case only, character by character.
  static LineMatcher literal(String text, boolean ignoreCase) {
    return new LiteralMatcher(text, ignoreCase);
  }
}
