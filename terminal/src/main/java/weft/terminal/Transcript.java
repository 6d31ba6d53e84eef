package weft.terminal;

/// All rows of the normal screen and its history as text, from a row on that its maker chose:
/// nothing that was only in earlier rows is ever in an answer. Rows are addressed by their absolute
/// numbers; those that are gone or not there yet are passed over. Reads from the terminal, so it
/// belongs to the same thread, and lasts as long.
public final class Transcript {
  /// Rows of a page at most.
  private static final int MAX_PAGE_ROWS = 1000;

  /// Stored bytes of a page's rows, after which it ends: about what a frame may carry.
  private static final int MAX_PAGE_BYTES = 256 * 1024;

  private final Screen screen;
  private final long from;

  Transcript(Screen screen, long from) {
    this.screen = screen;
    this.from = from;
  }

  /// One line as the program wrote it, however many rows it wrapped over; a very long one is cut.
  ///
  /// @param endRow one past its last row
  /// @param text without trailing blanks
  public record Line(long firstRow, long endRow, String text) {}

  /// The oldest row that can be read.
  public long firstRow() {
    return rows().first();
  }

  /// One past the screen's last row.
  public long endRow() {
    return rows().end();
  }

  /// The line that a row is part of.
  public Line line(long row) {
    TextRows rows = rows();
    long known = Math.clamp(row, rows.first(), rows.end() - 1);
    LineText line = new LineText(rows, new Lines(rows).start(known));
    return new Line(line.firstRow(), line.endRow(), line.text().toString());
  }

  /// @param row absolute number
  public record Spot(long row, int column) {}

  /// How many cells of its line come before a cell: the same after a resize, whatever rows the line
  /// is then on. Cells that a wide character left free because it had no room are none of the line.
  public long cellsBefore(Spot spot) {
    TextRows rows = rows();
    long at = Math.clamp(spot.row(), rows.first(), rows.end() - 1);
    long cells = 0;
    for (long row = new Lines(rows).start(at); row < at; row++) {
      cells += LineText.length(rows.get(row), rows.get(row + 1));
    }
    boolean more = rows.isContinued(at + 1);
    int length = more ? LineText.length(rows.get(at), rows.get(at + 1)) : spot.column();
    return cells + Math.min(spot.column(), length);
  }

  /// The cell that so many of its line come before.
  ///
  /// @param firstRow the line's
  public Spot spot(long firstRow, long cells) {
    TextRows rows = rows();
    long row = Math.clamp(firstRow, rows.first(), rows.end() - 1);
    long left = cells;
    while (rows.isContinued(row + 1)) {
      int length = LineText.length(rows.get(row), rows.get(row + 1));
      if (left < length) {
        break;
      }
      left -= length;
      row++;
    }
    return new Spot(row, (int) Math.min(left, Terminal.MAX_COLS));
  }

  /// Searches downwards from the line of row `from` up to the last line that begins before row
  /// `end`; a step takes about a millisecond.
  public SearchStep search(LineMatcher matcher, long from, long end) {
    return new Search(rows(), matcher).forward(from, end);
  }

  /// Searches upwards from the line above row `before`, nearest match first.
  public SearchStep searchBack(LineMatcher matcher, long before) {
    return new Search(rows(), matcher).backward(before);
  }

  /// As plain text: wrapped rows are one line, trailing blanks are left out.
  public String text(CellRange range) {
    return new PlainRange(rows()).write(range);
  }

  /// As one HTML element with inline styles. Links only to http, https and mailto.
  public String html(CellRange range) {
    return new HtmlRange(rows(), screen.palette).write(range);
  }

  /// As text with escape sequences for colours, attributes and links only.
  public byte[] ansi(CellRange range) {
    return new AnsiRange(rows()).write(range);
  }

  /// Rows `first` to `end` for a reader that shows them in a terminal, or as many of them as fit a
  /// page: ask for the rest from [RowsPage#endRow] on. Rows of another width begin another page.
  public RowsPage page(long first, long end) {
    TextRows sizes = rows();
    long start = Math.clamp(first, sizes.first(), sizes.end());
    long most = Math.min(Math.min(end, sizes.end()), start + MAX_PAGE_ROWS);
    if (start >= most) {
      return new RowsPage(start, start, screen.cols, false, new byte[0]);
    }
    Row row = sizes.get(start);
    int cols = row.cols();
    int bytes = 0;
    long stop = start;
    while (stop < most && bytes < MAX_PAGE_BYTES && sizes.get(stop).cols() == cols) {
      bytes += sizes.lastBytes();
      stop++;
    }
    TextRows rows = new TextRows(screen, from, cols);
    EscapeText out = new EscapeText();
    PenText pen = new PenText(out, rows.tables());
    RowPainter painter = new RowPainter(out, rows.tables(), pen);
    new ScreenText(rows.tables(), out, pen, painter).rows(start, stop, rows::get);
    return new RowsPage(start, stop, cols, row.wrapped && start > sizes.first(), out.toBytes());
  }

  private TextRows rows() {
    return new TextRows(screen, from, Terminal.MIN_COLS);
  }
}
