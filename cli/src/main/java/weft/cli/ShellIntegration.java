package weft.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import weft.pty.ShellCommand;

/// Has the shell mark its prompts and commands, without a change to any file of its user: the
/// scripts are in `shell/`.
///
/// @param nonce what the shell's marks carry, so that nothing else can make such; empty where the
///     shell makes none
/// @param command the shell, told to load the script
record ShellIntegration(String nonce, ShellCommand command) {
  private static final int NONCE_BYTES = 12;

  /// @param shell a shell without arguments of its own; any other program stays as it is
  static ShellIntegration of(ShellCommand shell) {
    String home = System.getProperty("weft.home");
    if (home == null || shell.arguments().size() != 1) {
      return none(shell);
    }
    Path scripts = Path.of(home, "shell");
    ShellCommand told = told(shell, scripts);
    if (told.equals(shell) || !Files.isReadable(scripts)) {
      return none(shell);
    }
    String nonce = newNonce();
    return nonce.isEmpty()
        ? none(shell)
        : new ShellIntegration(nonce, told.with("WEFT_NONCE", nonce));
  }

  static ShellIntegration none(ShellCommand shell) {
    return new ShellIntegration("", shell);
  }

  private static ShellCommand told(ShellCommand shell, Path scripts) {
    String name = String.valueOf(shell.program().getFileName());
    if (name.equals("bash")) {
      return shell.arguments("--rcfile", scripts.resolve("bashrc").toString());
    } else if (name.equals("zsh")) {
      String own = System.getenv("ZDOTDIR");
      ShellCommand reading = shell.with("ZDOTDIR", scripts.resolve("zsh").toString());
      return own == null ? reading : reading.with("WEFT_ZDOTDIR", own);
    } else if (name.equals("fish")) {
      String script =
          scripts.resolve("weft.fish").toString().replace("\\", "\\\\").replace("'", "\\'");
      return shell.arguments("--init-command", "source '" + script + "'");
    }
    return shell;
  }

  /// From the system itself: a generator of Java's own costs milliseconds before the prompt.
  private static String newNonce() {
    try (InputStream random = Files.newInputStream(Path.of("/dev/urandom"))) {
      return HexFormat.of().formatHex(random.readNBytes(NONCE_BYTES));
    } catch (IOException none) {
      return "";
    }
  }
}
