package weft.server.store;

import java.util.List;

/// Some of a list that may be long.
///
/// @param number from 0 on
/// @param more whether another one follows
public record Page<T>(List<T> items, int number, boolean more) {
  /// Items of a page.
  static final int SIZE = 50;

  public Page {
    items = List.copyOf(items);
  }

  /// @param found what a query limited to one more than a page gave
  static <T> Page<T> of(List<T> found, int number) {
    return new Page<>(found.subList(0, Math.min(SIZE, found.size())), number, found.size() > SIZE);
  }

  static int offset(int number) {
    return Math.clamp(number, 0, 1_000_000) * SIZE;
  }

  /// Matches texts that contain `text`, for `like … escape '!'`.
  static String pattern(String text) {
    return "%" + text.replace("!", "!!").replace("%", "!%").replace("_", "!_") + "%";
  }
}
