package weft.server.api;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import weft.protocol.InviteOutcome;
import weft.protocol.Level;
import weft.protocol.Reason;
import weft.protocol.SessionId;
import weft.relay.Accounts;
import weft.relay.Terms;
import weft.relay.Visitor;
import weft.server.Emails;
import weft.server.http.Cookies;
import weft.server.http.RateLimit;
import weft.server.http.Route;
import weft.server.http.Router;
import weft.server.mail.Letters;
import weft.server.store.Person;
import weft.server.store.TeamRole;
import weft.server.store.Teams;

/// What a relay knows of people, for the relay: who comes, who may share on what terms, and all
/// requests about them. The database is asked on threads of its own.
@SuppressWarnings("FutureReturnValueIgnored") // the executor's own words go to its log
public final class TeamAccounts implements Accounts, AutoCloseable {
  private static final System.Logger LOG = System.getLogger("weft.server");
  private static final int THREADS = 8;

  /// Requests that wait for one of them; over it a newcomer is turned away.
  private static final int WAITING = 2_000;

  private static final Duration FLUSH = Duration.ofSeconds(5);
  private static final Duration SWEEP = Duration.ofHours(1);
  private static final Set<String> PAGES = Set.of("/sign-in", "/account", "/terminal", "/admin");

  private final Stores stores;
  private final Rules rules;
  private final Letters letters;
  private final Router router;
  private final Meters meters;
  private final RateLimit invitations;
  private final RateLimit perInvited;

  /// Whether the database answered when it was asked last.
  private volatile boolean ready = true;

  private final ThreadPoolExecutor threads =
      new ThreadPoolExecutor(
          THREADS,
          THREADS,
          10,
          TimeUnit.SECONDS,
          new ArrayBlockingQueue<>(WAITING),
          Thread.ofPlatform().daemon().name("weft-accounts-", 0).factory());
  private final ScheduledExecutorService timer =
      new ScheduledThreadPoolExecutor(
          1, Thread.ofPlatform().daemon().name("weft-accounts-timer").factory());

  /// @param forwarded whether a proxy in front says who asks
  /// @param auditDays how long it is kept who did what, 0 for ever
  public TeamAccounts(
      Stores stores,
      Rules rules,
      Live live,
      Letters letters,
      OidcRoutes.@Nullable Provider provider,
      boolean forwarded,
      long auditDays,
      InstantSource clock) {
    this.stores = stores;
    this.rules = rules;
    this.letters = letters;
    this.meters = new Meters(stores.usage(), rules.personBytes());
    this.invitations = new RateLimit(200, Duration.ofHours(1), clock);
    this.perInvited = new RateLimit(5, Duration.ofHours(1), clock);
    Cookies cookies = new Cookies(live.address().startsWith("https:"));
    Entering entering = new Entering(stores, rules, cookies);
    List<Route> routes = new ArrayList<>();
    routes.addAll(
        new Ways(
                letters.areSent(),
                provider == null ? null : provider.name(),
                PasskeyRoutes.arePossible(live.address()))
            .routes());
    routes.addAll(new MailRoutes(stores, rules, letters, entering, clock).routes());
    routes.addAll(new TerminalRoutes(stores, live, entering, clock).routes());
    routes.addAll(new AccountRoutes(stores, rules, live, cookies).routes());
    routes.addAll(new PasskeyRoutes(stores, live, entering, cookies, clock).routes());
    routes.addAll(new SessionRoutes(stores, rules, live).routes());
    routes.addAll(new TeamRoutes(stores, live, letters, clock).routes());
    routes.addAll(new AdminRoutes(stores, rules, live).routes());
    if (provider != null) {
      routes.addAll(new OidcRoutes(provider, stores, live, entering, cookies, clock).routes());
    }
    this.router = new Router(routes, stores.devices(), cookies, forwarded);
    rules.admins().forEach(this::lead);
    timer.scheduleWithFixedDelay(
        () -> ready = quietly(meters::flush) && stores.people().answers(),
        FLUSH.toSeconds(),
        FLUSH.toSeconds(),
        TimeUnit.SECONDS);
    timer.scheduleWithFixedDelay(
        () ->
            quietly(
                () -> {
                  stores.devices().sweep();
                  stores.audit().sweep(auditDays);
                }),
        SWEEP.toSeconds(),
        SWEEP.toSeconds(),
        TimeUnit.SECONDS);
  }

  private void lead(String email) {
    stores
        .people()
        .withEmail(email)
        .ifPresent(person -> stores.people().setAdmin(person.id(), true));
  }

