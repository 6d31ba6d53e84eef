package weft.cli;

import weft.host.SessionView;

/// The relays of a session and how they are, a line each.
final class RelayLines {
  private RelayLines() {}

  static void print(SessionView view) {
    for (SessionView.RelayView relay : view.relays()) {
      System.out.printf("     through %s  %s%n", relay.address(), relay.state());
    }
  }
}
