package weft.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import weft.host.Relay;
import weft.host.RemoteRelay;
import weft.host.SessionKeys;
import weft.host.SharedShell;
import weft.host.SharingOptions;
import weft.host.ShellMarks;
import weft.protocol.Level;
import weft.pty.ExitStatus;
import weft.pty.FoundTerminal;
import weft.pty.OwnTerminal;
import weft.pty.Pty;
import weft.pty.ShellCommand;
import weft.pty.ShellProcess;
import weft.pty.TerminalSize;

/// `weft share`: from here to the prompt every millisecond counts. The keys are made, native
/// functions linked and the port taken side by side, and the network comes up behind the prompt.
/// Nothing on the way switches over types: linking one such switch costs 10 ms.
final class Share {
  /// The name of the relay inside this process.
  private static final String EMBEDDED = "embedded";

  private static final String[] FLAGS = {"insecure", "plain"};
  private static final String[] VALUES = {
    "anyone", "listen", "relay", "ca", "name", "tls-cert", "tls-key", "public"
  };

  private final SharingOptions options;
  private final ShellIntegration shell;

  /// Each relay gets the whole stream over the same line, so more than a few help nobody.
  private static final int RELAYS = 8;

  private final OwnTerminal terminal;
  private final Path socket;

  private Share(SharingOptions options, ShellIntegration shell, OwnTerminal terminal, Path socket) {
    this.options = options;
    this.shell = shell;
    this.terminal = terminal;
    this.socket = socket;
  }

  static int run(String[] given) {
    FutureTask<SessionKeys> keys = new FutureTask<>(SessionKeys::new);
    Thread.ofPlatform().daemon().name("weft-keys").start(keys);
    Thread.ofPlatform().daemon().name("weft-native").start(Share::linkNative);
    Arguments arguments = Arguments.parse(given, FLAGS, VALUES);
    ShellCommand command = ShellChoice.of(arguments.rest());
    ShellIntegration shell =
        arguments.has("plain") ? ShellIntegration.none(command) : ShellIntegration.of(command);
    refuseNesting();
    try {
      SharingOptions options = options(arguments);
      System.LoggerFinder.getLoggerFinder(); // opens every jar, while the natives are being linked
      Path socket = Sessions.socketOfThisProcess();
      try (OwnTerminal terminal = terminal()) {
        Share share = new Share(options, shell, terminal, socket);
        return share.run(keys).shellStatus();
      }
    } catch (IOException failed) {
      throw Complaint.failed(String.valueOf(failed.getMessage()), "");
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      return 1;
    }
  }

  private static void linkNative() {
    try {
      Pty.prepare();
    } catch (UnsupportedOperationException refused) {
      // looking for the terminal says so
    }
  }

  private ExitStatus run(FutureTask<SessionKeys> keys) throws IOException, InterruptedException {
    TerminalSize size = terminal.size();
    ShellProcess process =
        Pty.start(
            shell
                .command()
                .with(Sessions.VARIABLE, socket.toString())
                .sized(size)
                .onTerminalLike(terminal.modes()));
    Banner banner = new Banner(size);
    ExitStatus status;
    try (KeptHistory history = KeptHistory.open()) {
      SharedShell session =
          new SharedShell(
              new ShellMarks(shell.nonce(), home()),
              process,
              terminal,
              size,
              history.options(),
              banner.rows(options.relays()),
              Share::options);
      List<String> links = session.share(options, made(keys));
      terminal.enterRaw();
      byte[] text = banner.text(links);
      terminal.write(text, 0, text.length);
      status = session.run(socket);
    }
    byte[] farewell = Banner.farewell();
    terminal.write(farewell, 0, farewell.length);
    return status;
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

  private static void refuseNesting() {
    String around = System.getenv(Sessions.VARIABLE);
    if (around != null && Files.exists(Path.of(around))) {
      throw Complaint.failed(
          "this shell is already in a shared session", "weft link shows its link");
    }
  }

  private static OwnTerminal terminal() {
    try {
      FoundTerminal found = OwnTerminal.find();
      if (found instanceof FoundTerminal.NotATerminal(String reason)) {
        throw Complaint.failed(reason, "run weft share in a terminal window");
      }
      return ((FoundTerminal.Found) found).terminal();
    } catch (IOException | UnsupportedOperationException failed) {
      throw Complaint.failed(String.valueOf(failed.getMessage()), "");
    }
  }

  private static SharingOptions options(Arguments arguments) throws IOException {
    return new SharingOptions(ownerName(arguments), anyone(arguments), relays(arguments));
  }

  /// What `weft share` in a session that isn't shared was given.
  private static SharingOptions options(List<String> given) throws IOException {
    return options(Arguments.parse(given.toArray(String[]::new), FLAGS, VALUES));
  }

  private static String ownerName(Arguments arguments) {
    String name = arguments.value("name");
    return name != null ? name : System.getProperty("user.name", "owner");
  }

  private static Level anyone(Arguments arguments) {
    String level = arguments.value("anyone");
    if (level == null) {
      return Level.NOTHING;
    }
    return switch (level) {
      case "none" -> Level.NOTHING;
      case "view" -> Level.VIEW;
      case "edit" -> Level.EDIT;
      default ->
          throw Complaint.usage("'" + level + "' is not a level", "--anyone view, edit or none");
    };
  }

  private static List<Relay> relays(Arguments arguments) throws IOException {
    String[] named = arguments.values("relay");
    if (named.length > RELAYS) {
      throw Complaint.usage("at most " + RELAYS + " relays", "one is usual");
    }
    List<String> wanted = named.length == 0 ? List.of(EMBEDDED) : List.of(named);
    if (!wanted.contains(EMBEDDED) && arguments.has("listen")) {
      throw Complaint.usage(
          "--listen is for the relay in this process", "add --relay " + EMBEDDED + " to have both");
    }
    List<Relay> relays = new ArrayList<>();
    for (String one : wanted) {
      Relay relay = relay(one, arguments);
      if (relays.stream().anyMatch(other -> other.address().equals(relay.address()))) {
        throw Complaint.usage("the relay " + relay.address() + " is given twice", "name it once");
      }
      relays.add(relay);
    }
    return relays;
  }

  private static Relay relay(String elsewhere, Arguments arguments) throws IOException {
    if (elsewhere.equals(EMBEDDED)) {
      return EmbeddedRelay.bind(RelaySettings.of(arguments, "127.0.0.1:0"));
    }
    String authorities = arguments.value("ca");
    try {
      return RemoteRelay.at(elsewhere, authorities == null ? null : Path.of(authorities));
    } catch (IllegalArgumentException wrong) {
      throw Complaint.usage(String.valueOf(wrong.getMessage()), "weft help");
    }
  }
}
