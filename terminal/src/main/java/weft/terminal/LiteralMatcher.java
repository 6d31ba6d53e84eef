package weft.terminal;

/// Knuth, Morris and Pratt's search: one look at each character, however much the text repeats
/// itself.
final class LiteralMatcher implements LineMatcher {
  private final char[] text;
  private final boolean ignoreCase;

  /// How much of the text still matches after a mismatch behind its first n + 1 characters.
  private final int[] fallback;

  LiteralMatcher(String literal, boolean ignoreCase) {
    this.ignoreCase = ignoreCase;
    text = literal.toCharArray();
    for (int i = 0; i < text.length; i++) {
      text[i] = fold(text[i]);
    }
    fallback = new int[text.length];
    int matched = 0;
    for (int i = 1; i < text.length; i++) {
      matched = next(text[i], matched);
      fallback[i] = matched;
    }
  }

  @Override
  public void match(CharSequence line, Found found) {
    int matched = 0;
    for (int i = 0; i < line.length() && text.length > 0; i++) {
      matched = next(fold(line.charAt(i)), matched);
      if (matched == text.length) {
        found.add(i + 1 - matched, i + 1);
        matched = 0;
      }
    }
  }

  private int next(char c, int before) {
    int matched = before;
    while (matched > 0 && text[matched] != c) {
      matched = fallback[matched - 1];
    }
    return text[matched] == c ? matched + 1 : 0;
  }

  private char fold(char c) {
    return ignoreCase ? Character.toLowerCase(Character.toUpperCase(c)) : c;
  }
}
