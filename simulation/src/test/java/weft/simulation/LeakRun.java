package weft.simulation;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import weft.crypto.Link;
import weft.crypto.StreamOpener;
import weft.host.ControlRequest;
import weft.host.WrappedHost;
import weft.protocol.Bytes;
import weft.protocol.Decoded;
import weft.protocol.GuestToHost;
import weft.protocol.HostToRelay;
import weft.protocol.Level;
import weft.protocol.PageId;
import weft.protocol.RelayToHost;
import weft.protocol.StreamMessage;

/// One session by one seed that becomes shared in the middle, and has its starting point moved
/// later: secrets are planted before, in everything that a terminal remembers, and everything that
/// leaves the machine is opened and looked through, whatever guests ask for.
final class LeakRun {
  /// Only ever printed before sharing began; a single character, which no wrapping can take apart.
  private static final String OLD = "§";

  /// Printed before the starting point was moved, and not after.
  private static final String LATER = "¶";

  /// Only ever printed after an excerpt's end.
  private static final String AFTER = "¤";

  private final Timeline time;
  private final WrappedHost host;
  private final LeakPrograms programs;
  private final List<Onlooker> guests = new ArrayList<>();
  private final List<Onlooker> newcomers = new ArrayList<>();
  private final Set<Long> epochsWithLater = new HashSet<>();
  private final StreamOpener everything;
  private final Link link;
  private int connections;
  private boolean moved;

  private LeakRun(long seed) {
    time = new Timeline(seed);
    host = new WrappedHost(8 + time.below(40), 2 + time.below(12));
    programs = new LeakPrograms(time, WrappedHost.NONCE);
    secretly(OLD);
    host.share(begin(OLD));
    link = Link.parse(host.link()) instanceof Decoded.Ok<Link>(Link parsed) ? parsed : noLink();
    everything = new StreamOpener(link.id());
  }

  private static Link noLink() {
    throw new Violation("not a link");
  }

  /// @throws IllegalStateException if anything planted gets out
  static void of(long seed) {
    try {
      new LeakRun(seed).run();
    } catch (RuntimeException bad) {
      throw new IllegalStateException("seed " + seed + ": " + bad.getMessage(), bad);
    }
  }

  private void run() {
    comes();
    for (int i = 5 + time.below(20); i > 0; i--) {
      something("open");
    }
    if (time.chance(0.6)) {
      for (int i = 1 + time.below(6); i > 0; i--) {
        something(LATER);
      }
      moveLater();
      comes();
      for (int i = 3 + time.below(15); i > 0; i--) {
        something("after");
      }
    }
    if (time.chance(0.4)) {
      excerpt();
      for (int i = 3 + time.below(15); i > 0; i--) {
        something(AFTER);
      }
    }
  }

  /// Some commands and no more, of which the first has begun.
  private void excerpt() {
    host.print("\030\033\\\033[0\"q\033[r\033[?6l\033[m\033[?1049l\033[?47l\033[m\033[20l");
    host.print("\033[999;1H\r\n");
    long first = host.newestBlock();
    host.print(programs.prompt("/open", "open") + "open\r\n".repeat(time.below(40)));
    int count = 1 + time.below(4);
    int over = time.below(5);
    newcomers.clear();
    for (int ended = 1; ended <= over; ended++) {
      // what comes after the last one may begin in the middle of its last line
      String word = ended < count ? "open" : LATER;
      host.print(time.chance(0.5) ? "open" : "");
      host.print(programs.done() + programs.prompt("/" + word, word) + word + "\r\n");
    }
    look();
    if (!host.startFrom("block " + first + " " + count)) {
      throw new Violation("no block " + first);
    }
    moved = true;
    comes();
    for (int i = 0; !host.complete(); i++) {
      if (i < 3) {
        something("open");
      }
      host.print(programs.done() + (host.complete() ? "" : programs.prompt("/open", "open")));
      look();
      if (i > 9) {
        throw new Violation("an excerpt without an end");
      }
    }
  }

  /// Fills screen, history, titles, links, commands and directories with a secret.
  private void secretly(String secret) {
    for (int i = 1 + time.below(12); i > 0; i--) {
      host.print(programs.planting(secret));
      if (time.chance(0.15)) {
        host.resize(8 + time.below(40), 2 + time.below(12));
      }
    }
  }

  /// Brings the screen where nothing planted comes after the starting point, and tells it.
  private String begin(String secret) {
    host.print("\030\033\\\033[0\"q\033[r\033[?6l\033[m");
    if (host.terminal().isAlternate() && time.chance(0.7)) {
      host.print("\033]8;;\007\033[H\033[2Jfull screen");
      return "now";
    }
    host.print("\033[?1049l\033[?47l\033[0\"q\033[r\033[?6l\033[m\033[20l");
    if (time.chance(0.3)) {
      // a prompt in the middle of a line
      host.print("\033[999;1H\r\n" + secret.repeat(1 + time.below(60)));
      long block = host.newestBlock();
      host.print(programs.prompt("/open", "open") + "open\r\n".repeat(time.below(20)));
      return "block " + block;
    } else if (time.chance(0.5)) {
      host.print("\033[999;1H\r\n");
    } else {
      // a row that goes on with no line above
      host.print("\033[" + (1 + time.below(host.terminal().rows())) + ";1H\033[L\033[J");
    }
    if (time.chance(0.4)) {
      long block = host.newestBlock();
      host.print(programs.prompt("/open", "open"));
      host.print("open\r\n".repeat(time.below(20)));
      if (host.newestBlock() > block) {
        return "block " + block;
      }
    }
    return "now";
  }

