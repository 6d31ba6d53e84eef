package weft.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import weft.host.SessionView;
import weft.host.SimulatedHost;
import weft.protocol.PageId;
import weft.protocol.Reason;
import weft.protocol.StreamMessage;
import weft.terminal.CellRange;
import weft.terminal.Terminal;
import weft.testkit.GuestCore;
import weft.testkit.GuestInput;

/// What must hold for everybody once the network has healed.
final class Verdict {
  private static final Pattern LINE = Pattern.compile("L(\\d{6})");

  private final SimulatedHost host;
  private final List<Guest> guests;
  private final List<Guest> removed;
  private final int printed;

  Verdict(SimulatedHost host, List<Guest> guests, List<Guest> removed, int printed) {
    this.host = host;
    this.guests = guests;
    this.removed = removed;
    this.printed = printed;
  }

  void check() {
    SessionView view = host.view();
    for (Guest guest : guests) {
      keysAreAccountedFor(guest);
      if (isRemoved(guest)) {
        require(!guest.core().isAdmitted(), guest, "was removed and is in");
        continue;
      }
      if (cameTooLate(guest, view)) {
        continue;
      }
      require(guest.core().isAdmitted(), guest, "is not in, " + guest.core().over());
      screenIsTheHosts(guest);
      everyLineCanBeHad(guest);
      rosterIsTheHosts(guest, view);
      require(guest.core().input().unsettled() == 0, guest, "typed what nobody answered");
      noDamage(guest);
    }
  }

  /// Removing somebody replaces the link where it admits; who was never in needs the new one.
  private static boolean cameTooLate(Guest guest, SessionView view) {
    return guest.core().over() == Reason.OLD_SECRET
        && view.people().stream().noneMatch(p -> p.name().equals(guest.core().name()));
  }

  static void allHaveEnded(List<Guest> guests, List<Guest> removed) {
    for (Guest guest : guests) {
      boolean cameTooLate = guest.core().over() == Reason.OLD_SECRET;
      if (!cameTooLate && removed.stream().noneMatch(gone -> samePerson(gone, guest))) {
        require(guest.core().finished() != null, guest, "never heard that the session ended");
        require(guest.core().over() == Reason.SHELL_EXITED, guest, "was not told why");
      }
    }
  }

  private static boolean samePerson(Guest one, Guest other) {
    return one.core().name().equals(other.core().name());
  }

  private boolean isRemoved(Guest guest) {
    return removed.stream().anyMatch(gone -> samePerson(gone, guest));
  }

  private static void require(boolean holds, Guest guest, String what) {
    if (!holds) {
      throw new Violation(guest.token() + " " + what);
    }
  }

  private void screenIsTheHosts(Guest guest) {
    Terminal screen = Objects.requireNonNull(guest.core().screen());
    String theirs = screen.dump(0);
    String hosts = host.terminal().dump(0);
    require(theirs.equals(hosts), guest, "shows\n" + theirs + "\ninstead of\n" + hosts);
  }

  private void everyLineCanBeHad(Guest guest) {
    GuestCore core = guest.core();
    Terminal screen = Objects.requireNonNull(core.screen());
    StringBuilder text = new StringBuilder();
    long next = 0;
    for (PageId page : guest.pagesBefore()) {
      List<StreamMessage.Rows> parts = core.page(page);
      require(parts != null, guest, "has no " + page);
      for (StreamMessage.Rows rows : Objects.requireNonNull(parts)) {
        text.append(textOf(rows, next, core.firstRow()));
        next = Math.max(next, rows.firstRow() + rows.count());
      }
    }
    text.append(screen.transcript(0).text(CellRange.rows(0, screen.topRow() + screen.rows() - 1)));
    Matcher lines = LINE.matcher(text);
    int expected = 0;
    while (lines.find()) {
      int number = Integer.parseInt(lines.group(1));
      require(number == expected, guest, "has line " + number + " where " + expected + " belongs");
      expected++;
    }
    require(expected == printed, guest, "has " + expected + " lines of " + printed);
  }

  /// The rows of a page from `from` up to `end`; a tail repeats some of the last full page.
  private static String textOf(StreamMessage.Rows rows, long from, long end) {
    int first = (int) Math.max(0, from - rows.firstRow());
    int count = (int) Math.min(rows.count(), end - rows.firstRow());
    if (count <= first) {
      return "";
    }
    Terminal fresh = new Terminal(rows.columns(), rows.count());
    fresh.feed(rows.text().toArray());
    return String.join("\n", List.of(fresh.text().split("\n", -1)).subList(first, count)) + "\n";
  }

  private void rosterIsTheHosts(Guest guest, SessionView view) {
    StreamMessage.Roster roster = Objects.requireNonNull(guest.core().roster());
    List<String> shown =
        roster.people().stream()
            .map(p -> p.id().number() + " " + p.name() + " " + p.role())
            .sorted()
            .toList();
    List<String> present =
        view.people().stream()
            .filter(SessionView.PersonView::present)
            .map(p -> p.id() + " " + p.name() + " " + p.role().toUpperCase(java.util.Locale.ROOT))
            .sorted()
            .toList();
    require(shown.equals(present), guest, "sees " + shown + " instead of " + present);
    String role =
        view.people().stream()
            .filter(p -> p.name().equals(guest.core().name()))
            .map(SessionView.PersonView::role)
            .findFirst()
            .orElse("nobody");
    require(
        role.equalsIgnoreCase(String.valueOf(guest.core().role())),
        guest,
        "believes to be " + guest.core().role() + " and is " + role);
  }

  /// Every key is taken once and in order, or its refusal is known, or the guest gave it up.
  private void keysAreAccountedFor(Guest guest) {
    List<Integer> taken = new ArrayList<>();
    long bytes = 0;
    for (String typed : host.typed()) {
      if (typed.startsWith(guest.token())) {
        taken.add(Integer.parseInt(typed.substring(guest.token().length(), typed.length() - 1)));
        bytes += typed.length();
      }
    }
    for (int i = 1; i < taken.size(); i++) {
      require(taken.get(i - 1) < taken.get(i), guest, "was taken as " + taken);
    }
    GuestInput input = guest.core().input();
    long known = bytes + input.refused() + input.givenUp();
    require(
        known <= input.typed() && (isRemoved(guest) || known == input.typed()),
        guest,
        "typed %d bytes, of which %d were taken, %d refused and %d given up"
            .formatted(input.typed(), bytes, input.refused(), input.givenUp()));
  }

  /// An honest relay over a network that only breaks damages nothing.
  private void noDamage(Guest guest) {
    for (String trouble : guest.core().troubles()) {
      boolean expected =
          trouble.equals("MissingFrames")
              || trouble.equals("Replayed")
              || trouble.equals("OtherEpoch")
              // for a HELLO that HOST made void while it was on its way
              || trouble.equals("the welcome does not open")
              || trouble.equals("a page: altered");
      require(expected, guest, "had trouble: " + trouble);
    }
  }
}
