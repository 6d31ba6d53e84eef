package weft.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;
import weft.host.SessionKeys;
import weft.host.SharedShell;
import weft.host.SharingOptions;
import weft.host.ShellMarks;
import weft.pty.ExitStatus;
import weft.pty.FoundTerminal;
import weft.pty.OwnTerminal;
import weft.pty.Pty;
import weft.pty.ShellProcess;
import weft.pty.TerminalSize;

/// A shell wrapped in the person's own terminal, shared from its start or not. Nothing on the way
/// to the prompt switches over types: linking one such switch costs 10 ms.
final class Window {
  /// @param keys made on a thread of their own
  record Beginning(SharingOptions options, FutureTask<SessionKeys> keys) {}

  private final ShellIntegration shell;
  private final @Nullable Beginning sharing;
  private final OwnTerminal terminal;
  private final Path socket;

  private Window(
      ShellIntegration shell, @Nullable Beginning sharing, OwnTerminal terminal, Path socket) {
    this.shell = shell;
    this.sharing = sharing;
    this.terminal = terminal;
    this.socket = socket;
  }

  /// Links native functions on another thread.
  static void prepare() {
    Thread.ofPlatform().daemon().name("weft-native").start(Window::linkNative);
  }

  private static void linkNative() {
    try {
      Pty.prepare();
    } catch (UnsupportedOperationException refused) {
      // looking for the terminal says so
    }
  }

  /// Runs until the shell ends.
  ///
  /// @param sharing null where nothing is shared
  /// @return the shell's status
  static int run(ShellIntegration shell, @Nullable Beginning sharing)
      throws IOException, InterruptedException {
    System.LoggerFinder.getLoggerFinder(); // opens every jar, while the natives are being linked
    Path socket = Sessions.socketOfThisProcess();
    try (OwnTerminal terminal = terminal()) {
      return new Window(shell, sharing, terminal, socket).run().shellStatus();
    }
  }

  private ExitStatus run() throws IOException, InterruptedException {
    TerminalSize size = terminal.size();
    ShellProcess process =
        Pty.start(
            shell
                .command()
                .with(Sessions.VARIABLE, socket.toString())
                .sized(size)
                .onTerminalLike(terminal.modes()));
    Banner banner =
        sharing == null ? Banner.alone(size) : Banner.of(size, sharing.options().relays());
    ExitStatus status;
    try (KeptHistory history = KeptHistory.open()) {
      SharedShell session =
          new SharedShell(
              new ShellMarks(shell.nonce(), home()),
              shell.command().program(),
              process,
              terminal,
              size,
              history.options(),
              banner.rows(),
              Share::options);
      byte[] text = banner.text(links(session));
      terminal.enterRaw();
      terminal.write(text, 0, text.length);
      status = session.run(socket);
    }
    byte[] farewell = Banner.farewell();
    terminal.write(farewell, 0, farewell.length);
    return status;
  }

  private List<String> links(SharedShell session) throws InterruptedException {
    Beginning begins = sharing;
    return begins == null ? List.of() : session.share(begins.options(), made(begins.keys()));
  }

  private static SessionKeys made(FutureTask<SessionKeys> keys) throws InterruptedException {
    try {
      return keys.get();
    } catch (ExecutionException failed) {
      throw new IllegalStateException("the session's keys cannot be made", failed.getCause());
    }
  }

  /// As the shell has it, which need not be what the system says.
  private static String home() {
    String home = System.getenv("HOME");
    return home == null ? System.getProperty("user.home", "") : home;
  }

  private static OwnTerminal terminal() {
    try {
      FoundTerminal found = OwnTerminal.find();
      if (found instanceof FoundTerminal.NotATerminal(String reason)) {
        throw Complaint.failed(reason, "run weft in a terminal window");
      }
      return ((FoundTerminal.Found) found).terminal();
    } catch (IOException | UnsupportedOperationException failed) {
      throw Complaint.failed(String.valueOf(failed.getMessage()), "");
    }
  }
}
