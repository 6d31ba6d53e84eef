package weft.host;

import weft.terminal.CellRange;
import weft.terminal.Terminal;

/// The command line as it stands on the screen: what is between the end of the prompt and the row
/// on which the output begins.
final class CommandLine {
  private final Terminal terminal;
  private long row = -1;
  private int column;

  CommandLine(Terminal terminal) {
    this.terminal = terminal;
  }

  /// The prompt ends where the cursor is.
  void begins() {
    row = terminal.cursorRow();
    column = terminal.cursorColumn();
  }

  /// Whether the prompt has ended and nothing has been typed after it.
  boolean isEmpty() {
    return row >= 0
        && !terminal.isAlternate()
        && terminal.cursorRow() == row
        && terminal.cursorColumn() == column;
  }

  void forget() {
    row = -1;
  }

  /// Empty where no prompt has ended, or something else is there by now.
  String text() {
    long end = terminal.cursorRow() - (terminal.cursorColumn() > 0 ? 0 : 1);
    if (row < 0 || end < row || terminal.isAlternate()) {
      return "";
    }
    return terminal.transcript(0).text(new CellRange(row, column, end, terminal.cols())).strip();
  }
}
