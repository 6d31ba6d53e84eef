package weft.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;
import weft.pty.ShellCommand;
import weft.pty.TerminalSize;
import weft.testkit.Weft;

/// One imaginary person's folders, and the programs that are compared, each with the same
/// shell in a window of the same size.
final class Workplace implements AutoCloseable {
  static final TerminalSize SIZE = new TerminalSize(100, 30);

  /// The shell's prompt: long enough that nothing else looks like it.
  static final String PROMPT = "weft-bench-prompt> ";

  private static final String SHELL = "/bin/bash";

  private final Path home;

  Workplace() throws IOException {
    home = Files.createTempDirectory("weft-bench");
    BlocksBench.writeStartUp(home);
  }

  Path home() {
    return home;
  }

  /// The shell alone: the limit.
  ShellCommand bare() {
    return command(Path.of(SHELL));
  }

  ShellCommand shell(String name) {
    return command(Path.of("/usr/bin", name));
  }

  /// The shell with the marks that make blocks, and nothing around it.
  ShellCommand markedShell(String name) {
    return BlocksBench.marked(shell(name), name);
  }

  ShellCommand weft(String... arguments) {
    String[] all = Stream.concat(Stream.of("share"), Stream.of(arguments)).toArray(String[]::new);
    return command(Weft.checkout().resolve("weft"), all);
  }

  /// The link of the owner's own page, of the only session that runs.
  String ownerLink() throws IOException, InterruptedException {
    ProcessBuilder open =
        new ProcessBuilder(Weft.checkout().resolve("weft").toString(), "open", "--print")
            .redirectError(ProcessBuilder.Redirect.INHERIT);
    open.environment().put("XDG_RUNTIME_DIR", home.toString());
    open.environment().put("XDG_STATE_HOME", home.resolve("state").toString());
    open.environment().put("WEFT_NO_BUILD", "1");
    open.environment().remove("WEFT_SOCKET");
    Process process = open.start();
    String link = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IOException("weft open --print failed");
    }
    return link.strip();
  }

  /// A new server with one session.
  ShellCommand tmux(String server) {
    return command(
        Path.of("/usr/bin/tmux"),
        "-L",
        server,
        "-f",
        "/dev/null",
        "new-session",
        "-s",
        "bench",
        SHELL);
  }

  ShellCommand tmuxClient(String server) {
    return command(Path.of("/usr/bin/tmux"), "-L", server, "attach", "-t", "bench");
  }

  ShellCommand ttyShare(int port) {
    return command(
        Path.of("/usr/bin/tty-share"),
        "--listen",
        "127.0.0.1:" + port,
        "--no-wait",
        "--command",
        SHELL);
  }

  ShellCommand ttyShareClient(int port) {
    return command(Path.of("/usr/bin/tty-share"), "http://127.0.0.1:" + port + "/s/local/");
  }

  boolean hasTmux() {
    return isInstalled("tmux");
  }

  static boolean isInstalled(String program) {
    return Files.isExecutable(Path.of("/usr/bin", program));
  }

  private ShellCommand command(Path program, String... arguments) {
    return ShellCommand.of(program, arguments)
        .with("XDG_RUNTIME_DIR", home.toString())
        .with("XDG_STATE_HOME", home.resolve("state").toString())
        .with("TMUX_TMPDIR", home.toString())
        .with("WEFT_NO_BUILD", "1")
        .with("TERM", "xterm-256color")
        .with("LANG", "C.UTF-8")
        .with("LC_ALL", "C.UTF-8")
        .with("HOME", home.toString())
        .with("SHELL", SHELL)
        .without("PS1")
        .without("WEFT_SOCKET")
        .without("TMUX")
        .sized(SIZE)
        .in(home);
  }

  @Override
  public void close() throws IOException {
    try (Stream<Path> files = Files.walk(home)) {
      files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
    }
  }
}
