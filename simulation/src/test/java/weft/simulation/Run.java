package weft.simulation;

import java.util.ArrayList;
import java.util.List;
import weft.crypto.Link;
import weft.crypto.StreamOpener;
import weft.host.ControlRequest;
import weft.host.SimulatedHost;
import weft.protocol.Bytes;
import weft.protocol.Decoded;
import weft.protocol.HostToRelay;
import weft.protocol.Limits;

/// One run by one seed: everybody does what they like while everything breaks, then the network
/// heals and what is promised must hold.
final class Run {
  /// Virtual time of the trouble.
  private static final int TROUBLE_MS = 20_000;

  /// Virtual time in which everything must have healed: a lost HELLO costs 15 seconds, a slow line
  /// some more.
  private static final int HEALING_MS = 60_000;

  /// Virtual time in which the last keys and lines arrive over the slowest line.
  private static final int SETTLING_MS = 5_000;

  private static final int MOST_RELAYS = 3;
  private static final int MOST_GUESTS = 5;
  private static final int MOST_ACTIONS = 90;

  /// The epoch that a session begins with.
  private static final long FIRST_EPOCH = 1;

  /// So that no printed line is ever wrapped.
  private static final int FEWEST_COLUMNS = 12;

  private final Timeline time;
  private final List<Place> places = new ArrayList<>();
  private final List<HostLine> lines = new ArrayList<>();
  private final List<Guest> guests = new ArrayList<>();
  private final List<Guest> removed = new ArrayList<>();
  private final SimulatedHost host;
  private final boolean open;

  /// The newest that somebody who was removed must not read; a session begins with the first.
  private long epoch = FIRST_EPOCH;
  private int printed;

  private Run(long seed) {
    time = new Timeline(seed);
    int relays = 1 + time.below(MOST_RELAYS);
    open = time.chance(0.5);
    host = new SimulatedHost(time, relays, columns(), rows(), open);
    for (int i = 0; i < relays; i++) {
      Place place = new Place(time, "relay " + i);
      places.add(place);
      lines.add(new HostLine(time, place, host.identity(), host.relay(i), this::sent));
    }
  }

  /// @throws Violation if anything happens that must not
  static void of(long seed) {
    try {
      new Run(seed).run();
    } catch (RuntimeException bad) {
      throw new IllegalStateException("seed " + seed + ": " + bad.getMessage(), bad);
    }
  }

  private int columns() {
    return FEWEST_COLUMNS + time.below(30);
  }

  private int rows() {
    return 2 + time.below(10);
  }

  private void run() {
    lines.forEach(HostLine::connect);
    int people = 1 + time.below(MOST_GUESTS);
    for (int i = 0; i < people; i++) {
      int person = i;
      time.after(time.below(TROUBLE_MS / 2), () -> comes(person, 0));
    }
    int actions = time.below(MOST_ACTIONS);
    for (int i = 0; i < actions; i++) {
      time.after(time.below(TROUBLE_MS), this::something);
    }
    time.runUntil(TROUBLE_MS);
    heal();
    time.runUntil(TROUBLE_MS + HEALING_MS);
    guests.forEach(Guest::type);
    print(1);
    time.runUntil(time.now() + SETTLING_MS);
    for (int i = 0; i < 40 && !pulled(); i++) {
      time.runUntil(time.now() + 2500);
    }
    new Verdict(host, guests, removed, printed).check();
    host.exit();
    time.runUntil(time.now() + 10_000);
    Verdict.allHaveEnded(guests, removed);
  }

  private void comes(int person, int device) {
    if (isRemoved(name(person))) {
      return;
    }
    int relay = time.below(places.size());
    if (!(Link.parse(host.link(relay)) instanceof Decoded.Ok<Link>(Link link))) {
      throw new Violation("not a link");
    }
    byte[] key = new byte[16];
    key[0] = (byte) (person + 1);
    String token = (char) ('a' + person) + "" + device + ".";
    Guest guest = new Guest(time, places.get(relay), link, name(person), Bytes.owned(key), token);
    guests.add(guest);
    guest.connect();
  }

  private static String name(int person) {
    return "guest-" + (char) ('a' + person);
  }

  private Guest somebody() {
    return guests.get(time.below(guests.size()));
  }

