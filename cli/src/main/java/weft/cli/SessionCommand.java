package weft.cli;

import io.avaje.jsonb.Jsonb;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import weft.host.ControlReply;
import weft.host.ControlRequest;
import weft.host.ControlSocket;
import weft.host.SessionView;

/// The commands that talk to a running session.
final class SessionCommand {
  private static final String[] FLAGS = {
    "json", "edit", "view", "all", "print", "once", "new", "always"
  };
  private static final String[] VALUES = {"session", "for"};

  private static final Set<String> LEVELS = Set.of("none", "view", "edit");

  private SessionCommand() {}

  static int run(String command, String[] given) {
    Arguments arguments = Arguments.parse(given, FLAGS, VALUES);
    if (command.equals("stop") && arguments.has("all")) {
      return stopAll(arguments.has("json"));
    }
    Sessions.Running session = Sessions.meant(arguments.value("session"));
    if (command.equals("link") && isLimit(arguments)) {
      return ask(session, limit(arguments), arguments.has("json"));
    }
    return switch (command) {
      case "link", "open", "who" -> show(command, session, arguments);
      default -> ask(session, request(command, arguments), arguments.has("json"));
    };
  }

  private static boolean isLimit(Arguments arguments) {
    return arguments.has("once")
        || arguments.has("new")
        || arguments.has("always")
        || arguments.value("for") != null;
  }

  private static ControlRequest limit(Arguments arguments) {
    String time = arguments.value("for");
    int given = (arguments.has("once") ? 1 : 0) + (arguments.has("new") ? 1 : 0);
    if (given + (arguments.has("always") ? 1 : 0) + (time == null ? 0 : 1) > 1) {
      throw Complaint.usage("only one of --for, --once, --always and --new", "weft help");
    }
    if (arguments.has("new")) {
      return ControlRequest.of(ControlRequest.RENEW_LINK);
    }
    return new ControlRequest(
        ControlRequest.LIMIT_LINK,
        time == null ? "0" : Long.toString(seconds(time)),
        arguments.has("once") ? "once" : "");
  }

  private static long seconds(String text) {
    if (!text.matches("[1-9]\\d{0,5}[smhd]")) {
      throw Complaint.usage("'" + text + "' is not a time", "--for 30m, 8h or 2d");
    }
    long number = Long.parseLong(text.substring(0, text.length() - 1));
    return switch (text.charAt(text.length() - 1)) {
      case 's' -> number;
      case 'm' -> number * 60;
      case 'h' -> number * 3600;
      default -> number * 24 * 3600;
    };
  }

  private static ControlRequest request(String command, Arguments arguments) {
    String who = String.join(" ", arguments.rest());
    return switch (command) {
      case "allow" ->
          new ControlRequest(ControlRequest.ALLOW, who, arguments.has("edit") ? "edit" : "view");
      case "deny" -> new ControlRequest(ControlRequest.DENY, who, "");
      case "remove" -> {
        if (who.isEmpty()) {
          throw Complaint.usage("remove whom?", "weft remove WHO; weft who lists people");
        }
        yield new ControlRequest(ControlRequest.REMOVE, who, "");
      }
      case "invite" -> {
        if (arguments.rest().length == 0) {
          throw Complaint.usage("invite whom?", "weft invite ada@example.org,ken@example.org");
        }
        String level = arguments.has("edit") ? "edit" : "view";
        yield new ControlRequest(ControlRequest.INVITE, "", level, addresses(arguments.rest()));
      }
      case "access" -> access(arguments.rest());
      case "viewers" -> ControlRequest.of(ControlRequest.VIEWERS);
      case "people" ->
          new ControlRequest(
              ControlRequest.PEOPLE,
              "",
              oneOf(who, "whom may guests see?", "weft people ", "everyone", "editors"));
      case "approve" ->
          new ControlRequest(
              ControlRequest.APPROVE,
              "",
              oneOf(who, "approve each command of an editor?", "weft approve ", "on", "off"));
      case "revoke" -> ControlRequest.of(ControlRequest.REVOKE);
      case "anyone" -> {
        if (!LEVELS.contains(who)) {
          throw Complaint.usage(
              "what may anyone with the link do?", "weft anyone view, edit or none");
        }
        yield new ControlRequest(ControlRequest.ANYONE, "", who);
      }
      default -> ControlRequest.of(ControlRequest.STOP);
    };
  }

  private static List<String> addresses(String[] given) {
    return Arrays.stream(String.join(",", given).split("[,;\\s]+", -1))
        .filter(each -> !each.isEmpty())
        .toList();
  }

  private static ControlRequest access(String[] given) {
    if (given.length != 2 || !LEVELS.contains(given[1])) {
      throw Complaint.usage(
          "who may do what?", "weft access team, anyone or an address, then view, edit or none");
    }
    return given[0].equals("anyone")
        ? new ControlRequest(ControlRequest.ANYONE, "", given[1])
        : new ControlRequest(ControlRequest.ACCESS, given[0], given[1]);
  }

  private static String oneOf(
      String given, String question, String command, String one, String other) {
    if (!given.equals(one) && !given.equals(other)) {
      throw Complaint.usage(question, command + one + " or " + other);
    }
    return given;
  }

  private static int ask(Sessions.Running session, ControlRequest request, boolean json) {
    ControlReply reply;
    try {
      reply = ControlSocket.ask(session.socket(), request);
    } catch (IOException gone) {
      throw Complaint.failed("the session does not answer: " + gone.getMessage(), "try again");
    }
    if (json) {
      System.out.println(Jsonb.instance().type(ControlReply.class).toJson(reply));
      return reply.ok() ? 0 : 1;
    }
    if (!reply.ok()) {
      throw Complaint.failed(reply.message(), reply.hint());
    }
    System.out.println(reply.message());
    @Nullable SessionView after = reply.session();
    boolean renewed =
        request.action().equals(ControlRequest.REVOKE)
            || request.action().equals(ControlRequest.RENEW_LINK);
    if (renewed && after != null) {
      printLinks(after);
    }
    return 0;
  }

  private static int show(String command, Sessions.Running session, Arguments arguments) {
    SessionView view = session.view();
    if (arguments.has("json")) {
      System.out.println(Jsonb.instance().type(SessionView.class).toJson(view));
      return 0;
    }
    if (!command.equals("who") && !view.state().equals("live")) {
      throw Complaint.failed(
          view.state().equals("stopped") ? "sharing has stopped" : "this session is not shared",
          "weft share in its shell shares it");
    }
    switch (command) {
      case "link" -> printLinks(view);
      case "open" -> OwnersPage.open(session, arguments.has("print"));
      default -> WhoTable.print(view);
    }
    return 0;
  }

  private static void printLinks(SessionView view) {
    view.relays().forEach(relay -> System.out.println(relay.link()));
  }

  private static int stopAll(boolean json) {
    int status = 0;
    for (Sessions.Running session : Sessions.shared()) {
      status |= ask(session, ControlRequest.of(ControlRequest.STOP), json);
    }
    for (Logins.Login login : Logins.all()) {
      try {
        RelayApi.of(login).post("/api/sessions/stop", Map.of());
      } catch (Complaint away) {
        away.print();
        status = 1;
      }
    }
    return status;
  }
}
