package weft.protocol;

/// A person's name as others may see it (rule M7).
public final class Name {
  private static final String NOBODY = "Guest";

  private Name() {}

  /// At most 40 code points, none of which breaks a line, moves a cursor or turns the reading
  /// direction; "Guest" if nothing visible is left.
  public static String clean(String name) {
    int[] kept = name.codePoints().filter(Name::harmless).limit(Limits.NAME * 4L).toArray();
    String stripped = new String(kept, 0, kept.length).strip();
    int end = stripped.offsetByCodePoints(0, Math.min(Limits.NAME, count(stripped)));
    String cut = stripped.substring(0, end).strip();
    return cut.codePoints().anyMatch(Name::visible) ? cut : NOBODY;
  }

  private static int count(String text) {
    return text.codePointCount(0, text.length());
  }

  private static boolean harmless(int point) {
    return switch (Character.getType(point)) {
      case Character.CONTROL,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> !turnsDirection(point);
    };
  }

  /// Bidirectional marks, embeddings, overrides and isolates.
  private static boolean turnsDirection(int point) {
    return point == 0x061C
        || point == 0x200E
        || point == 0x200F
        || (point >= 0x202A && point <= 0x202E)
        || (point >= 0x2066 && point <= 0x2069);
  }

  private static boolean visible(int point) {
    return !Character.isWhitespace(point)
        && !Character.isSpaceChar(point)
        && Character.getType(point) != Character.FORMAT;
  }
}
