package weft.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/// `./dev soak MINUTES`: one session for a long time, another fault each minute, and a line of
/// figures for it; at the end nothing is lost and no memory has grown.
@EnabledIfSystemProperty(named = "weft.soak", matches = "\\d+")
final class SoakTest {
  private static final int GUESTS = 3;
  private static final int STEADY = 10;
  private static final int STEADY_MS = 100;
  private static final int BURST = 4000;

  /// Minutes below which a run says nothing about growth: everything is still warming up.
  private static final int WARM = 20;

  /// For all pages of a run: a guest may ask for twenty in a second (B11).
  private static final Duration READING = Duration.ofMinutes(15);

  /// Seconds of each minute that its fault lasts.
  private static final int FAULT_S = 40;

  private static final String PAGE_HEAP =
      """
      const inspector = await page.context().newCDPSession(page);
      await inspector.send('HeapProfiler.collectGarbage');
      const { usedSize } = await inspector.send('Runtime.getHeapUsage');
      await inspector.detach();
      return usedSize / 1048576;
      """;

  private interface Step {
    void run() throws Exception;
  }

  /// @param killsRelay its memory starts anew: only in the first quarter of a run
  private record Fault(String name, Step begin, Step end, boolean killsRelay) {
    Fault(String name, Step begin, Step end) {
      this(name, begin, end, false);
    }
  }

  private final Random chance = new Random(60);
  private final Flatness hostMemory = new Flatness("host's memory (MB)", 10);
  private final Flatness hostHeap = new Flatness("host's heap (MB)", 4);
  private final Flatness hostFiles = new Flatness("host's descriptors", 2);
  private final Flatness relayMemory = new Flatness("relay's memory (MB)", 10);
  private final Flatness relayHeap = new Flatness("relay's heap (MB)", 4);
  private final Flatness relayFiles = new Flatness("relay's descriptors", 4);
  private final Flatness pageHeap = new Flatness("page's heap (MB)", 2);
  private int addresses;

  @Test
  void nothing_is_lost_and_nothing_grows() throws Exception {
    int minutes = Integer.parseInt(System.getProperty("weft.soak"));
    List<String> forJcmd = List.of("_JAVA_OPTIONS=-XX:-DisableAttachMechanism");
    FaultStage.Setting setting = new FaultStage.Setting(1, "", forJcmd, forJcmd);
    try (FaultStage stage = new FaultStage(60, setting)) {
      for (int i = 0; i < GUESTS; i++) {
        stage.guest("guest" + i);
      }
      stage.withPage();
      stage.numbers().start(STEADY, STEADY_MS);
      List<Fault> faults = new ArrayList<>();
      for (int minute = 1; minute <= minutes; minute++) {
        if (faults.isEmpty()) {
          faults = faults(stage);
        }
        Fault next = faults.removeLast();
        boolean late = next.killsRelay() && minute > minutes / 4;
        Fault fault = late ? new Fault("nothing", () -> {}, () -> {}) : next;
        minute(stage, fault);
        say(stage, minute, fault);
      }
      stage.each(SoakTest::readsAll);
      stage.settle();
      verdict(minutes);
    }
  }

  private List<Fault> faults(FaultStage stage) {
    List<GuestProcess> guests = stage.guests();
    Place first = guests.get(0).place();
    Place second = guests.get(1).place();
    Place third = guests.get(2).place();
    List<Fault> all = new ArrayList<>();
    all.add(line("a guest far and lossy", first, Quality.bad()));
    all.add(line("a guest on 256 kbit/s", second, Quality.thin(256_000)));
    all.add(line("a guest cut off", third, Quality.CUT));
    all.add(line("the page far and lossy", stage.pagePlace(), Quality.bad()));
    all.add(line("the page cut off", stage.pagePlace(), Quality.CUT));
    all.add(line("the host on 256 kbit/s", stage.hostPlace(), Quality.thin(256_000)));
    all.add(line("the host far and lossy", stage.hostPlace(), Quality.bad()));
    all.add(line("the host cut off", stage.hostPlace(), Quality.CUT));
    all.add(
        new Fault(
            "the relay frozen",
            () -> Signal.STOP.to(stage.relay().pid()),
            () -> Signal.CONT.to(stage.relay().pid())));
    all.add(new Fault("the relay killed", stage.relay()::kill, stage.relay()::startAgain, true));
    all.add(new Fault("a guest killed", guests.get(1)::killedAndBack, () -> {}));
    all.add(
        new Fault(
            "a guest frozen",
            () -> Signal.STOP.to(guests.get(2).pid()),
            () -> Signal.CONT.to(guests.get(2).pid())));
    all.add(
        new Fault(
            "the host frozen",
            () -> Signal.STOP.to(stage.host()),
            () -> Signal.CONT.to(stage.host())));
    all.add(new Fault("a guest moves", () -> first.moveTo(freshAddress(stage)), () -> {}));
    all.add(
        new Fault("the host moves", () -> stage.hostPlace().moveTo(freshAddress(stage)), () -> {}));
    Collections.shuffle(all, chance);
    return all;
  }

  private static Fault line(String name, Place place, Quality quality) {
    return new Fault(name, () -> place.line(quality), () -> place.line(Quality.GOOD));
  }

  private String freshAddress(FaultStage stage) {
    return stage.net().address(100 + addresses / 200, 1 + addresses++ % 200);
  }

  private static void minute(FaultStage stage, Fault fault) throws Exception {
    long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
    fault.begin().run();
    stage.numbers().pace(BURST, STEADY_MS);
    TimeUnit.SECONDS.sleep(1);
    stage.numbers().pace(STEADY, STEADY_MS);
    TimeUnit.SECONDS.sleep(FAULT_S);
    fault.end().run();
    TimeUnit.NANOSECONDS.sleep(end - System.nanoTime());
    stage.numbers().goesOn(STEADY);
  }

  private void say(FaultStage stage, int minute, Fault fault) throws Exception {
    AtomicLong lines = new AtomicLong(Long.MAX_VALUE);
    AtomicLong connections = new AtomicLong();
    stage.each(
        guest -> {
          GuestReport report = guest.ask("read");
          assertThat(report.faults()).as(guest.name()).isEmpty();
          lines.accumulateAndGet(report.lines(), Math::min);
          connections.addAndGet(report.connections());
        });
    SoakFigures host = SoakFigures.of(stage.host());
    SoakFigures relay = SoakFigures.of(stage.relay().pid());
    double page = Double.parseDouble(Objects.requireNonNull(stage.page()).run(PAGE_HEAP));
    hostMemory.add(host.residentMb());
    hostHeap.add(host.heapMb());
    hostFiles.add((double) host.files());
    relayMemory.add(relay.residentMb());
    relayHeap.add(relay.heapMb());
    relayFiles.add((double) relay.files());
    pageHeap.add(page);
    System.out.printf(
        "%3d  %-24s host %s; relay %s; page %.1f MB; %d printed, %d at every guest; %d"
            + " connections%n",
        minute,
        fault.name(),
        host,
        relay,
        page,
        stage.numbers().printed(),
        lines.get(),
        connections.get());
  }

  /// Whoever was killed late has an hour to read.
  private static void readsAll(GuestProcess guest) throws Exception {
    Patience.until(READING, "every page at " + guest.name(), () -> guest.ask("read").complete());
  }

  private void verdict(int minutes) {
    List<Flatness> all =
        List.of(hostMemory, hostHeap, hostFiles, relayMemory, relayHeap, relayFiles, pageHeap);
    all.forEach(System.out::println);
    if (minutes >= WARM) {
      assertThat(all).allMatch(Flatness::holds);
    }
  }
}
