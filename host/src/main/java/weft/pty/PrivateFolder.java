package weft.pty;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A folder that only its owner may enter, for sockets and keys: made when it is missing, refused
/// when anybody else could have put something into it.
public sealed interface PrivateFolder {
  /// The folder is there, ours, and closed to others (0700).
  record Ready(Path path) implements PrivateFolder {}

  /// It cannot be used.
  ///
  /// @param reason one sentence for people, saying what to do
  record Refused(String reason) implements PrivateFolder {}

  /// Where sockets live: `$XDG_RUNTIME_DIR/weft`, else `$XDG_STATE_HOME/weft`, else
  /// `/tmp/weft-UID`. A runtime folder that belongs to somebody else, as `su` leaves it behind in
  /// the environment, counts as missing. A socket's path may have 107 bytes, this folder
  /// included.
  static PrivateFolder forSockets() {
    SupportedSystem.require();
    return forSockets(System.getenv(), Native.geteuid(new NativeBuffer(0)), Path.of("/tmp"));
  }

  static PrivateFolder forSockets(Map<String, String> environment, int user, Path temporary) {
    Path runtime = absolute(environment.get("XDG_RUNTIME_DIR"));
    if (runtime != null && isOwnedBy(runtime, user)) {
      return at(runtime.resolve("weft"), user);
    }
    Path state = absolute(environment.get("XDG_STATE_HOME"));
    if (state != null) {
      return at(state.resolve("weft"), user);
    }
    return at(temporary.resolve("weft-" + Integer.toUnsignedString(user)), user);
  }

  /// This folder, made if needed, with its parents.
  static PrivateFolder at(Path folder) {
    SupportedSystem.require();
    return at(folder, Native.geteuid(new NativeBuffer(0)));
  }

  private static PrivateFolder at(Path folder, int user) {
    Set<PosixFilePermission> mine = PosixFilePermissions.fromString("rwx------");
    try {
      Path parent = folder.getParent();
      if (parent != null && !Files.exists(parent)) {
        Files.createDirectories(parent, PosixFilePermissions.asFileAttribute(mine));
      }
      try {
        Files.createDirectory(folder, PosixFilePermissions.asFileAttribute(mine));
      } catch (FileAlreadyExistsException usual) {
        // looked at below, like one just made
      }
      String objection = objection(folder, user);
      if (objection != null) {
        return new Refused(objection);
      }
      Files.setPosixFilePermissions(folder, mine); // also where the umask took too much away
      return new Ready(folder);
    } catch (IOException | SecurityException failure) {
      return new Refused("cannot make the private folder " + folder + ": " + failure.getMessage());
    }
  }

  private static @Nullable String objection(Path folder, int user) throws IOException {
    Map<String, Object> found =
        Files.readAttributes(folder, "unix:uid,mode,isDirectory", LinkOption.NOFOLLOW_LINKS);
    if (!Boolean.TRUE.equals(found.get("isDirectory"))) {
      return folder + " is a link or a file; remove it, weft needs a folder of its own there";
    }
    if (!Integer.valueOf(user).equals(found.get("uid"))) {
      return folder + " belongs to another user; remove it or set XDG_RUNTIME_DIR";
    }
    int writableByOthers = 0022;
    if (found.get("mode") instanceof Integer mode && (mode & writableByOthers) == 0) {
      return null;
    }
    return "other users could write to " + folder + "; look inside, then run chmod 700 on it";
  }

  private static @Nullable Path absolute(@Nullable String value) {
    return value != null && value.startsWith("/") ? Path.of(value) : null;
  }

  private static boolean isOwnedBy(Path folder, int user) {
    try {
      return Files.isDirectory(folder)
          && Integer.valueOf(user).equals(Files.getAttribute(folder, "unix:uid"));
    } catch (IOException unreadable) {
      return false;
    }
  }
}
