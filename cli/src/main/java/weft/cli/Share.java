package weft.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.FutureTask;
import weft.host.IdleTimes;
import weft.host.Relay;
import weft.host.RemoteRelay;
import weft.host.SessionKeys;
import weft.host.SharingOptions;
import weft.protocol.Level;
import weft.pty.ShellCommand;

/// `weft share`: from here to the prompt every millisecond counts. The keys are made, native
/// functions linked and the port taken side by side, and the network comes up behind the prompt.
final class Share {
  /// The name of the relay inside this process.
  private static final String EMBEDDED = "embedded";

  private static final String[] STARTS = {"without-scrollback", "from-start"};
  private static final String[] KEPT_FLAGS = {
    "insecure", "approve-commands", "hide-people", "unattended"
  };
  private static final String[] FLAGS = {
    KEPT_FLAGS[0], KEPT_FLAGS[1], KEPT_FLAGS[2], KEPT_FLAGS[3], "plain", STARTS[0], STARTS[1]
  };
  private static final String FROM_BLOCK = "from-block";
  private static final String ONLY = "only";
  private static final String[] FILES = {"ca", "tls-cert", "tls-key"};
  private static final String[] VALUES = {
    "anyone",
    "listen",
    "relay",
    "name",
    "public",
    "idle",
    FROM_BLOCK,
    ONLY,
    FILES[0],
    FILES[1],
    FILES[2]
  };

  /// Each relay gets the whole stream over the same line, so more than a few help nobody.
  private static final int RELAYS = 8;

  private Share() {}

  static int run(String[] given) {
    Optional<Path> around = Sessions.around();
    return around.isPresent()
        ? ShareHere.run(Sessions.around(around.get()), Arguments.parse(given, FLAGS, VALUES))
        : begin(given);
  }

  private static int begin(String[] given) {
    FutureTask<SessionKeys> keys = new FutureTask<>(SessionKeys::new);
    Thread.ofPlatform().daemon().name("weft-keys").start(keys);
    Window.prepare();
    Arguments arguments = Arguments.parse(given, FLAGS, VALUES);
    refuseStart(arguments);
    ShellCommand command = ShellChoice.of(arguments.rest());
    ShellIntegration shell =
        arguments.has("plain") ? ShellIntegration.none(command) : ShellIntegration.of(command);
    try {
      return Window.run(shell, new Window.Beginning(options(arguments), keys));
    } catch (IOException failed) {
      throw Complaint.failed(String.valueOf(failed.getMessage()), "");
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      return 1;
    }
  }

  private static void refuseStart(Arguments arguments) {
    if (arguments.has(STARTS[0])
        || arguments.has(STARTS[1])
        || arguments.has(FROM_BLOCK)
        || arguments.has(ONLY)) {
      throw Complaint.usage(
          "where sharing starts can be chosen in a shell that runs in weft",
          "start it with weft, then weft share in it");
    }
  }

  /// Complains about what can be known to be wrong before anything is done.
  static void check(Arguments arguments) {
    anyone(arguments);
    idle(arguments);
    refuseFarListen(arguments, wanted(arguments));
  }

  /// What another process of this person needs of it: files by their whole paths.
  static List<String> passedOn(Arguments arguments) {
    List<String> all = new ArrayList<>();
    for (String flag : KEPT_FLAGS) {
      if (arguments.has(flag)) {
        all.add("--" + flag);
      }
    }
    for (String name : VALUES) {
      boolean file = List.of(FILES).contains(name);
      for (String value : name.equals(FROM_BLOCK) ? new String[0] : arguments.values(name)) {
        all.add("--" + name);
        all.add(file ? Path.of(value).toAbsolutePath().toString() : value);
      }
    }
    return all;
  }

  private static SharingOptions options(Arguments arguments) throws IOException {
    return new SharingOptions(
        ownerName(arguments),
        anyone(arguments),
        relays(arguments),
        idle(arguments),
        arguments.has("approve-commands"),
        !arguments.has("hide-people"));
  }

  /// What `weft share` in a session that isn't shared was given.
  static SharingOptions options(List<String> given) throws IOException {
    return options(Arguments.parse(given.toArray(String[]::new), FLAGS, VALUES));
  }

  private static String ownerName(Arguments arguments) {
    String name = arguments.value("name");
    return name != null ? name : System.getProperty("user.name", "owner");
  }

  private static IdleTimes idle(Arguments arguments) {
    String given = arguments.value("idle");
    if (arguments.has("unattended")) {
      if (given != null) {
        throw Complaint.usage("--unattended has no --idle", "give one of the two");
      }
      return IdleTimes.UNATTENDED;
    }
    try {
      return given == null ? IdleTimes.USUAL : IdleTimes.parse(given);
    } catch (IllegalArgumentException wrong) {
      throw Complaint.usage(
          "'" + given + "' are not three times, each later than the one before",
          "--idle 10m,25m,30m; 0 leaves a step out");
    }
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
    List<String> wanted = wanted(arguments);
    refuseFarListen(arguments, wanted);
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

  private static List<String> wanted(Arguments arguments) {
    String[] named = arguments.values("relay");
    if (named.length > RELAYS) {
      throw Complaint.usage("at most " + RELAYS + " relays", "one is usual");
    }
    return named.length == 0 ? List.of(EMBEDDED) : List.of(named);
  }

  private static void refuseFarListen(Arguments arguments, List<String> wanted) {
    if (!wanted.contains(EMBEDDED) && arguments.has("listen")) {
      throw Complaint.usage(
          "--listen is for the relay in this process", "add --relay " + EMBEDDED + " to have both");
    }
  }

  private static Relay relay(String elsewhere, Arguments arguments) throws IOException {
    if (elsewhere.equals(EMBEDDED)) {
      return EmbeddedRelay.bind(RelaySettings.of(arguments));
    }
    String authorities = arguments.value("ca");
    try {
      RemoteRelay relay =
          RemoteRelay.at(elsewhere, authorities == null ? null : Path.of(authorities));
      Logins.Login login = Logins.at(relay.address());
      return relay.as(login == null ? null : login.token());
    } catch (IllegalArgumentException wrong) {
      throw Complaint.usage(String.valueOf(wrong.getMessage()), "weft help");
    }
  }
}
