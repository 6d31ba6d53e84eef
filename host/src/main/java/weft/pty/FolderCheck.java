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

/// Makes and judges private folders for one user.
///
/// Owners are compared by number: names would ask the system's directory service, which may be far
/// away.
record FolderCheck(int user) {
  static FolderCheck ofThisUser() {
    SupportedSystem.require();
    return new FolderCheck(Native.geteuid(new NativeBuffer(0)));
  }

  /// Characters of a state folder's path that leave room for a socket's name in its 107 bytes.
  private static final int LONGEST_STATE_PATH = 80;

  PrivateFolder forSockets(Map<String, String> environment, Path temporary) {
    Path runtime = absolute(environment.get("XDG_RUNTIME_DIR"));
    if (runtime != null && isOurs(runtime)) {
      return at(runtime.resolve("weft"));
    }
    Path state = absolute(environment.get("XDG_STATE_HOME"));
    Path home = absolute(environment.get("HOME"));
    if (state == null && home != null) {
      state = home.resolve(".local/state");
    }
    if (state != null && state.toString().length() <= LONGEST_STATE_PATH) {
      return at(state.resolve("weft"));
    }
    return at(temporary.resolve("weft-" + Integer.toUnsignedString(user)));
  }

  PrivateFolder at(Path folder) {
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
      String objection = objection(folder);
      if (objection != null) {
        return new PrivateFolder.Refused(objection);
      }
      Files.setPosixFilePermissions(folder, mine); // also where the umask took too much away
      return new PrivateFolder.Ready(folder);
    } catch (IOException | SecurityException failure) {
      return new PrivateFolder.Refused(
          "cannot make the private folder " + folder + ": " + failure.getMessage());
    }
  }

  private @Nullable String objection(Path folder) throws IOException {
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

  private boolean isOurs(Path folder) {
    try {
      return Files.isDirectory(folder)
          && Integer.valueOf(user).equals(Files.getAttribute(folder, "unix:uid"));
    } catch (IOException unreadable) {
      return false;
    }
  }
}
