package weft.protocol;

/// One command and its output (rule K1). Rows are absolute, in the generation of PAST.
///
/// @param id from 1 up, in order of starting, never reused in a session
/// @param nested made by the marks of a program within the command that was running
/// @param firstRow where its prompt begins
/// @param outputRow first row of its output
/// @param endRow row after its last one, 0 until it has ended
/// @param exit what came of it
/// @param started milliseconds since 1970, 0 at the prompt
/// @param took milliseconds, 0 until it has ended
/// @param person who entered it
/// @param command empty where unknown
/// @param directory where it was entered, absolute; empty where unknown
public record Block(
    long id,
    State state,
    boolean nested,
    long firstRow,
    long outputRow,
    long endRow,
    Exit exit,
    long started,
    long took,
    PersonId person,
    String command,
    String directory) {

  /// The same in rows with other numbers.
  public Block at(long first, long output, long end) {
    return new Block(
        id, state, nested, first, output, end, exit, started, took, person, command, directory);
  }

  public enum State {
    PROMPT,
    RUNNING,
    ENDED;

    public int code() {
      return ordinal();
    }
  }

  /// @param known whether the shell said so; `status` is 0 where it did not
  public record Exit(boolean known, int status) {
    public static final Exit UNKNOWN = new Exit(false, 0);

    public boolean failed() {
      return known && status != 0;
    }
  }
}
