package weft.pty;

import java.nio.file.Path;

/// A folder that only its owner may enter, for sockets and keys: made when it is missing, refused
/// when anybody else could have put something into it.
public sealed interface PrivateFolder {
  /// The folder is there, ours, and closed to others (0700).
  record Ready(Path path) implements PrivateFolder {}

  /// It cannot be used.
  ///
  /// @param reason one sentence for people, saying what to do
  record Refused(String reason) implements PrivateFolder {}

  /// Where sockets live: `$XDG_RUNTIME_DIR/weft`, else `$XDG_STATE_HOME/weft` (by default
  /// `~/.local/state/weft`), else, or where that path is too long for a socket, `/tmp/weft-UID`. A
  /// runtime folder that belongs to somebody else, as `su` leaves it behind in the environment,
  /// counts as missing. A socket's path may have 107 bytes, this folder included.
  ///
  /// @throws UnsupportedOperationException one sentence, on systems weft does not know
  static PrivateFolder forSockets() {
    return FolderCheck.ofThisUser().forSockets(System.getenv(), Path.of("/tmp"));
  }

  /// This folder, made if needed, with its parents.
  ///
  /// @throws UnsupportedOperationException one sentence, on systems weft does not know
  static PrivateFolder at(Path folder) {
    return FolderCheck.ofThisUser().at(folder);
  }
}
