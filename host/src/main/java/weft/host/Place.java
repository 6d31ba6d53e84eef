package weft.host;

import org.jspecify.annotations.Nullable;
import weft.terminal.RowMark;
import weft.terminal.Terminal;

/// A row that a block begins or ends with, kept right while windows change their size: by a mark
/// while a resize may give rows there other numbers, by its number alone after that.
final class Place {
  private final Terminal terminal;
  private @Nullable RowMark mark;
  private long row;

  Place(Terminal terminal, long row) {
    this.terminal = terminal;
    this.row = row;
    mark = terminal.mark(row);
  }

  long row() {
    return mark != null ? mark.row() : row;
  }

  void move(long to) {
    drop();
    row = to;
    mark = terminal.mark(to);
  }

  /// Gives the mark back if no resize reaches the row any more.
  ///
  /// @return whether it is so
  boolean settle() {
    if (mark != null && mark.row() < terminal.topRow() - Terminal.RESIZE_REACH) {
      drop();
    }
    return mark == null;
  }

  void drop() {
    if (mark != null) {
      row = mark.row();
      terminal.unmark(mark);
      mark = null;
    }
  }
}
