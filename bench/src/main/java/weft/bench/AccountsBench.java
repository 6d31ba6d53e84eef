package weft.bench;

import static weft.bench.Samples.seconds;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import weft.protocol.Bytes;
import weft.protocol.Decoded;
import weft.protocol.Grant;
import weft.protocol.HostToRelay;
import weft.protocol.Level;
import weft.protocol.RelayToGuest;
import weft.protocol.RelayToGuestCodec;
import weft.protocol.RelayToHost;
import weft.server.api.Stores;
import weft.server.store.Database;
import weft.server.store.Devices;
import weft.server.store.Person;
import weft.testkit.FrameSocket;
import weft.testkit.Postgres;
import weft.testkit.Weft;

/// A relay with accounts, with SQLite and with PostgreSQL: people who sign in, ask, come and go,
/// are given access and lose it, while hundreds of sessions are live.
///
/// All share this machine: counts a second are lower bounds.
final class AccountsBench implements Main.Bench {
  private static final String SQLITE = "sqlite";
  private static final String POSTGRESQL = "postgresql";
  private static final int CLIENTS = 8;
  private static final double KILO = 1000;

  /// Times that a guest comes before it counts as not let in.
  private static final int MOMENTS = 20;

  private Report report = new Report("accounts", false);
  private boolean quick;

  /// Where one relay keeps its people, and how a bench gets at them.
  private record Place(String name, String at, String user, String password) {}

  @Override
  public Report run(boolean isQuick) throws Exception {
    return run(isQuick, List.of());
  }

  @Override
  public Report run(boolean isQuick, List<String> parts) throws Exception {
    quick = isQuick;
    report = new Report("accounts", quick);
    Path folder = Files.createTempDirectory("weft-accounts");
    List<String> places = parts.isEmpty() ? List.of(SQLITE, POSTGRESQL) : parts;
    if (places.contains(SQLITE)) {
      measure(folder, new Place(SQLITE, folder.resolve("weft.db").toString(), "", ""));
    }
    if (places.contains(POSTGRESQL)) {
      try (Postgres postgres = Postgres.start()) {
        String at = postgres.freshDatabase();
        measure(folder, new Place(POSTGRESQL, at, postgres.user(), postgres.password()));
      }
    }
    return report;
  }

  private void measure(Path folder, Place place) throws Exception {
    Path password = Files.writeString(folder.resolve("password"), place.password());
    Path file =
        Files.writeString(
            folder.resolve("relay.toml"),
            """
            listen = "127.0.0.1:0"
            accounts.on = true
            database.at = "%s"
            %s
            """
                .formatted(
                    place.at(),
                    place.user().isEmpty()
                        ? ""
                        : "database.user = '%s'\ndatabase.password-file = '%s'"
                            .formatted(place.user(), password)));
    try (Weft elsewhere = new Weft()) {
      String address = elsewhere.relay("--config", file.toString());
      Processes relay = Processes.of(List.of(elsewhere.relays().getFirst().toHandle()));
      try (Database database =
          Database.open(
              place.at(),
              place.user().isEmpty() ? null : place.user(),
              place.password().isEmpty() ? null : place.password())) {
        Stores stores = Stores.of(database, InstantSource.system());
        signIns(place, stores, address, relay);
        live(place, stores, address, relay);
      }
    }
  }

