package weft.host;

import weft.protocol.Bytes;
import weft.protocol.PageId;
import weft.protocol.StreamMessage;
import weft.terminal.Terminal;

/// What guests may have of the rows that have left the screen (PROTOCOL.md section 7a).
final class Past {
  private final Terminal terminal;

  Past(Terminal terminal) {
    this.terminal = terminal;
  }

  /// For every state of the screen: from where on pages can be had, and how to ask for them.
  StreamMessage.Past message() {
    return new StreamMessage.Past(oldestRow(), terminal.historyGeneration());
  }

  /// The rows of a page as far as they are still there; none where the page is void or not full
  /// yet (rule P4).
  StreamMessage.Rows rows(PageId page) {
    long from = Math.max(page.firstRow(), oldestRow());
    long to = page.firstRow() + PageId.ROWS;
    if (page.generation() != terminal.historyGeneration()
        || page.firstRow() > terminal.topRow()
        || to > terminal.topRow()
        || from >= to) {
      return new StreamMessage.Rows(Math.max(0, page.firstRow()), 0, terminal.cols(), Bytes.EMPTY);
    }
    return null;
  }

  private long oldestRow() {
    return terminal.firstRow();
  }
}