  private void something() {
    if (time.chance(0.3) || guests.isEmpty()) {
      print(time.chance(0.03) ? 300 + time.below(400) : 1 + time.below(20));
      return;
    }
    switch (time.below(14)) {
      case 0, 1, 2, 3 -> {
        Guest typist = somebody();
        for (int i = time.below(6); i >= 0; i--) {
          time.after(time.below(200), typist::type);
        }
      }
      case 4 -> somebody().breakOff(6000);
      case 5 -> lines.get(time.below(lines.size())).breakOff(6000);
      case 6 -> kill(time.below(places.size()));
      case 7 -> host.resize(columns(), rows());
      case 8 -> {
        String name = somebody().core().name();
        if (!isRemoved(name)) {
          host.orders(ControlRequest.ALLOW, name, time.chance(0.7) ? "edit" : "view");
        }
      }
      case 9 -> stall(somebody());
      case 10 -> {
        host.shellTakes(false);
        time.after(time.below(2000), () -> host.shellTakes(true));
      }
      case 11 -> anotherDevice();
      case 12 -> somebody().asks();
      default -> {
        if (time.chance(0.3)) {
          remove(somebody());
        } else {
          host.print("\u001b[31mred\u001b[m\r");
        }
      }
    }
  }

  private void print(int lines) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < lines; i++) {
      text.append("L%06d\r\n".formatted(printed++));
    }
    host.print(text.toString());
  }

  private void kill(int number) {
    places.get(number).killed(1 + time.below(3000));
    lines.get(number).breakOff(100);
    for (Guest guest : guests) {
      if (guest.isThrough(places.get(number))) {
        guest.breakOff(100);
      }
    }
  }

  private void stall(Guest guest) {
    guest.stall(true);
    time.after(time.below(5000), () -> guest.stall(false));
  }

  private void anotherDevice() {
    Guest first = somebody();
    char person = first.token().charAt(0);
    long devices = guests.stream().filter(guest -> guest.token().charAt(0) == person).count();
    boolean welcome = devices < Limits.DEVICES; // limit B10: one more would push one out
    if (guests.size() < 2 * MOST_GUESTS && welcome && first.core().isAdmitted()) {
      comes(person - 'a', guests.size());
    }
  }

  private void remove(Guest guest) {
    String name = guest.core().name();
    if (removed.stream().anyMatch(gone -> gone.core().name().equals(name))) {
      return;
    }
    host.remove(
        name,
        key -> {
          if (key.epoch() > epoch) {
            guests.stream().filter(g -> g.core().name().equals(name)).forEach(removed::add);
            epoch = key.epoch();
          }
        });
  }

  /// A frame leaves the host: nobody who was removed may be able to read it.
  private void sent(HostToRelay frame) {
    if (frame instanceof HostToRelay.Stream stream) {
      if (stream.header().epoch() < epoch) {
        throw new Violation("a frame of epoch " + stream.header().epoch() + " after " + epoch);
      }
      for (Guest gone : removed) {
        if (!(gone.core().opener().open(stream) instanceof StreamOpener.Outcome.OtherEpoch)) {
          throw new Violation(gone.token() + " was removed and can open a frame");
        }
      }
    } else if (frame instanceof HostToRelay.Page page) {
      for (Guest gone : removed) {
        if (gone.core().opener().open(page).isPresent()) {
          throw new Violation(gone.token() + " was removed and can open a page");
        }
      }
    }
  }

  /// The trouble is over: everybody who may is let in.
  private void heal() {
    host.shellTakes(true);
    guests.forEach(guest -> guest.stall(false));
    for (int at = 0; at < HEALING_MS - 5000; at += 5000) {
      time.after(
          at,
          () ->
              host.view().requests().stream()
                  .filter(request -> !isRemoved(request.name()))
                  .forEach(
                      request ->
                          host.orders(ControlRequest.ALLOW, Long.toString(request.id()), "edit")));
    }
  }

  private boolean isRemoved(String name) {
    return removed.stream().anyMatch(gone -> gone.core().name().equals(name));
  }

  private boolean pulled() {
    boolean all = true;
    for (Guest guest : guests) {
      if (!guest.isOut() && !isRemoved(guest.core().name())) {
        all &= guest.pullsPast();
      }
    }
    return all;
  }
}
