package weft.simulation;

import weft.relay.SimulatedRelay;

/// Where a relay runs: it can be killed, and started again empty.
final class Place {
  private final Timeline time;
  private final SimulatedRelay relay;
  private final String name;
  private boolean down;

  Place(Timeline time, String name) {
    this.name = name;
    this.time = time;
    relay = new SimulatedRelay(time);
  }

  SimulatedRelay relay() {
    return relay;
  }

  String name() {
    return name;
  }

  boolean isDown() {
    return down;
  }

  void killed(int forMs) {
    relay.restart();
    down = true;
    time.after(forMs, () -> down = false);
  }
}
