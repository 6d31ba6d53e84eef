package weft.cli;

import java.nio.file.Path;
import weft.pty.PrivateFolder;

/// Where weft keeps what outlives a command: `$XDG_STATE_HOME/weft`, by default
/// `~/.local/state/weft`.
final class StateFolder {
  private StateFolder() {}

  /// Made if needed, closed to others.
  static PrivateFolder find() {
    String state = System.getenv("XDG_STATE_HOME");
    Path home =
        state != null && state.startsWith("/")
            ? Path.of(state)
            : Path.of(System.getProperty("user.home"), ".local", "state");
    return PrivateFolder.at(home.resolve("weft"));
  }
}
