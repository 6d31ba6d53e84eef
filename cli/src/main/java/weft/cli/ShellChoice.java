package weft.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import weft.pty.ShellCommand;

/// Which program is shared: the command given, else the person's shell.
final class ShellChoice {
  private ShellChoice() {}

  static ShellCommand of(String[] command) {
    ShellCommand chosen = command.length == 0 ? shell() : given(command);
    String home = System.getProperty("weft.home");
    String path = System.getenv("PATH");
    if (home != null && path != null && onPath("weft", path) == null) {
      // Inside the session `weft who` and the others are plain commands.
      return chosen.with("PATH", path + ":" + home);
    }
    return chosen;
  }

  private static ShellCommand shell() {
    String shell = System.getenv("SHELL");
    Path program = Path.of(shell != null && shell.startsWith("/") ? shell : "/bin/sh");
    if (!Files.isExecutable(program)) {
      throw Complaint.failed(
          "your shell " + program + " cannot be run", "set SHELL, or weft share -- COMMAND");
    }
    return ShellCommand.of(program);
  }

  private static ShellCommand given(String[] command) {
    Path program =
        command[0].indexOf('/') >= 0
            ? Path.of(command[0]).toAbsolutePath()
            : onPath(command[0], String.valueOf(System.getenv("PATH")));
    if (program == null || !Files.isExecutable(program)) {
      throw Complaint.failed("there is no program '" + command[0] + "'", "check its name");
    }
    String[] arguments = java.util.Arrays.copyOfRange(command, 1, command.length);
    return ShellCommand.of(program, arguments);
  }

  private static @org.jspecify.annotations.Nullable Path onPath(String name, String path) {
    for (int from = 0; from <= path.length(); ) {
      int colon = path.indexOf(':', from);
      int end = colon < 0 ? path.length() : colon;
      Path candidate = Path.of(path.substring(from, end), name);
      if (end > from && candidate.isAbsolute() && Files.isExecutable(candidate)) {
        return candidate;
      }
      from = end + 1;
    }
    return null;
  }
}
