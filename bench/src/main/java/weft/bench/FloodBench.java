package weft.bench;

import static weft.bench.Samples.seconds;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import weft.terminal.Terminal;
import weft.testkit.TestGuest;

/// The shell never waits: how long `cat` of a large coloured log holds the host's terminal, without
/// weft and with, and how soon slow guests see the final screen.
///
/// Each round starts a new host for each kind of company and floods it twice: *first* pays for the
/// compilation of the code under way, *again* is every later flood of a session.
final class FloodBench implements Main.Bench {
  private static final int MEGABYTE = 1 << 20;

  /// The slow line: 1 Mbit/s.
  private static final int BYTES_PER_SECOND = 125_000;

  private static final int CROWD = 10;

  /// Who watches.
  private enum Company {
    BARE("bare terminal"),
    NOBODY("weft, no guest"),
    SLOW("weft, 1 stalled + 1 at 1 Mbit/s"),
    TEN("weft, 10 guests (on these cores)");

    private final String words;

    Company(String words) {
      this.words = words;
    }
  }

  private static final class Figures {
    final Samples first = new Samples();
    final Samples again = new Samples();
    final Samples cpu = new Samples();
    final Samples slowDelay = new Samples();
    final Samples stalledDelay = new Samples();
    final Samples slowBytes = new Samples();
    final Samples keyframes = new Samples();
    boolean same = true;
  }

  private final Map<Company, Figures> figures = new EnumMap<>(Company.class);
  private int floods;

  @Override
  public Report run(boolean quick) throws Exception {
    int megabytes = quick ? 10 : 50;
    int rounds = quick ? 2 : 5;
    try (Workplace at = new Workplace()) {
      Path log = ColouredLog.write(at.home().resolve("log"), (long) megabytes * MEGABYTE);
      for (int round = 0; round < rounds; round++) {
        for (Company company : Company.values()) {
          round(at, company, log);
        }
      }
    }
    return report(quick, megabytes, rounds);
  }

  private void round(Workplace at, Company company, Path log) throws Exception {
    Figures into = figures.computeIfAbsent(company, _ -> new Figures());
    if (company == Company.BARE) {
      try (Window window = Window.open(at.bare())) {
        window.await(Workplace.PROMPT);
        into.first.add(flood(window, log));
        into.again.add(flood(window, log));
      }
      return;
    }
    try (SharedWindow shared = SharedWindow.open(at, "--anyone", "view");
        PacedLine line = PacedLine.to(shared.relayPort(), BYTES_PER_SECOND)) {
      List<TestGuest> guests = guests(shared, company, line);
      try {
        flood(shared, line, guests, log, into, into.first);
        flood(shared, line, guests, log, into, into.again);
      } finally {
        guests.forEach(TestGuest::close);
      }
    }
  }

  private static List<TestGuest> guests(SharedWindow shared, Company company, PacedLine line) {
    List<TestGuest> guests = new ArrayList<>();
    switch (company) {
      case BARE, NOBODY -> {}
      case SLOW -> {
        guests.add(shared.guest("slow", line));
        guests.add(shared.guest("stalled"));
      }
      case TEN -> {
        for (int i = 0; i < CROWD; i++) {
          guests.add(shared.guest("guest " + i));
        }
      }
    }
    return guests;
  }

  private double flood(Window window, Path log) throws IOException, InterruptedException {
    floods++;
    String keys = "cat " + log + "; echo flood''-" + floods + "-over\r";
    double took = seconds(window.type(keys, marker()));
    window.await(Workplace.PROMPT);
    return took;
  }

  private String marker() {
    return "flood-" + floods + "-over";
  }

