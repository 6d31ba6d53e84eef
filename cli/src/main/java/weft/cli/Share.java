package weft.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import weft.crypto.SessionIdentity;
import weft.host.Relay;
import weft.host.RemoteRelay;
import weft.host.SessionOptions;
import weft.host.SharedShell;
import weft.protocol.Level;
import weft.pty.ExitStatus;
import weft.pty.FoundTerminal;
import weft.pty.OwnTerminal;
import weft.pty.Pty;
import weft.pty.ShellProcess;
import weft.pty.TerminalSize;

/// `weft share`: from here to the prompt every millisecond counts, so the keys are made while the
/// shell reads its start-up files, and the network comes up behind the prompt.
final class Share {
  private static final String[] FLAGS = {"insecure"};
  private static final String[] VALUES = {
    "anyone", "listen", "relay", "ca", "name", "tls-cert", "tls-key", "public"
  };

  private final SessionOptions options;
  private final Relay relay;
  private final OwnTerminal terminal;
  private final Path socket;

  private Share(SessionOptions options, Relay relay, OwnTerminal terminal, Path socket) {
    this.options = options;
    this.relay = relay;
    this.terminal = terminal;
    this.socket = socket;
  }

  static int run(String[] given) {
    CompletableFuture<SessionIdentity> keys = CompletableFuture.supplyAsync(SessionIdentity::new);
    Arguments arguments = Arguments.parse(given, FLAGS, VALUES);
    SessionOptions options = new SessionOptions(ownerName(arguments), anyone(arguments));
    refuseNesting();
    OwnTerminal terminal = terminal();
    try {
      Share share = new Share(options, relay(arguments), terminal, Sessions.socketOfThisProcess());
      return share.run(arguments.rest(), keys).shellStatus();
    } catch (IOException failed) {
      throw Complaint.failed(String.valueOf(failed.getMessage()), "");
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      return 1;
    } finally {
      terminal.close();
    }
  }

  private ExitStatus run(String[] command, CompletableFuture<SessionIdentity> keys)
      throws IOException, InterruptedException {
    TerminalSize size = terminal.size();
    ShellProcess shell =
        Pty.start(
            ShellChoice.of(command)
                .with(Sessions.VARIABLE, socket.toString())
                .sized(size)
                .onTerminalLike(terminal.modes()));
    SessionIdentity identity = keys.join();
    Banner banner = new Banner(size);
    SharedShell session =
        new SharedShell(
            options,
            identity,
            relay.address(),
            shell,
            terminal,
            size,
            banner.rows(relay, identity));
    terminal.enterRaw();
    byte[] text = banner.text(session.link());
    terminal.write(text, 0, text.length);
    ExitStatus status = session.run(relay, identity, socket);
    byte[] farewell = Banner.farewell();
    terminal.write(farewell, 0, farewell.length);
    return status;
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
      return switch (OwnTerminal.find()) {
        case FoundTerminal.Found(OwnTerminal found) -> found;
        case FoundTerminal.NotATerminal(String reason) ->
            throw Complaint.failed(reason, "run weft share in a terminal window");
      };
    } catch (IOException | UnsupportedOperationException failed) {
      throw Complaint.failed(String.valueOf(failed.getMessage()), "");
    }
  }

  private static String ownerName(Arguments arguments) {
    String name = arguments.value("name");
    return name != null ? name : System.getProperty("user.name", "owner");
  }

  private static Level anyone(Arguments arguments) {
    String level = arguments.value("anyone");
    return switch (level) {
      case null -> Level.NOTHING;
      case "none" -> Level.NOTHING;
      case "view" -> Level.VIEW;
      case "edit" -> Level.EDIT;
      default ->
          throw Complaint.usage("'" + level + "' is not a level", "--anyone view, edit or none");
    };
  }

  private static Relay relay(Arguments arguments) throws IOException {
    @Nullable String elsewhere = arguments.value("relay");
    if (elsewhere == null) {
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
