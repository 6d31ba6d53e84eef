package weft.cli;

import io.avaje.jsonb.Jsonb;
import java.util.List;
import weft.host.SessionView;

/// `weft ls`.
final class ListCommand {
  private ListCommand() {}

  static int run(String[] given) {
    Arguments arguments = Arguments.parse(given, new String[] {"json"}, new String[] {});
    List<SessionView> views = Sessions.all().stream().map(Sessions.Running::view).toList();
    if (arguments.has("json")) {
      System.out.println(Jsonb.instance().type(SessionView.class).list().toJson(views));
      return 0;
    }
    for (SessionView view : views) {
      long here = view.people().stream().filter(p -> p.present() && p.id() != 0).count();
      System.out.printf(
          "%s  %-7s %3d here  %2d asking  since %s%n",
          name(view), view.state(), here, view.requests().size(), view.started());
      RelayLines.print(view);
    }
    if (views.isEmpty()) {
      System.out.println("no session is running; weft share starts one");
    }
    return 0;
  }

  private static String name(SessionView view) {
    return view.id().isEmpty() ? "process %-14d".formatted(view.pid()) : view.id();
  }
}
