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
          "%3d  %-24s %-7s %s%n",
          person.id(), person.name(), person.role(), person.present() ? "here" : "away");
    }
    for (SessionView.RequestView request : view.requests()) {
      System.out.printf(
          "%3d  %-24s asks to %s: weft allow %d, weft deny %d%n",
          request.id(), request.name(), request.kind(), request.id(), request.id());
      request.command().lines().forEach(line -> System.out.println("     ❯ " + line));
    }
    RelayLines.print(view);
  }
}
