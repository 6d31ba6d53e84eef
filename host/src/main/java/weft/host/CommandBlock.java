package weft.host;

import weft.protocol.Block;
import weft.protocol.PersonId;
import weft.terminal.Terminal;

/// A block while it comes about: its prompt, its command, its end.
final class CommandBlock {
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

  CommandBlock(long id, boolean nested, Terminal terminal, long row, String directory) {
    this.id = id;
    this.nested = nested;
    this.directory = directory;
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

  /// The prompt is drawn anew, perhaps elsewhere.
  void promptAt(long row, String where) {
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
    end.move(Math.max(row, output.row()));
    exit = how;
    took = Math.max(0, nowMs - started);
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