  private String wanted() {
    return host.complete() ? AFTER : moved ? LATER : OLD;
  }

  private void moveLater() {
    String from = begin(LATER);
    boolean within = from.equals("now") && time.chance(0.3);
    if (within) {
      host.print("\033]2;" + LATER);
    }
    host.startFrom(from);
    if (within) {
      host.print(LATER + "\007");
    }
    moved = true;
    look();
  }

  private void something(String word) {
    switch (time.below(10)) {
      case 0, 1, 2, 3, 4 -> host.print(programs.anything(word));
      case 5 -> host.resize(8 + time.below(40), 2 + time.below(12));
      case 6 -> comes();
      case 7 -> {
        Onlooker guest = guests.get(time.below(guests.size()));
        guest.leave();
        look();
        guest.connect(++connections);
      }
      case 8 -> host.orders(ControlRequest.ANYONE, "", time.chance(0.5) ? "edit" : "view");
      default -> asks(guests.get(time.below(guests.size())));
    }
    look();
  }

  private void comes() {
    Onlooker guest = new Onlooker(host, link, guests.size() + 1, time);
    guests.add(guest);
    if (moved) {
      newcomers.add(guest);
    }
    guest.connect(++connections);
    look();
  }

  private void asks(Onlooker guest) {
    look();
    if (!guest.core().isAdmitted()) {
      return;
    }
    Long generation = guest.generation();
    switch (time.below(6)) {
      case 0 -> host.received(new RelayToHost.KeyframeWanted());
      case 1, 2 -> {
        long current = generation == null ? 0 : generation;
        long rows = host.terminal().topRow();
        long index =
            time.chance(0.5) ? time.below(3) : PageId.TAILS + 1 + time.below((int) rows + 3);
        host.received(new RelayToHost.PageWanted(new PageId(current, index)));
      }
      case 3 ->
          guest
              .core()
              .say(
                  new GuestToHost.Find(
                      1,
                      time.below((int) host.terminal().topRow() + 20),
                      time.chance(0.5),
                      false,
                      false,
                      wanted()));
      case 4 -> guest.core().say(new GuestToHost.ListBlocks(2, time.below(40)));
      default ->
          guest
              .core()
              .say(
                  time.chance(0.5)
                      ? new GuestToHost.SetAnyone(Level.EDIT)
                      : new GuestToHost.RevokeLink());
    }
  }

  /// Opens all that has left, passes it on, and looks through it.
  private void look() {
    for (List<HostToRelay> sent = host.sent(); !sent.isEmpty(); sent = host.sent()) {
      everything.learn(host.epoch());
      sent.forEach(this::left);
    }
    for (Onlooker guest : guests) {
      String told = guest.told();
      if (told.contains(OLD)
          || told.contains(AFTER)
          || (newcomers.contains(guest) && told.contains(LATER))) {
        throw new Violation("a guest is told " + told);
      }
    }
    for (Onlooker guest : newcomers) {
      if (guest.epochs().stream().anyMatch(epochsWithLater::contains)) {
        throw new Violation("a newcomer has a key of what was before");
      }
    }
  }

  private void left(HostToRelay frame) {
    switch (frame) {
      case HostToRelay.Stream stream -> {
        StreamOpener.Outcome outcome = everything.open(stream);
        if (!(outcome instanceof StreamOpener.Outcome.Opened(var header, var messages))) {
          throw new Violation("a frame does not open: " + outcome);
        }
        messages.forEach(message -> check(text(message), header.epoch()));
      }
      case HostToRelay.Page page ->
          everything
              .open(page)
              .ifPresent(rows -> rows.forEach(r -> check(text(r), page.header().epoch())));
      default -> {}
    }
    guests.forEach(guest -> guest.down(frame));
  }

  private void check(String text, long epoch) {
    if (text.contains(OLD) || text.contains(AFTER)) {
      throw new Violation("leaves the machine: " + text);
    }
    if (text.contains(LATER)) {
      epochsWithLater.add(epoch);
    }
  }

  private static String text(StreamMessage message) {
    return switch (message) {
      case StreamMessage.Output(Bytes bytes) -> utf8(bytes);
      case StreamMessage.Screen screen -> utf8(screen.text());
      case StreamMessage.Rows rows -> utf8(rows.text());
      default -> message.toString();
    };
  }

  private static String utf8(Bytes bytes) {
    return new String(bytes.toArray(), StandardCharsets.UTF_8);
  }
}
