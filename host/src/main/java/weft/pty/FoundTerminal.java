package weft.pty;

/// Whether weft was started in a terminal.
public sealed interface FoundTerminal {
  /// It was.
  record Found(OwnTerminal terminal) implements FoundTerminal {}

  /// It was not.
  ///
  /// @param reason a clause for people: "standard input is not a terminal"
  record NotATerminal(String reason) implements FoundTerminal {}
}
