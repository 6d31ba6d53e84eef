package weft.host;

import weft.protocol.Block;
import weft.protocol.Bytes;
import weft.protocol.PersonId;
import weft.terminal.CellRange;
import weft.terminal.Terminal;
import weft.terminal.Transcript;

/// A block while it comes about: its prompt, its command, its end.
final class CommandBlock {
  /// Rows of an unfinished line that are remembered.
  private static final int OPEN_LINE_ROWS = 20;

  private final long id;
  private final boolean nested;
  private final Place first;
  private final Place output;
  private final Place end;
  private Block.State state = Block.State.PROMPT;
  private Block.Exit exit = Block.Exit.UNKNOWN;
  private long started;
  private long took;
  private PersonId person = PersonId.OWNER;
  private String command = "";
  private String directory;
  private final Terminal terminal;

  /// Cells before the prompt that others have printed on its first row, in a terminal of so many
  /// columns.
  private int column;
  private int columns;

  /// What stands before the cursor on the line that the output ends in the middle of, as text with
  /// escape sequences: whatever the shell prints next goes on there. Empty where it is whole.
  private Bytes openLine = Bytes.EMPTY;

  CommandBlock(long id, boolean nested, Terminal terminal, Beginning beginning, String directory) {
    long row = beginning.row();
    this.id = id;
    this.nested = nested;
    this.terminal = terminal;
    this.directory = directory;
    column = beginning.column();
    columns = terminal.cols();
    first = new Place(terminal, row);
    output = new Place(terminal, row);
    end = new Place(terminal, row);
  }

  long id() {
    return id;
  }

  Block.State state() {
    return state;
  }

  long firstRow() {
    return first.row();
  }

  /// Where it can be shared from, without what stood there before it.
  Beginning beginning() {
    boolean known = columns == terminal.cols();
    if (column == 0 || known) {
      return new Beginning(first.row(), column);
    }
    return new Beginning(state == Block.State.PROMPT ? first.row() + 1 : output.row(), 0);
  }

  /// @param column cells of that row that are not part of it
  record Beginning(long row, int column) {
    /// Where the cursor is.
    static Beginning here(Terminal terminal) {
      return new Beginning(
          terminal.cursorRow(), Math.min(terminal.cursorColumn(), terminal.cols()));
    }
  }

  Bytes openLine() {
    return openLine;
  }

  /// The prompt is drawn anew, perhaps elsewhere.
  void promptHere(String where) {
    Beginning here = Beginning.here(terminal);
    long row = here.row();
    column = here.column();
    columns = terminal.cols();
    first.move(row);
    output.move(row);
    end.move(row);
    directory = where;
  }

  void run(long row, String line, PersonId by, long nowMs) {
    state = Block.State.RUNNING;
    output.move(row);
    end.move(row);
    command = line;
    person = by;
    started = nowMs;
  }

  void end(long row, Block.Exit how, long nowMs) {
    state = Block.State.ENDED;
    boolean within = !terminal.isAlternate() && terminal.cursorRow() >= output.row();
    if (within && terminal.cursorColumn() > 0) {
      openLine = lineSoFar();
    }
    end.move(Math.max(row, output.row()));
    exit = how;
    took = Math.max(0, nowMs - started);
  }

  private Bytes lineSoFar() {
    Transcript all = terminal.transcript(output.row());
    long line = all.line(terminal.cursorRow()).firstRow();
    long row = Math.max(line, terminal.cursorRow() - OPEN_LINE_ROWS);
    return Bytes.owned(
        all.ansi(new CellRange(row, 0, terminal.cursorRow(), terminal.cursorColumn())));
  }

  /// Takes back what it has from `row` on: something else is there now.
  ///
  /// @return whether it had anything there
  boolean cutAt(long row) {
    boolean any = end.row() > row || output.row() > row || first.row() > row;
    for (Place place : new Place[] {first, output, end}) {
      if (place.row() > row) {
        place.move(row);
      }
    }
    return any;
  }

  /// Whether its rows have their numbers for good.
  boolean settle() {
    return state == Block.State.ENDED && first.settle() && output.settle() && end.settle();
  }

  void forget() {
    first.drop();
    output.drop();
    end.drop();
  }

  Block block() {
    boolean over = state == Block.State.ENDED;
    return new Block(
        id,
        state,
        nested,
        first.row(),
        output.row(),
        over ? end.row() : 0,
        exit,
        started,
        over ? took : 0,
        person,
        command,
        directory);
  }
}