  private void signIns(Place place, Stores stores, String address, Processes relay)
      throws Exception {
    int count = quick ? 300 : 3_000;
    List<String> links = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      links.add(stores.signIns().mailLink("p" + i % 500 + "@example.org"));
    }
    String token =
        stores
            .devices()
            .add(
                stores.people().signedIn("asks@example.org", "Asks"),
                Devices.Kind.TERMINAL,
                "bench");
    try (HttpClient client = HttpClient.newHttpClient()) {
      double cpu = relay.cpuSeconds();
      double took = each(count, i -> post(client, address, "/api/sign-in/mail/use", links.get(i)));
      report(place, "sign-ins", "sign_ins", count, took, relay.cpuSeconds() - cpu);
      double askedCpu = relay.cpuSeconds();
      int asked = count * 2;
      double askedTook = each(asked, _ -> me(client, address, token));
      report(
          place,
          "requests of who is signed in",
          "requests",
          asked,
          askedTook,
          relay.cpuSeconds() - askedCpu);
    }
  }

  private void report(Place place, String what, String key, int count, double took, double cpu) {
    report.line(
        "%-10s %d %s: %.0f a second, %.2f ms of relay CPU each"
            .formatted(place.name(), count, what, count / took, cpu * KILO / count));
    report.figure(place.name() + "_" + key + "_per_s", count / took);
  }

  private static boolean post(HttpClient client, String address, String path, String token)
      throws IOException, InterruptedException {
    return send(
        client,
        HttpRequest.newBuilder(URI.create(address + path))
            .header("x-weft", "1")
            .POST(HttpRequest.BodyPublishers.ofString("{\"token\":\"" + token + "\"}")));
  }

  private static boolean me(HttpClient client, String address, String token)
      throws IOException, InterruptedException {
    return send(
        client,
        HttpRequest.newBuilder(URI.create(address + "/api/me"))
            .header("authorization", "Bearer " + token));
  }

  private static boolean send(HttpClient client, HttpRequest.Builder request)
      throws IOException, InterruptedException {
    HttpResponse<String> answer =
        client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    if (answer.statusCode() != 200) {
      throw new IllegalStateException(answer.statusCode() + " " + answer.body());
    }
    return true;
  }

  /// One session that its owner shares with one person.
  private static final class Live implements AutoCloseable {
    private final String email;
    private final String guestToken;
    private IdleSession host;

    @SuppressWarnings("NullAway.Init")
    Live(Stores stores, String address, int number) {
      email = "guest" + number + "@example.org";
      Person guest = stores.people().signedIn(email, "Guest");
      guestToken = stores.devices().add(guest, Devices.Kind.TERMINAL, "bench");
      Person owner = stores.people().signedIn("owner" + number + "@example.org", "Owner");
      String token = stores.devices().add(owner, Devices.Kind.TERMINAL, "bench");
      CompletableFuture<Void> known = new CompletableFuture<>();
      host =
          IdleSession.as(
              token,
              address,
              message -> {
                if (message instanceof RelayToHost.Account) {
                  known.complete(null);
                }
              });
      known.join();
      give(Level.VIEW);
    }

    void give(Level level) {
      host.send(
          new HostToRelay.Access(
              Level.NOTHING, Level.NOTHING, false, List.of(new Grant(email, level))));
    }

    @Override
    public void close() {
      host.close();
    }
  }

  private static final class Visit {
    private final CompletableFuture<Void> in = new CompletableFuture<>();
    private final CompletableFuture<Void> out = new CompletableFuture<>();
    private final FrameSocket socket;

    Visit(Live session, String address) {
      socket =
          FrameSocket.openAs(
              session.guestToken, address, "/v1/s/" + session.host.id(), this::received);
    }

    private void received(Bytes frame) {
      if (RelayToGuestCodec.decode(frame) instanceof Decoded.Ok<RelayToGuest>(var message)) {
        if (message instanceof RelayToGuest.Host) {
          in.complete(null);
        } else if (message instanceof RelayToHost.Close) {
          in.completeExceptionally(new IllegalStateException("was not let in"));
          out.complete(null);
        }
      }
    }
  }

  /// People come and go, and every tenth loses access while there.
  private void live(Place place, Stores stores, String address, Processes relay) throws Exception {
    int sessions = quick ? 50 : 500;
    long duration = TimeUnit.SECONDS.toNanos(quick ? 8 : 600);
    List<Live> all = new ArrayList<>();
    for (int i = 0; i < sessions; i++) {
      all.add(new Live(stores, address, i));
    }
    AtomicLong joins = new AtomicLong();
    AtomicLong changes = new AtomicLong();
    AtomicLong errors = new AtomicLong();
    long began = System.nanoTime();
    double cpu = relay.cpuSeconds();
    double early = 0;
    try (ExecutorService threads = Executors.newFixedThreadPool(CLIENTS)) {
      for (int t = 0; t < CLIENTS; t++) {
        int share = t;
        var _ =
            threads.submit(
                () -> {
                  while (System.nanoTime() - began < duration) {
                    int pick =
                        ThreadLocalRandom.current().nextInt(sessions / CLIENTS) * CLIENTS + share;
                    visit(all.get(pick), address, joins, changes, errors);
                  }
                });
      }
      TimeUnit.NANOSECONDS.sleep(duration / 5);
      early = relay.residentMegabytes();
    }
    double took = seconds(System.nanoTime() - began);
    double late = relay.residentMegabytes();
    report.line(
        "%-10s %d live sessions for %.0f s: %d joins (%.0f a second), %d access changes until the guest is out (%.0f a second), %d errors, %.2f ms of relay CPU each; resident %.0f MB after a fifth, %.0f MB at the end"
            .formatted(
                place.name(),
                sessions,
                took,
                joins.get(),
                joins.get() / took,
                changes.get(),
                changes.get() / took,
                errors.get(),
                (relay.cpuSeconds() - cpu) * KILO / (joins.get() + changes.get()),
                early,
                late));
    report
        .figure(place.name() + "_joins_per_s", joins.get() / took)
        .figure(place.name() + "_changes_per_s", changes.get() / took)
        .figure(place.name() + "_errors", (double) errors.get())
        .figure(place.name() + "_resident_growth_mb", late - early);
    all.forEach(Live::close);
  }

  private static void visit(
      Live session, String address, AtomicLong joins, AtomicLong changes, AtomicLong errors) {
    try {
      Visit visit = letIn(session, address);
      if (joins.incrementAndGet() % 10 == 0) {
        session.give(Level.NOTHING);
        visit.out.get(30, TimeUnit.SECONDS);
        session.give(Level.VIEW);
        changes.addAndGet(2);
      }
      visit.socket.close();
    } catch (Exception failed) {
      errors.incrementAndGet();
    }
  }

  /// What the host has just said may come to the relay after the guest.
  private static Visit letIn(Live session, String address) throws Exception {
    for (int tries = 1; ; tries++) {
      Visit visit = new Visit(session, address);
      try {
        visit.in.get(30, TimeUnit.SECONDS);
        return visit;
      } catch (ExecutionException refused) {
        if (tries == MOMENTS) {
          throw refused;
        }
        visit.socket.close();
      }
    }
  }

  private interface Task {
    boolean run(int number) throws Exception;
  }

  /// @return seconds that all of them took
  private static double each(int count, Task task) throws Exception {
    long began = System.nanoTime();
    try (ExecutorService threads = Executors.newFixedThreadPool(2 * CLIENTS)) {
      List<Callable<Boolean>> all = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        int number = i;
        all.add(() -> task.run(number));
      }
      for (Future<Boolean> one : threads.invokeAll(all)) {
        one.get();
      }
    }
    return seconds(System.nanoTime() - began);
  }
}
