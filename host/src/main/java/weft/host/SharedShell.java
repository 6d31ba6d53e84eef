package weft.host;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import weft.crypto.SessionIdentity;
import weft.protocol.RelayToHost;
import weft.pty.ExitStatus;
import weft.pty.OwnTerminal;
import weft.pty.ShellFirst;
import weft.pty.ShellProcess;
import weft.pty.TerminalSize;
import weft.terminal.HistoryOptions;
import weft.terminal.Terminal;

/// Puts a session together and gives each of its parts a thread: a running shell goes in, its exit
/// status comes out.
public final class SharedShell {
  private static final System.Logger LOG = System.getLogger("weft.host");

  private final Inbox inbox = new Inbox();
  private final ShellProcess shell;
  private final @Nullable OwnTerminal own;
  private final Passthrough passthrough;
  private final ShellInput keys;
  private final NoticeLine line = new NoticeLine();
  private final EnteredBy entered = new EnteredBy();
  private final @Nullable OwnerScreen screen;
  private final SessionIdentity identity;
  private final Sharing sharing;
  private final Session session;
  private final List<Hop> hops;

  /// @param own the owner's terminal, or null when the session runs without one
  /// @param history how rows that leave the screen are kept
  /// @param rowsAbove rows already used above the shell on an otherwise empty terminal
  public SharedShell(
      SessionOptions options,
      SessionKeys sessionKeys,
      List<Relay> relays,
      ShellProcess shell,
      @Nullable OwnTerminal own,
      TerminalSize size,
      HistoryOptions history,
      int rowsAbove) {
    this.shell = shell;
    hops = relays.stream().map(Hop::new).toList();
    this.own = own;
    identity = sessionKeys.identity;
    passthrough = new Passthrough(own == null ? null : own::write, inbox);
    screen = own == null ? null : new OwnerScreen(own::write, inbox);
    keys = new ShellInput(shell);
    Terminal terminal = new Terminal(size.columns(), size.rows(), history);
    terminal.feed("\r\n".repeat(rowsAbove).getBytes(java.nio.charset.StandardCharsets.US_ASCII));
    Notices notices = new Notices(line, this::expireLater);
    sharing =
        new Sharing(
            options,
            sessionKeys,
            hops.stream().map(hop -> hop.outlet).toList(),
            terminal,
            keys::offer,
            entered,
            line,
            notices,
            millis -> inbox.putLater(new SessionEvent.RosterPauseOver(), millis),
            Instant.now());
    session =
        new Session(inbox, shell, passthrough, new OwnerView(line, screen), terminal, sharing);
  }

  /// The links for guests, one for each relay.
  public List<String> links() {
    return sharing.links();
  }

  /// Runs the session on this thread until the shell ends.
  ///
  /// @param controlSocket where the `weft` commands find this session, or null
  public ExitStatus run(@Nullable Path controlSocket) throws InterruptedException {
    Thread.ofPlatform().daemon().name("weft-shell-output").start(this::readShell);
    keys.start();
    OwnTerminal terminal = own;
    if (terminal != null) {
      new Keyboard(terminal, keys, line, entered, inbox).start();
      terminal.onChange(() -> inbox.put(new SessionEvent.Resized(terminal.size())));
    }
    Network network = new Network(controlSocket);
    Thread.ofPlatform().daemon().name("weft-network").start(network);
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

  private void expireLater(NoticeLine.Notice notice) {
    inbox.putLater(new SessionEvent.NoticeExpired(notice), NoticeLine.NEWS_S * 1000);
  }

  /// One relay, connected behind the prompt.
  private final class Hop implements RelayLink.Listener {
    private final Relay relay;
    private final Outlet outlet;
    private @Nullable RelayLink link;
    private boolean closed;

    Hop(Relay relay) {
      this.relay = relay;
      outlet = new Outlet(relay.address());
    }

    void connect() {
      try {
        is(relay.connect(identity, this));
      } catch (IOException | RuntimeException failed) {
        LOG.log(System.Logger.Level.ERROR, "the relay did not start", failed);
        down(String.valueOf(failed.getMessage()));
      }
    }

    private synchronized void is(RelayLink connecting) {
      link = connecting;
      if (closed) {
        connecting.close();
      }
    }

    synchronized void close() {
      closed = true;
      if (link != null) {
        link.close();
      }
    }

    @Override
    public void received(RelayToHost frame) {
      inbox.put(new SessionEvent.FromRelay(outlet, frame));
    }

    @Override
    public void writable() {
      inbox.signal();
    }

    @Override
    public void up(RelayLine line) {
      inbox.put(new SessionEvent.RelayUp(outlet, line));
    }

    @Override
    public void down(String why) {
      inbox.put(new SessionEvent.RelayDown(outlet, why));
    }
  }

  /// Everything that must not hold up the prompt.
  private final class Network implements Runnable, AutoCloseable {
    private final @Nullable Path controlSocket;
    private @Nullable ControlSocket control;

    Network(@Nullable Path controlSocket) {
      this.controlSocket = controlSocket;
    }

    @Override
    public void run() {
      openControl();
      hops.forEach(Hop::connect);
      ShellFirst.yieldCompilers();
    }

    private synchronized void openControl() {
      if (controlSocket == null) {
        return;
      }
      try {
        control =
            ControlSocket.open(
                controlSocket,
                (request, reply) -> inbox.put(new SessionEvent.Asked(request, reply)));
      } catch (IOException failed) {
        LOG.log(System.Logger.Level.ERROR, "no control socket: {0}", failed.getMessage());
      }
    }

    @Override
    public synchronized void close() {
      hops.forEach(Hop::close);
      if (control != null) {
        control.close();
      }
    }
  }
}
