package weft.cli;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import weft.pty.PrivateFolder;

/// Where this person is signed in: a file for each relay, which only they can read.
final class Logins {
  /// @param ca the certificates to trust there; empty for the system's
  record Login(String relay, String email, String token, String ca) {
    /// Without the token.
    @Override
    public String toString() {
      return relay + " as " + email;
    }
  }

  private Logins() {}

  private static Path folder() {
    return switch (StateFolder.find()) {
      case PrivateFolder.Refused(String reason) -> throw Complaint.failed(reason, "");
      case PrivateFolder.Ready(Path path) -> path.resolve("logins");
    };
  }

  private static Path file(String relay) {
    return folder().resolve(relay.replaceFirst("^https?://", "").replaceAll("[^A-Za-z0-9.-]", "_"));
  }

  static void keep(Login login) {
    try {
      Files.createDirectories(
          folder(),
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      Path whole =
          Files.createTempFile(
              folder(),
              ".",
              "",
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      Files.writeString(
          whole, String.join("\n", login.relay(), login.email(), login.token(), login.ca()) + "\n");
      Files.move(whole, file(login.relay()), StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException failed) {
      throw Complaint.failed("cannot keep the login: " + failed.getMessage(), "");
    }
  }

  /// Null where this person is not signed in there.
  static @Nullable Login at(String relay) {
    return read(file(relay));
  }

  private static @Nullable Login read(Path file) {
    try {
      List<String> lines = Files.readAllLines(file);
      return lines.size() < 3
          ? null
          : new Login(
              lines.get(0), lines.get(1), lines.get(2), lines.size() > 3 ? lines.get(3) : "");
    } catch (IOException none) {
      return null;
    }
  }

  static List<Login> all() {
    List<Login> all = new ArrayList<>();
    if (!Files.isDirectory(folder())) {
      return all;
    }
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder(), "[!.]*")) {
      for (Path file : files) {
        Login login = read(file);
        if (login != null) {
          all.add(login);
        }
      }
    } catch (IOException unreadable) {
      throw Complaint.failed("cannot read the logins: " + unreadable.getMessage(), "");
    }
    return all;
  }

  static void forget(Login login) {
    try {
      Files.deleteIfExists(file(login.relay()));
    } catch (IOException stays) {
      throw Complaint.failed("cannot forget the login: " + stays.getMessage(), "");
    }
  }
}
