package weft.bench;

import static weft.bench.Samples.millis;
import static weft.bench.Samples.seconds;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import weft.testkit.Certificates;
import weft.testkit.TestGuest;
import weft.testkit.Weft;

/// One relay process with TLS under a crowd: sessions that idle, and one that a thousand watch.
///
/// The crowd shares this machine with the relay and costs about as much: what counts are the
/// relay's CPU seconds and bytes, and times only as upper bounds.
final class CrowdBench implements Main.Bench {
  /// Handshakes under way at once: as if everybody clicked within the same seconds.
  private static final int AT_ONCE = 64;

  private static final int LINES = 200;
  private static final int PATIENCE_S = 120;
  private static final double KILO = 1000;

  private Report report = new Report("crowd", false);
  private int viewers;
  private int idle;

  @Override
  public Report run(boolean quick) throws Exception {
    report = new Report("crowd", quick);
    viewers = quick ? 200 : 999;
    idle = quick ? 300 : 2_000;
    List<AutoCloseable> opened = new ArrayList<>();
    try (Workplace at = new Workplace();
        Weft elsewhere = new Weft()) {
      Certificates ours = Certificates.in(elsewhere.home());
      String address = elsewhere.relay("--tls-cert", ours.certificate(), "--tls-key", ours.key());
      Processes relay = Processes.of(List.of(elsewhere.relays().getFirst().toHandle()));
      SSLContext trust = ours.trusting();
      try (SharedWindow shared =
          SharedWindow.open(
              at, trust, "--anyone", "edit", "--relay", address, "--ca", ours.certificate())) {
        idle(opened, relay, address, trust);
        List<TestGuest> crowd = join(opened, relay, shared);
        fanOut(crowd, relay, shared);
        echo(shared, crowd, relay, quick ? 100 : 300);
        flood(at, relay, shared);
      } finally {
        for (AutoCloseable each : opened) {
          each.close();
        }
      }
    }
    return report;
  }

  private void idle(List<AutoCloseable> opened, Processes relay, String address, SSLContext trust)
      throws Exception {
    double cpu = relay.cpuSeconds();
    double before = relay.residentMegabytes();
    long began = System.nanoTime();
    opened.addAll(all(idle, _ -> IdleSession.at(address, trust)));
    double took = seconds(System.nanoTime() - began);
    report.line(
        "%d idle sessions: claimed in %.1f s, relay CPU %.2f s, resident %.0f MB -> %.0f MB, %.1f kB each"
            .formatted(
                idle,
                took,
                relay.cpuSeconds() - cpu,
                before,
                relay.residentMegabytes(),
                (relay.residentMegabytes() - before) * KILO / idle));
    report.figure("idle_sessions", idle).figure("idle_claim_s", took);
    report.figure("idle_kb_each", (relay.residentMegabytes() - before) * KILO / idle);
  }

  private List<TestGuest> join(List<AutoCloseable> opened, Processes relay, SharedWindow shared)
      throws Exception {
    Processes host = shared.window().java();
    double cpu = relay.cpuSeconds();
    double hostCpu = host.cpuSeconds();
    double before = relay.residentMegabytes();
    double hostBefore = host.residentMegabytes();
    long began = System.nanoTime();
    List<TestGuest> crowd =
        all(
            viewers,
            i -> {
              TestGuest guest = shared.stranger("viewer " + i).withoutScreen().connect();
              guest.await("a keyframe", g -> g.keyframes() > 0);
              return guest;
            });
    opened.addAll(crowd);
    double took = seconds(System.nanoTime() - began);
    for (TestGuest guest : crowd) {
      guest.await("the whole roster", g -> g.roster() != null && g.roster().total() > viewers);
    }
    double settled = seconds(System.nanoTime() - began);
    double received = crowd.stream().mapToLong(TestGuest::streamBytes).average().orElse(0);
    report.line(
        "%d viewers join: %.1f s to the last first paint, %.1f s until everybody knows all; relay CPU %.2f s, host CPU %.2f s"
            .formatted(
                viewers, took, settled, relay.cpuSeconds() - cpu, host.cpuSeconds() - hostCpu));
    report.line(
        "  relay resident %.0f MB -> %.0f MB, %.1f kB a guest; host %.0f MB -> %.0f MB, %.1f kB a guest; %.1f kB to each"
            .formatted(
                before,
                relay.residentMegabytes(),
                (relay.residentMegabytes() - before) * KILO / viewers,
                hostBefore,
                host.residentMegabytes(),
                (host.residentMegabytes() - hostBefore) * KILO / viewers,
                received / KILO));
    report.figure("viewers", viewers).figure("join_s", took).figure("join_settled_s", settled);
    report.figure("relay_kb_guest", (relay.residentMegabytes() - before) * KILO / viewers);
    report.figure("host_kb_guest", (host.residentMegabytes() - hostBefore) * KILO / viewers);
    report.figure("join_kb_to_each", received / KILO);
    return crowd;
  }

