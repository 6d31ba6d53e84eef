package weft.terminal;

import java.util.ArrayList;

/// The rows of a buffer while its size changes: the newest of its history, then the screen. All
/// rows are as wide as the wider of both sizes.
final class Layout {
  final ArrayList<Row> rows = new ArrayList<>();

  /// Index of the screen's first row, xterm.js's `ybase`.
  int top;

  /// The cursor's row, counted from `top`.
  int y;

  /// Index of the saved cursor's row; not within `rows` where that row is older.
  long saved;

  int cursor() {
    return top + y;
  }

  /// One past the last row of the logical line that begins at `from`.
  int lineEnd(int from) {
    int end = from + 1;
    while (end < rows.size() && rows.get(end).wrapped) {
      end++;
    }
    return end;
  }
}