  /// @return whether that went well
  private static boolean quietly(Runnable task) {
    try {
      task.run();
      return true;
    } catch (RuntimeException failed) {
      LOG.log(System.Logger.Level.ERROR, "the database did not take what was used", failed);
      return false;
    }
  }

  /// All that can be asked.
  public Router router() {
    return router;
  }

  @Override
  public boolean isReady() {
    return ready;
  }

  @Override
  public boolean isPage(String path) {
    return PAGES.contains(path);
  }

  @Override
  public boolean owns(String path) {
    return path.startsWith("/api/");
  }

  @Override
  public CompletionStage<Reply> answer(Request request) {
    return later(() -> router.answer(request));
  }

  @Override
  public CompletionStage<Visitor> guest(Request request) {
    return later(
        () ->
            router
                .signed(request)
                .map(signed -> SessionRoutes.visitor(signed.person()))
                .orElse(Visitor.NOBODY));
  }

  @Override
  public CompletionStage<Answer> host(Request request) {
    return later(() -> terms(request));
  }

  private Answer terms(Request request) {
    return router
        .signed(request)
        .map(signed -> terms(signed.person(), signed.device().name()))
        .orElseGet(
            () ->
                rules.hostsSignIn()
                    ? new Answer.Not(Reason.SIGN_IN)
                    : new Answer.Welcome(terms(Visitor.NOBODY, "", Teams.Policy.OPEN)));
  }

  private Answer terms(Person person, String device) {
    Optional<Teams.Team> team = Optional.ofNullable(person.team()).flatMap(stores.teams()::find);
    Teams.Policy policy = team.map(Teams.Team::policy).orElse(Teams.Policy.OPEN);
    if (policy.hosts() == TeamRole.ADMIN && person.teamRole() != TeamRole.ADMIN) {
      return new Answer.Not(Reason.MAY_NOT_HOST);
    }
    meters.know(person.id());
    return new Answer.Welcome(terms(SessionRoutes.visitor(person), device, policy));
  }

  private Terms terms(Visitor owner, String device, Teams.Policy policy) {
    return new Terms(
        owner,
        device,
        true,
        rules.anyone() && policy.anyone(),
        rules.guestsSignIn() || policy.signIn(),
        rules.sessions(),
        (int) least(rules.guests(), policy.guests()),
        least(rules.sessionBytes(), policy.sessionBytes()),
        owner.isKnown() ? meters.left(owner.id()) : 0,
        owner.isKnown() ? bytes -> meters.forward(owner.id(), bytes) : _ -> true);
  }

  /// The lower of two limits of which 0 is none.
  private static long least(long one, long other) {
    return one == 0 || other == 0 ? Math.max(one, other) : Math.min(one, other);
  }

  @Override
  public CompletionStage<InviteOutcome> invite(
      Terms terms, SessionId session, String email, Level level) {
    return later(() -> invited(terms, session, email, level));
  }

  private InviteOutcome invited(Terms terms, SessionId session, String text, Level level) {
    Optional<String> email = Emails.normal(text);
    if (email.isEmpty() || !terms.owner().isKnown()) {
      return InviteOutcome.NO_ADDRESS;
    }
    if (!letters.areSent()) {
      return InviteOutcome.NO_MAIL;
    }
    if (!invitations.take(terms.owner().id()) || !perInvited.take(email.get())) {
      return InviteOutcome.TOO_MANY;
    }
    letters.invite(email.get(), terms.owner().name(), session.text(), level);
    stores
        .audit()
        .note(
            terms.owner().email(),
            "session.invite",
            email.get(),
            session.text(),
            team(terms.owner()));
    return InviteOutcome.SENT;
  }

  private static @Nullable String team(Visitor visitor) {
    return visitor.team().isEmpty() ? null : visitor.team();
  }

  @Override
  public void shared(Terms terms, SessionId session) {
    Visitor owner = terms.owner();
    if (owner.isKnown()) {
      later(
          () -> {
            meters.shared(owner.id());
            stores
                .audit()
                .note(owner.email(), "session.share", session.text(), terms.device(), team(owner));
            return true;
          });
    }
  }

  private <T> CompletionStage<T> later(Supplier<T> task) {
    try {
      return CompletableFuture.supplyAsync(task, threads);
    } catch (RejectedExecutionException full) {
      return CompletableFuture.failedStage(full);
    }
  }

  @Override
  public void close() {
    timer.shutdownNow();
    threads.shutdown();
    try {
      if (!threads.awaitTermination(5, TimeUnit.SECONDS)) {
        threads.shutdownNow();
      }
    } catch (InterruptedException stop) {
      threads.shutdownNow();
      Thread.currentThread().interrupt();
    }
    quietly(meters::flush);
  }
}
