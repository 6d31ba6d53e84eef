package weft.terminal;

import java.util.Optional;
import java.util.OptionalLong;

/// A terminal's state, fed with what a program writes. Its meaning is that of the pinned xterm.js
/// with the grapheme add-on (`XTERM-FAULTS.md` lists the exceptions). Not thread-safe: one owner.
///
/// No input makes it throw, and memory is bounded: by the size of the screen, by [HistoryOptions],
/// by the named limits of its parts.
public final class Terminal {
  /// The widest and the highest screen; larger sizes are cut to it.
  public static final int MAX_COLS = 2000;

  /// See [#MAX_COLS].
  public static final int MAX_ROWS = 1000;

  /// Rows above the screen that a resize may give other numbers, and as many to spare.
  public static final int RESIZE_REACH = 4 * MAX_ROWS;

  /// Room for one wide character.
  static final int MIN_COLS = 2;

  /// Names the width and grapheme table that this terminal uses; a guest must use the same.
  public static final String WIDTH_TABLE = Graphemes.VERSION;

  /// Seen by the tests of this package.
  final Screen screen;
  private final Dispatcher dispatcher;
  private final GuestWriter guests;
  private final Tee tee;
  private final Parser parser;
  private final RowMarks marks;

  /// A blank terminal; sizes are cut to 2..[#MAX_COLS] and 1..[#MAX_ROWS].
  public Terminal(int cols, int rows, HistoryOptions history) {
    screen =
        new Screen(Math.clamp(cols, MIN_COLS, MAX_COLS), Math.clamp(rows, 1, MAX_ROWS), history);
    dispatcher = new Dispatcher(screen);
    guests = new GuestWriter(screen.cols, screen.rows);
    tee = new Tee(screen, dispatcher, guests);
    parser = new Parser(tee);
    marks = new RowMarks(screen);
  }

  /// A blank terminal that keeps its history [in memory][HistoryOptions#inMemory].
  public Terminal(int cols, int rows, long historyBytes) {
    this(cols, rows, HistoryOptions.inMemory(historyBytes));
  }

  /// A blank terminal with [HistoryOptions#DEFAULT_MEMORY_BYTES].
  public Terminal(int cols, int rows) {
    this(cols, rows, HistoryOptions.DEFAULT_MEMORY_BYTES);
  }

  /// Takes any bytes, cut anywhere.
  public void feed(byte[] b, int off, int len) {
    java.util.Objects.checkFromIndexSize(off, len, b.length);
    parser.feed(b, off, len);
  }

  /// Takes any bytes, cut anywhere, and writes to `out` what guests get of them: the same as a
  /// [GuestFilter] does, but for one sequence that would make xterm.js throw and for pictures.
  public void feed(byte[] b, int off, int len, GuestFilter.Sink out) {
    java.util.Objects.checkFromIndexSize(off, len, b.length);
    guests.to(out);
    tee.listening = true;
    parser.feed(b, off, len);
    tee.listening = false;
    guests.to(null);
  }

  /// Takes all of `b`.
  public void feed(byte[] b) {
    feed(b, 0, b.length);
  }

  /// Changes the size, cut as in the constructor, and reflows soft-wrapped rows on the normal
  /// screen.
  public void resize(int cols, int rows) {
    marks.beforeResize();
    new Resize(screen).to(Math.clamp(cols, 2, MAX_COLS), Math.clamp(rows, 1, MAX_ROWS));
    marks.afterResize();
    screen.veil.resized();
    guests.resize(screen.cols, screen.rows);
  }

  /// What is printed next is part of no link, whatever link a program has left open.
  public void endLink() {
    screen.pen.link(0);
  }

  /// Who is to hear operating system commands; replaces the one before.
  public void onOsc(OscListener listener) {
    dispatcher.listener(listener);
  }

  /// Everything visible as UTF-8 text with escape sequences, for a fresh terminal of this size,
  /// with up to `maxHistoryRows` rows of history before it. Describes the state after the last
  /// complete sequence and character. Nothing that was only in rows before `firstRow` is in it.
  public byte[] keyframe(long firstRow, int maxHistoryRows) {
    return new KeyframeWriter(screen, firstRow, maxHistoryRows).write();
  }

  /// A keyframe for guests: nothing from before sharing began is in it.
  public byte[] sharedKeyframe(int maxHistoryRows) {
    return keyframe(firstSharedRow(), maxHistoryRows);
  }

  /// A keyframe and then the unfinished sequence or character, so that a reader can go on with the
  /// raw bytes that come next.
  public byte[] keyframeWithTail(long firstRow, int maxHistoryRows) {
    return new EscapeText().raw(keyframe(firstRow, maxHistoryRows)).raw(parser.tail()).toBytes();
  }

  /// What to send to a terminal that shows exactly this one's screen before drawing a notice over
  /// visible row `y` (0 is the top): afterwards the row is blank, the cursor at its start, the pen
  /// plain. Only to be used while [#inGround].
  public byte[] beginOverlay(int y) {
    return new RowRepaint(screen).begin(Math.clamp(y, 0, screen.rows - 1));
  }

  /// What to send after drawing while the notice stays: cursor, pen, charset and modes are put
  /// back.
  public byte[] holdOverlay() {
    return new RowRepaint(screen).state();
  }

