package weft.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import weft.testkit.Certificates;
import weft.testkit.OuterTerminal;
import weft.testkit.Weft;

/// A session on a [FaultyNet]: a relay, a host with [Numbers] in its shell, and guests, each a
/// process at a place of its own.
final class FaultStage implements AutoCloseable {
  /// Waits until a page shows the session.
  static final String SHOWN = "await page.waitForFunction(() => window.weftTerminal !== undefined)";

  private final FaultyNet net;
  private final Place hostPlace;
  private final Weft weft;
  private final Certificates certificates;
  private final ExecutorService side = Executors.newVirtualThreadPerTaskExecutor();
  private final List<GuestProcess> guests = new ArrayList<>();
  private final OuterTerminal window;
  private final Numbers numbers;
  private final long host;
  private final List<RelayProcess> relays = new ArrayList<>();
  private @Nullable Browser browser;
  private @Nullable Page page;
  private @Nullable Place pagePlace;

  /// What has been started, the latest first.
  private final Deque<AutoCloseable> running = new ArrayDeque<>();

  /// How processes are started that are not quite usual.
  ///
  /// @param relays how many, all of them for the one session
  /// @param disk options of the tmpfs that the host's state folder is, as `size=1m`; empty for none
  /// @param host variables of its environment, `NAME=VALUE` each
  /// @param relay the same for the relay
  record Setting(int relays, String disk, List<String> host, List<String> relay) {
    static final Setting USUAL = new Setting(1, "", List.of(), List.of());

    Setting {
      host = List.copyOf(host);
      relay = List.copyOf(relay);
    }
  }

  FaultStage(long seed, Setting setting) throws Exception {
    net = new FaultyNet(seed);
    running.push(net);
    running.push(side::shutdownNow);
    try {
      hostPlace = net.place("host");
      List<String> prefix = new ArrayList<>(hostPlace.prefix());
      prefix.add("/usr/bin/env");
      prefix.addAll(setting.host());
      weft = new Weft(prefix);
      running.push(weft);
      if (!setting.disk().isEmpty()) {
        mount(setting.disk());
      }
      certificates = startRelays(setting);
      window = share();
      numbers = new Numbers(weft.home().resolve("numbers"), window);
      host = pidOfHost();
      running.push(() -> Signal.CONT.to(host));
      // What stands above the shell is the window's alone.
      window.type("clear\r").await("an empty screen", w -> w.text().startsWith("$"));
    } catch (Exception | Error failed) {
      close();
      throw failed;
    }
  }

  private Certificates startRelays(Setting setting) throws Exception {
    List<Place> places = new ArrayList<>();
    for (int i = 0; i < setting.relays(); i++) {
      places.add(net.place("relay" + i));
    }
    List<String> addresses = places.stream().map(Place::address).toList();
    Certificates made = Certificates.in(weft.home(), addresses);
    for (Place place : places) {
      Path log = weft.home().resolve("relay" + relays.size() + ".log");
      RelayProcess relay = new RelayProcess(place, made, setting.relay(), log);
      relays.add(relay);
      running.push(relay);
    }
    return made;
  }

  private OuterTerminal share() throws IOException {
    List<String> arguments =
        new ArrayList<>(List.of("--anyone", "edit", "--ca", certificates.certificate()));
    for (RelayProcess relay : relays) {
      arguments.addAll(List.of("--relay", relay.address()));
    }
    arguments.addAll(List.of("--", "bash", "--norc", "--noprofile"));
    return weft.share(arguments.toArray(String[]::new));
  }

  private void mount(String disk) throws IOException {
    String folder = Files.createDirectories(weft.home().resolve("state")).toString();
    Iproute.command("mount", "-t", "tmpfs", "-o", disk + ",mode=700", "weft-test", folder);
    running.push(() -> Iproute.command("umount", "-l", folder));
  }

  private long pidOfHost() throws Exception {
    String who = weft.run("who", "--json").out();
    return Long.parseLong(who.replaceAll("(?s).*\"pid\":(\\d+).*", "$1"));
  }

  FaultyNet net() {
    return net;
  }

  /// The first one, or the only one.
  RelayProcess relay() {
    return relays.getFirst();
  }

  List<RelayProcess> relays() {
    return relays;
  }

  Place hostPlace() {
    return hostPlace;
  }

  Weft weft() {
    return weft;
  }

  OuterTerminal window() {
    return window;
  }

  Numbers numbers() {
    return numbers;
  }

  long host() {
    return host;
  }

  List<GuestProcess> guests() {
    return guests;
  }

  @Nullable Page page() {
    return page;
  }

  /// One more guest, who sees the screen, through the first relay.
  GuestProcess guest(String name) throws Exception {
    return newcomer(name, 0);
  }

  GuestProcess newcomer(String name, int relay) throws Exception {
    return comes(name, GuestProcess.freshKey(), relay);
  }

  /// Another device of the same person, through another relay.
  GuestProcess device(GuestProcess of, int relay) throws Exception {
    return comes(of.name(), of.key(), relay);
  }

