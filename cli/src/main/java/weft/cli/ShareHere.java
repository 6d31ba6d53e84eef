package weft.cli;

import java.io.Console;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import weft.host.ControlReply;
import weft.host.ControlRequest;
import weft.host.ControlSocket;
import weft.host.SessionView;
import weft.host.StartView;

/// `weft share` in a session that runs already: shares that one, or moves where its sharing starts.
final class ShareHere {
  private static final String NOW = "now";
  private static final String START = "start";

  private final Sessions.Running session;
  private final Arguments arguments;

  private ShareHere(Sessions.Running session, Arguments arguments) {
    this.session = session;
    this.arguments = arguments;
  }

  static int run(Sessions.Running session, Arguments arguments) {
    if (arguments.rest().length > 0) {
      throw Complaint.usage("this session has its shell", "weft share without a command");
    }
    return new ShareHere(session, arguments).run();
  }

  private int run() {
    String chosen = chosen();
    if (session.view().state().equals("live")) {
      if (chosen == null) {
        throw Complaint.failed(
            "this shell is already in a shared session", "weft link shows its link");
      }
      System.out.println(ask(new ControlRequest(ControlRequest.START_FROM, chosen, "")).message());
      return 0;
    }
    Share.check(arguments);
    String from = chosen == null ? asked() : chosen;
    SessionView shared =
        ask(new ControlRequest(ControlRequest.SHARE, from, "", Share.passedOn(arguments)))
            .session();
    if (shared != null) {
      print(shared);
    }
    return 0;
  }

  private @Nullable String chosen() {
    if (arguments.has("without-scrollback")) {
      return NOW;
    } else if (arguments.has("from-start")) {
      return START;
    }
    String block = arguments.value("from-block");
    String only = arguments.value("only");
    if (only != null && (block == null || !only.matches("[1-9]\\d{0,8}"))) {
      throw Complaint.usage(
          "--only takes a number of commands, from the one of --from-block on",
          "weft share --from-block 7 --only 3");
    }
    return block == null ? null : "block " + block + (only == null ? "" : " " + only);
  }

  /// The least where nobody can be asked.
  @SuppressWarnings("SystemConsoleNull")
  private String asked() {
    Console console = System.console();
    if (console == null || !isTerminal()) {
      return NOW;
    }
    List<StartView> starts = ask(ControlRequest.of(ControlRequest.STARTS)).starts();
    String line =
        console.readLine(
            "share: n without scrollback (%s), s from the start of the session (%s) [n] ",
            size(starts, NOW), size(starts, START));
    if (line == null) {
      throw Complaint.failed("nothing is shared", "");
    }
    return line.strip().startsWith("s") ? START : NOW;
  }

  private static String size(List<StartView> starts, String from) {
    return starts.stream()
        .filter(start -> start.from().equals(from))
        .map(StartView::text)
        .findFirst()
        .orElse("?");
  }

  private ControlReply ask(ControlRequest request) {
    try {
      ControlReply reply = ControlSocket.ask(session.socket(), request);
      if (!reply.ok()) {
        throw Complaint.failed(reply.message(), reply.hint());
      }
      return reply;
    } catch (IOException gone) {
      throw Complaint.failed("the session does not answer: " + gone.getMessage(), "try again");
    }
  }

  @SuppressWarnings("SystemConsoleNull") // NullAway knows it otherwise
  private static boolean isTerminal() {
    Console console = System.console();
    return console != null && console.isTerminal();
  }

  private static void print(SessionView shared) {
    boolean shown = isTerminal();
    System.out.println(
        shown ? "this session is shared; the link is on the clipboard" : "this session is shared");
    shared.relays().forEach(relay -> System.out.println(relay.link()));
    if (shown) {
      System.out.print(Banner.copied(shared.link()));
      System.out.flush();
    }
  }
}