  /// What puts that row back from the model, and cursor, pen, charset and modes with it. The notice
  /// must have stayed within the row. Saved cursors, margins and tab stops are never touched.
  public byte[] endOverlay(int y) {
    return new RowRepaint(screen).end(Math.clamp(y, 0, screen.rows - 1));
  }

  /// The screen and up to `historyRows` rows before it as text, for tests; `oracle/dump.mjs` makes
  /// the same of an xterm.js terminal.
  public String dump(int historyRows) {
    return new CellsDump(screen).write(historyRows);
  }

  /// The visible rows as plain text, each ended by a line feed, without trailing blanks.
  public String text() {
    return new PlainText(screen).visible();
  }

  public int cols() {
    return screen.cols;
  }

  public int rows() {
    return screen.rows;
  }

  public String title() {
    return screen.titles.current();
  }

  /// The path that the shell last gave with OSC 7.
  public Optional<String> workingDirectory() {
    return dispatcher.osc().workingDirectory();
  }

  /// Absolute number of the normal screen's top row: rows count from 0 at the session's start.
  public long topRow() {
    return screen.normal.base;
  }

  /// Absolute number of the oldest row still held.
  public long firstRow() {
    return Math.min(screen.history.first(), screen.normal.base);
  }

  /// What the history holds and costs, and what went wrong with it.
  public HistoryStatus history() {
    return screen.history.status();
  }

  /// Goes up whenever a row of history may have changed that was read before: after a resize that
  /// took rows back to the screen, and when the history was cleared.
  public long historyGeneration() {
    return screen.history.generation();
  }

  /// Marks the place before a row, and keeps the mark right when a resize gives rows other numbers:
  /// what was before it stays before it. Each costs a little at every resize until it is dropped.
  public RowMark mark(long row) {
    return marks.add(row);
  }

  /// Forgets a mark.
  public void unmark(RowMark mark) {
    marks.remove(mark);
  }

  /// The normal screen and its history as text, from row `firstRow` on.
  public Transcript transcript(long firstRow) {
    return new Transcript(screen, firstRow);
  }

  /// Guests get nothing that was before row `row`, in the history or on the normal screen, nor
  /// titles set until now; a row in the middle of a screen is fine. Only to be called while
  /// [#inGround]: the rest of a sequence would tell of its beginning. What is hidden stays hidden,
  /// whatever programs do with it, until [#shareEverything].
  public void shareFrom(long row) {
    shareFrom(row, 0);
  }

  /// As [#shareFrom(long)], and nothing of the first `column` cells of that row, which belong to
  /// what was before it. Where the row has left the screen, nothing of it at all.
  public void shareFrom(long row, int column) {
    forgetStart();
    boolean gone = column > 0 && row < screen.normal.base;
    long first = gone ? row + 1 : row;
    screen.veil.cover(
        marks.add(Math.min(first, screen.normal.base)),
        marks.add(Math.clamp(first, 0, screen.normal.base + screen.rows)),
        gone ? 0 : column);
  }

  /// Guests get everything that is left of the session.
  public void shareEverything() {
    forgetStart();
    screen.veil.lift();
  }

  private void forgetStart() {
    RowMark first = screen.veil.first();
    RowMark start = screen.veil.start();
    if (first != null && start != null) {
      marks.remove(first);
      marks.remove(start);
    }
  }

  /// The row that was named to [#shareFrom], kept right; none where guests get everything.
  public OptionalLong sharedFrom() {
    RowMark start = screen.veil.start();
    return start == null ? OptionalLong.empty() : OptionalLong.of(start.row());
  }

  /// Absolute number of the oldest row that guests may have, apart from what is gone anyway.
  public long firstSharedRow() {
    return screen.veil.firstRow();
  }

  /// What guests may read.
  public Transcript sharedTranscript() {
    return transcript(firstSharedRow());
  }

  /// Absolute number of the row the cursor is on; in the alternate screen, where rows have no
  /// number of their own, that of the normal screen's row in the same place.
  public long cursorRow() {
    return screen.normal.base + screen.active.y;
  }

  /// Zero-based column of the cursor; equal to [#cols] at a pending wrap.
  public int cursorColumn() {
    return screen.active.x;
  }

  public boolean isAlternate() {
    return screen.isAlternate();
  }

  /// Whether the parser is between sequences and between characters.
  public boolean inGround() {
    return parser.inGround();
  }

  public boolean bracketedPaste() {
    return screen.modes.bracketedPaste;
  }

  public boolean applicationCursor() {
    return screen.modes.applicationCursor;
  }

  public boolean applicationKeypad() {
    return screen.modes.applicationKeypad;
  }

  /// Whether the program wants mouse reports of any kind.
  public boolean mouse() {
    return screen.modes.mouse != Modes.Mouse.NONE;
  }

  public boolean focusEvents() {
    return screen.modes.sendFocus;
  }

  public boolean cursorHidden() {
    return screen.modes.cursorHidden;
  }

  /// Whether the program has asked to hold back painting (DECSET 2026).
  public boolean synchronizedOutput() {
    return screen.modes.synchronizedOutput;
  }
}
