package weft.host;

import weft.protocol.PersonId;
import weft.terminal.Terminal;

/// What guests see of a terminal whose shell marks no blocks.
final class Showing {
  private Showing() {}

  static Shown allOf(Terminal terminal) {
    return new Shown(
        terminal, new Blocks(terminal, ShellMarks.NONE, () -> PersonId.OWNER, () -> 0));
  }
}
