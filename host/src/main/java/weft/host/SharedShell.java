package weft.host;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import weft.pty.ExitStatus;
import weft.pty.OwnTerminal;
import weft.pty.ShellFirst;
import weft.pty.ShellProcess;
import weft.pty.TerminalSize;
import weft.terminal.HistoryOptions;
import weft.terminal.Terminal;

/// Puts a session together and gives each of its parts a thread: a running shell goes in, its exit
/// status comes out. It is shared from the start, later, or never.
public final class SharedShell {
  private final Inbox inbox = new Inbox();
  private final ShellProcess shell;
  private final @Nullable OwnTerminal own;
  private final Passthrough passthrough;
  private final ShellInput keys;
  private final NoticeLine line = new NoticeLine();
  private final Typists typists = new Typists(() -> System.nanoTime() / 1_000_000);
  private final @Nullable OwnerScreen screen;
  private final Network network = new Network(inbox);
  private final SharingChoice later;
  private final Session session;

  /// @param program the shell's file
  /// @param own the owner's terminal, or null when the session runs without one
  /// @param history how rows that leave the screen are kept
  /// @param rowsAbove rows already used above the shell on an otherwise empty terminal
  /// @param later decides how a session that isn't shared becomes so
  public SharedShell(
      ShellMarks marks,
      Path program,
      ShellProcess shell,
      @Nullable OwnTerminal own,
      TerminalSize size,
      HistoryOptions history,
      int rowsAbove,
      SharingChoice later) {
    this.shell = shell;
    this.own = own;
    this.later = later;
    passthrough = new Passthrough(own == null ? null : own::write, inbox);
    screen = own == null ? null : new OwnerScreen(own::write, inbox);
    keys = new ShellInput(shell);
    Terminal terminal = new Terminal(size.columns(), size.rows(), history);
    terminal.feed("\r\n".repeat(rowsAbove).getBytes(java.nio.charset.StandardCharsets.US_ASCII));
    Wrapped wrapped = wrapped(program, terminal, marks);
    session =
        new Session(
            inbox, shell, passthrough, new OwnerView(line, screen), wrapped, this::shareLater);
  }

  private Wrapped wrapped(Path program, Terminal terminal, ShellMarks marks) {
    return new Wrapped(
        program,
        terminal,
        new Blocks(terminal, marks, typists::entered, System::currentTimeMillis),
        typists,
        keys::offer,
        line,
        new Notices(line, this::later),
        this::later,
        Instant.now());
  }

  /// Shares the session from its start. Called before [#run].
  ///
  /// @return the links for guests, one for each relay
  public List<String> share(SharingOptions options, SessionKeys sessionKeys) {
    List<Hop> hops = hops(options, sessionKeys);
    network.prepare(hops);
    return session.share(options, sessionKeys, outlets(hops), new StartingPoint.From.OfSession());
  }

  private List<Hop> hops(SharingOptions options, SessionKeys sessionKeys) {
    return options.relays().stream()
        .map(relay -> new Hop(relay, sessionKeys.identity, inbox))
        .toList();
  }

  private static List<Outlet> outlets(List<Hop> hops) {
    return hops.stream().map(Hop::outlet).toList();
  }

  /// Takes a port, makes keys and connects, all behind the prompt.
  private void shareLater(
      ControlRequest request, StartingPoint.From from, CompletableFuture<ControlReply> reply) {
    Thread.ofPlatform()
        .daemon()
        .name("weft-sharing")
        .start(
            () -> {
              try {
                network.connect(List.of()); // frees the port that sharing had before
                SharingOptions options = later.of(request.arguments());
                SessionKeys made = new SessionKeys();
                List<Hop> hops = hops(options, made);
                inbox.put(new SessionEvent.SharingReady(options, made, outlets(hops), from, reply));
                network.connect(hops);
              } catch (IOException | RuntimeException failed) {
                inbox.put(
                    new SessionEvent.SharingFailed(String.valueOf(failed.getMessage()), reply));
              }
            });
  }

  /// Runs the session on this thread until the shell ends.
  ///
  /// @param controlSocket where the `weft` commands find this session, or null
  public ExitStatus run(@Nullable Path controlSocket) throws InterruptedException {
    Thread.ofPlatform().daemon().name("weft-shell-output").start(this::readShell);
    keys.start();
    OwnTerminal terminal = own;
    if (terminal != null) {
      new Keyboard(terminal, keys, line, typists, inbox).start();
      terminal.onChange(() -> inbox.put(new SessionEvent.Resized(terminal.size())));
    }
    network.start(controlSocket);
    ShellFirst.yieldHere();
    try {
      return session.run();
    } finally {
      network.close();
      keys.end();
      passthrough.end();
      if (screen != null) {
        screen.end();
      }
      shell.close();
    }
  }

  private void readShell() {
    byte[] buffer = new byte[64 << 10];
    try {
      int count = shell.read(buffer);
      while (count > 0) {
        passthrough.put(buffer, count);
        count = shell.readNow(buffer);
        if (count == 0) {
          passthrough.tell();
          count = shell.read(buffer);
        }
      }
      passthrough.tell();
    } catch (IOException gone) {
      shell.hangup(); // the owner's terminal was closed under us
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
    try {
      inbox.put(new SessionEvent.ShellExited(shell.waitFor()));
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
  }

  private void later(int millis, Runnable run) {
    if (millis == 0) {
      inbox.put(new SessionEvent.Due(run));
    } else {
      inbox.putLater(new SessionEvent.Due(run), millis);
    }
  }
}