  private void flood(
      SharedWindow shared,
      PacedLine line,
      List<TestGuest> guests,
      Path log,
      Figures into,
      Samples time)
      throws IOException, InterruptedException {
    boolean slow = guests.size() == 2;
    if (slow) {
      guests.getLast().reading(false);
    }
    double cpu = shared.window().cpuSeconds();
    long carried = line.carried();
    long keyframes = guests.isEmpty() ? 0 : guests.getFirst().keyframes();
    time.add(flood(shared.window(), log));
    long done = System.nanoTime();
    for (TestGuest guest : guests) {
      if (slow && guest == guests.getLast()) {
        done = System.nanoTime();
        guest.reading(true);
      }
      guest.awaitText(marker());
      (slow && guest == guests.getLast() ? into.stalledDelay : into.slowDelay)
          .add(seconds(System.nanoTime() - done));
      into.same &= shows(guest, shared.window().dump());
    }
    into.cpu.add(shared.window().cpuSeconds() - cpu);
    if (!guests.isEmpty()) {
      into.slowBytes.add((double) (line.carried() - carried));
      into.keyframes.add((double) (guests.getFirst().keyframes() - keyframes));
    }
  }

  /// Whether the guest comes to show exactly this.
  private static boolean shows(TestGuest guest, String dump) {
    try {
      guest.await(
          "the host's screen",
          g -> {
            Terminal screen = g.screen();
            return screen != null && screen.dump(0).equals(dump);
          });
      return true;
    } catch (AssertionError never) {
      Terminal screen = guest.screen();
      System.err.println("host:\n" + dump + "guest:\n" + (screen == null ? "" : screen.dump(0)));
      return false;
    }
  }

  private Report report(boolean quick, int megabytes, int rounds) {
    Report report = new Report("flood", quick);
    report.line(
        "cat of %d MB, medians of %d rounds; x = times the bare terminal"
            .formatted(megabytes, rounds));
    report.line(
        "%-34s %8s %6s %8s %6s %9s".formatted("", "first s", "x", "again s", "x", "host CPU s"));
    Figures bare = figures.getOrDefault(Company.BARE, new Figures());
    figures.forEach(
        (company, found) -> {
          double first = found.first.median();
          double again = found.again.median();
          double firstRatio = first / bare.first.median();
          double againRatio = again / bare.again.median();
          String name = company.name().toLowerCase(java.util.Locale.ROOT);
          report.line(
              "%-34s %8.2f %6.2f %8.2f %6.2f %9.2f"
                  .formatted(
                      company.words, first, firstRatio, again, againRatio, found.cpu.median()));
          report.figure(name + "_first_s", first).figure(name + "_again_s", again);
          report.figure(name + "_first_ratio", firstRatio);
          report.figure(name + "_again_ratio", againRatio);
          report.figure(name + "_host_cpu_s", found.cpu.median());
          if (company == Company.SLOW || company == Company.TEN) {
            report.figure(name + "_final_screen_same", found.same);
          }
        });
    Figures slow = figures.getOrDefault(Company.SLOW, new Figures());
    report.line(
        ("guest at 1 Mbit/s: final screen %.0f ms after the host (worst %.0f), got %.0f kB, %.0f"
                + " keyframes")
            .formatted(
                1000 * slow.slowDelay.median(),
                1000 * slow.slowDelay.quantile(1),
                slow.slowBytes.median() / 1000,
                slow.keyframes.median()));
    report.line(
        "guest that had stopped reading: final screen %.0f ms after it reads again (worst %.0f)"
            .formatted(1000 * slow.stalledDelay.median(), 1000 * slow.stalledDelay.quantile(1)));
    report.line(
        "final screens of guests are the host's: %s"
            .formatted(
                slow.same && figures.getOrDefault(Company.TEN, slow).same
                    ? "yes, cell for cell"
                    : "NO"));
    return report
        .figure("slow_guest_delay_ms", 1000 * slow.slowDelay.median())
        .figure("slow_guest_bytes", slow.slowBytes.median())
        .figure("stalled_guest_delay_ms", 1000 * slow.stalledDelay.median());
  }
}