  /// A line every 20 ms, for everybody.
  private void fanOut(List<TestGuest> crowd, Processes relay, SharedWindow shared)
      throws Exception {
    long frames = frames(crowd);
    double cpu = relay.cpuSeconds();
    long began = System.nanoTime();
    shared
        .window()
        .type(
            "for i in $(seq " + LINES + "); do echo line $i; sleep 0.02; done; echo all''-told\r",
            "all-told");
    double took = seconds(System.nanoTime() - began);
    shared.window().await(Workplace.PROMPT);
    TimeUnit.SECONDS.sleep(1);
    double spent = relay.cpuSeconds() - cpu;
    long delivered = frames(crowd) - frames;
    report.line(
        "%d lines in %.1f s: %d deliveries, relay CPU %.2f s, %.0f deliveries a CPU second"
            .formatted(LINES, took, delivered, spent, delivered / spent));
    report.figure("deliveries_per_cpu_s", delivered / spent);
  }

  private static long frames(List<TestGuest> crowd) {
    return crowd.stream().mapToLong(TestGuest::frames).sum();
  }

  /// Of one editor among them, who came last.
  private void echo(SharedWindow shared, List<TestGuest> crowd, Processes relay, int keys)
      throws Exception {
    Samples alone = new Samples();
    try (GuestOnlooker editor = new GuestOnlooker(shared.guest("editor"))) {
      double cpu = relay.cpuSeconds();
      for (int i = 0; i < keys; i++) {
        alone.add(editor.echo());
        if (i % 40 == 39) {
          editor.clearLine();
        }
        TimeUnit.MILLISECONDS.sleep(100);
      }
      report.line(
          "an editor among %d viewers: echo p50 %.1f ms, p95 %.1f ms; relay CPU %.1f ms a key"
              .formatted(
                  crowd.size(),
                  alone.median(),
                  alone.p95(),
                  (relay.cpuSeconds() - cpu) * KILO / keys));
      report.figure("echo_p50_ms", alone.median()).figure("echo_p95_ms", alone.p95());
    }
  }

  private void flood(Workplace at, Processes relay, SharedWindow shared) throws Exception {
    Flood flood = Flood.of(at, 10);
    shared.window().type("\u0015");
    shared.window().awaitQuiet();
    double cpu = relay.cpuSeconds();
    double hostCpu = shared.window().cpuSeconds();
    double most = relay.residentMegabytes();
    double took = seconds(flood.into(shared.window(), PATIENCE_S));
    long done = System.nanoTime();
    long last;
    most = Math.max(most, relay.residentMegabytes());
    try (TestGuest late = shared.stranger("late").connect()) {
      late.awaitText(flood.marker());
      last = late.shownAt();
    }
    TimeUnit.SECONDS.sleep(1);
    report.line(
        "cat of 10 MB for all: host done in %.2f s, somebody new sees its end %.0f ms later; relay CPU %.2f s, host CPU %.2f s, relay resident %.0f MB"
            .formatted(
                took,
                millis(last - done),
                relay.cpuSeconds() - cpu,
                shared.window().cpuSeconds() - hostCpu,
                most));
    report.figure("flood_host_s", took).figure("flood_relay_mb", most);
  }

  private interface Maker<T> {
    T make(int number) throws Exception;
  }

  private static <T> List<T> all(int count, Maker<T> maker) throws Exception {
    try (ExecutorService hands =
        Executors.newFixedThreadPool(AT_ONCE, Thread.ofVirtual().factory())) {
      List<Callable<T>> tasks = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        int number = i;
        tasks.add(() -> maker.make(number));
      }
      List<T> made = new ArrayList<>();
      for (Future<T> each : hands.invokeAll(tasks)) {
        made.add(each.get());
      }
      return made;
    }
  }
}
