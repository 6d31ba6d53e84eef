package weft.cli;

import io.avaje.jsonb.Jsonb;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import weft.host.SessionView;

/// `weft ls`.
final class ListCommand {
  private ListCommand() {}

  static int run(String[] given) {
    Arguments arguments = Arguments.parse(given, new String[] {"json", "all"}, new String[] {});
    if (arguments.has("all")) {
      return everywhere(arguments.has("json"));
    }
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

  /// One's own on all machines, and those that one was given access to, as the relays know them.
  private static int everywhere(boolean json) {
    List<Logins.Login> logins = Logins.all();
    if (logins.isEmpty()) {
      throw Complaint.failed("not signed in anywhere", "weft login RELAY");
    }
    for (Logins.Login login : logins) {
      Map<String, Object> all = RelayApi.of(login).get("/api/sessions");
      if (json) {
        System.out.println(
            Jsonb.instance()
                .type(Object.class)
                .toJson(Map.of("relay", login.relay(), "sessions", all)));
      } else {
        print(login.relay(), all.get("mine"), "yours");
        print(login.relay(), all.get("shared"), "shared with you");
      }
    }
    return 0;
  }

  private static void print(String relay, @Nullable Object sessions, String whose) {
    if (sessions instanceof List<?> list) {
      for (Object each : list) {
        if (each instanceof Map<?, ?> one) {
          System.out.printf(
              "%s/s/%s  %s, of %s on %s, %s guests%n",
              relay, one.get("id"), whose, one.get("owner"), one.get("device"), one.get("guests"));
        }
      }
    }
  }

  private static String name(SessionView view) {
    return view.id().isEmpty() ? "process %-14d".formatted(view.pid()) : view.id();
  }
}
