package weft.cli;

import io.avaje.jsonb.Jsonb;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import weft.host.BlockView;
import weft.host.ControlReply;
import weft.host.ControlRequest;
import weft.host.ControlSocket;

/// `weft blocks`: the commands of a session, a line each.
final class BlocksCommand {
  private static final String[] FLAGS = {"json", "failed"};
  private static final String[] VALUES = {"session"};

  /// Characters of a command in a table.
  private static final int COMMAND = 60;

  private BlocksCommand() {}

  static int run(String[] given) {
    Arguments arguments = Arguments.parse(given, FLAGS, VALUES);
    Sessions.Running session = Sessions.meant(arguments.value("session"));
    List<BlockView> blocks =
        blocks(session).stream()
            .filter(block -> !arguments.has("failed") || block.failed())
            .toList();
    if (arguments.has("json")) {
      System.out.println(Jsonb.instance().type(BlockView.class).list().toJson(blocks));
    } else {
      blocks.stream()
          .filter(block -> !block.state().equals("prompt"))
          .forEach(BlocksCommand::print);
    }
    return 0;
  }

  private static List<BlockView> blocks(Sessions.Running session) {
    try {
      ControlReply reply =
          ControlSocket.ask(session.socket(), ControlRequest.of(ControlRequest.BLOCKS));
      if (!reply.ok()) {
        throw Complaint.failed(reply.message(), reply.hint());
      }
      return reply.blocks();
    } catch (IOException gone) {
      throw Complaint.failed("the session does not answer: " + gone.getMessage(), "try again");
    }
  }

  private static void print(BlockView block) {
    String came =
        block.state().equals("running")
            ? "running"
            : block.exit() == null ? "ended" : "exit " + block.exit();
    String command = block.command().lines().findFirst().orElse("");
    System.out.printf(
        Locale.ROOT,
        "%5d  %-8s %9s  %s%s%n",
        block.id(),
        came,
        block.state().equals("running") ? "" : seconds(block.millis()),
        block.nested() ? "  " : "",
        command.length() > COMMAND ? command.substring(0, COMMAND) + "…" : command);
  }

  private static String seconds(long millis) {
    return millis < 60_000
        ? String.format(Locale.ROOT, "%.1f s", millis / 1000.0)
        : millis / 60_000 + " min " + millis / 1000 % 60 + " s";
  }
}
