/// The terminal engine: what a program's output does to a screen, and how to hand that screen on.
///
/// Read [weft.terminal.Terminal] and [weft.terminal.GuestFilter] first. Bytes go through a
/// [weft.terminal.Parser]; the terminal's [weft.terminal.Dispatcher] sends each sequence to a small
/// class that changes the [weft.terminal.Screen]: `Printer`, `CursorOps`, `EditOps`, `ModeOps`,
/// `Sgr`, `OscOps`. `KeyframeWriter` writes a screen as escape sequences, `RowRepaint` one row of
/// it, `CellsDump` as text for tests. Rows that scroll off go to the `History`, as bytes that
/// `RowCodec` writes, in pages that `HistoryStore` keeps within [weft.terminal.HistoryOptions].
/// [weft.terminal.Transcript] reads them back: lines, searches, copies, pages for guests.
///
/// Pictures (sixel, kitty's, iTerm2's) are never decoded. `Images` finds how large one is while its
/// data streams by, and `Placeholder` writes a grey block of that size as ordinary sequences, which
/// the engine takes and guests get in the picture's place: so both show the same. Only the owner's
/// own terminal, which gets the program's bytes, may draw the picture.
///
/// No threads, no clock here, no I/O but in [weft.terminal.SpillFile], and nothing but the JDK. The
/// target for meaning is the pinned xterm.js; `oracle/` runs it beside this engine in the tests.
///
/// Invariants: input never makes anything throw; the result never depends on how input was cut;
/// memory is bounded by named constants; absolute row numbers never change their meaning.
@org.jspecify.annotations.NullMarked
package weft.terminal;
