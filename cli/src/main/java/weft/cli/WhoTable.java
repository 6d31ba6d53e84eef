package weft.cli;

import weft.host.SessionView;

/// People and requests, for people.
final class WhoTable {
  private WhoTable() {}

  static void print(SessionView view) {
    if (view.state().equals("private")) {
      System.out.println("this session is not shared; weft share in its shell shares it");
    }
    for (SessionView.PersonView person : view.people()) {
      System.out.printf(
          "%3d  %-24s %-7s %s%s%n",
          person.id(),
          person.name(),
          person.role(),
          person.present() ? "here" : "away",
          person.email().isEmpty() ? "" : "  " + person.email());
    }
    for (SessionView.RequestView request : view.requests()) {
      System.out.printf(
          "%3d  %-24s asks to %s: weft allow %d, weft deny %d%n",
          request.id(),
          request.name() + (request.email().isEmpty() ? " (unverified)" : " " + request.email()),
          request.kind(),
          request.id(),
          request.id());
      request.command().lines().forEach(line -> System.out.println("     ❯ " + line));
    }
    view.grants().stream()
        .filter(grant -> !grant.here().equals("now"))
        .forEach(
            grant ->
                System.out.printf(
                    "     %-24s %-7s %s%n",
                    grant.email(),
                    grant.level(),
                    grant.here().equals("before") ? "away" : "not here yet"));
    if (!view.team().equals("none")) {
      System.out.println("     my team can " + view.team());
    }
    RelayLines.print(view);
  }
}