  private GuestProcess comes(String name, String key, int relay) throws Exception {
    Place place = net.place(name + guests.size());
    String link = Weft.links(window).get(relay);
    GuestProcess guest = new GuestProcess(place, name, key, link, certificates.certificate());
    guests.add(guest);
    running.push(guest);
    try {
      Patience.until(
          Patience.BAD_LINES, "the screen of " + name, () -> !guest.report().screen().isEmpty());
    } catch (AssertionError absent) {
      throw new AssertionError(absent.getMessage() + ": " + summary(guest.report()), absent);
    }
    return guest;
  }

  /// Somebody who has the link, and nothing good in mind.
  Offender offender(String name) throws Exception {
    return new Offender(net.place(name), certificates.certificate(), Weft.link(window));
  }

  /// A real page, at a place of its own.
  Page withPage() throws Exception {
    Place place = net.place("page");
    Browser started =
        new Browser(place.prefix(), "--ignore-certificate-errors --enable-precise-memory-info");
    running.push(started);
    browser = started;
    Page joined = joins("Pat");
    joined.run(SHOWN);
    page = joined;
    pagePlace = place;
    return joined;
  }

  /// One more page, in the same browser.
  Page joins(String name) {
    return Objects.requireNonNull(browser).page().join(Weft.link(window), name);
  }

  Place pagePlace() {
    return Objects.requireNonNull(pagePlace);
  }

  /// Everybody's line is as good as new.
  void mend() {
    relays.forEach(relay -> relay.place().line(Quality.GOOD));
    hostPlace.line(Quality.GOOD);
    guests.forEach(guest -> guest.place().line(Quality.GOOD));
    if (pagePlace != null) {
      pagePlace.line(Quality.GOOD);
    }
  }

  /// The rule of the whole suite. Once the shell is quiet and the lines are mended, everybody shows
  /// what the host does, cell for cell; holds or can pull every line exactly once and in order; is
  /// who they were; and whoever may, types.
  void settle() throws Exception {
    long printed = numbers.stop();
    mend();
    everybodyShows(screen());
    each(guest -> hasEveryLine(guest.ask("finish"), guest, printed));
    for (GuestProcess guest : guests) {
      String token = guest.name() + guests.indexOf(guest) + " after " + printed;
      guest.ask("type echo ty''ped by " + token);
      window.awaitText("typed by " + token + "\n$");
    }
    everybodyShows(screen());
  }

  /// The host's, once no notice lies over it.
  private String screen() {
    window.await("no notice over the screen", shown -> !shown.text().contains(" weft  "));
    return window.dump();
  }

  interface Look {
    void at(GuestProcess guest) throws Exception;
  }

  /// All at once, each by a thread of its own.
  void each(Look look) throws Exception {
    List<Future<Void>> looking = new ArrayList<>();
    for (GuestProcess guest : guests) {
      Callable<Void> one =
          () -> {
            look.at(guest);
            return null;
          };
      looking.add(side.submit(one));
    }
    for (Future<Void> one : looking) {
      try {
        one.get();
      } catch (ExecutionException failed) {
        throw new AssertionError(failed.getCause());
      }
    }
  }

  private void everybodyShows(String dump) throws Exception {
    for (GuestProcess guest : guests) {
      try {
        Patience.until(
            Patience.BAD_LINES, "the screen", () -> guest.report().screen().equals(dump));
      } catch (AssertionError differs) {
        GuestReport report = guest.report();
        assertThat(report.screen()).as(guest.name() + " " + summary(report)).isEqualTo(dump);
      }
    }
    if (page != null) {
      Page shown = page;
      for (int tries = 0; tries < 10 && !shown.dump(0, dump).equals(dump); tries++) {}
      assertThat(shown.dump(0, dump)).as("the page").isEqualTo(dump);
      assertThat(shown.thrown()).isEmpty();
    }
  }

  private static String summary(GuestReport report) {
    return "over '"
        + report.over()
        + "', troubles "
        + report.troubles()
        + ", connections "
        + report.connections();
  }

  private void hasEveryLine(GuestReport report, GuestProcess guest, long printed) throws Exception {
    assertThat(report.faults()).as("lines of " + guest.name()).isEmpty();
    assertThat(report.complete()).as(guest.name() + " gets every page").isTrue();
    assertThat(report.lines()).as("lines of " + guest.name()).isEqualTo(printed);
    assertThat(report.role()).isEqualTo("editor");
    List<String> present = guests.stream().map(each -> each.name() + " editor").sorted().toList();
    Patience.until(
        Patience.BAD_LINES,
        "everybody in the roster at " + guest.name(),
        () -> guest.report().people().containsAll(present));
  }

  /// Everything that was started is ended, and the network with it.
  @Override
  public void close() {
    List<Throwable> failures = new ArrayList<>();
    while (!running.isEmpty()) {
      try {
        running.pop().close();
      } catch (Exception failed) {
        failures.add(failed);
      }
    }
    assertThat(failures).isEmpty();
  }
}
