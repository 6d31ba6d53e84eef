package weft.host;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import weft.protocol.Bytes;
import weft.protocol.Limits;
import weft.protocol.PageId;
import weft.protocol.StreamMessage;
import weft.terminal.CellRange;
import weft.terminal.RowsPage;
import weft.terminal.Terminal;
import weft.terminal.Transcript;

/// What guests may have of the rows that have left the screen (PROTOCOL.md section 6, "Pages of
/// history"). Owned by the session's thread.
final class Past {
  private final Shown shown;

  Past(Shown shown) {
    this.shown = shown;
  }

  /// Part of every state: from where on pages can be had, and how to ask for them.
  StreamMessage.Past message() {
    return new StreamMessage.Past(
        shown.terminal().sharedTranscript().firstRow(), shown.generation());
  }

  /// The rows of a page as far as they are there; none where the page is void or not full yet
  /// (rule P4).
  List<StreamMessage.Rows> rows(PageId page) {
    Terminal terminal = shown.terminal();
    Transcript transcript = terminal.sharedTranscript();
    long from = Math.max(page.firstRow(), transcript.firstRow());
    long to = page.endRow();
    if (page.generation() != shown.generation() || to > terminal.topRow() || from >= to) {
      long near = Math.min(page.firstRow(), terminal.topRow()); // a number that can be sent
      return List.of(new StreamMessage.Rows(near, 0, terminal.cols(), false, Bytes.EMPTY));
    }
    List<StreamMessage.Rows> rows = new ArrayList<>();
    int bytes = 0;
    for (long at = from; at < to; ) {
      RowsPage part = transcript.page(at, to);
      byte[] text = part.bytes();
      bytes += text.length;
      if (bytes > Limits.PAGE_TEXT) {
        text = plain(transcript, part);
      }
      rows.add(
          new StreamMessage.Rows(
              part.firstRow(),
              (int) (part.endRow() - part.firstRow()),
              part.columns(),
              part.continued(),
              Bytes.owned(text)));
      at = part.endRow();
    }
    return rows;
  }

  private static byte[] plain(Transcript transcript, RowsPage part) {
    return transcript
        .text(CellRange.rows(part.firstRow(), part.endRow() - 1))
        .replace("\n", "\r\n")
        .getBytes(StandardCharsets.UTF_8);
  }
}
