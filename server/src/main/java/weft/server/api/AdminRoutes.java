package weft.server.api;

import io.avaje.jsonb.Json;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import weft.protocol.Reason;
import weft.protocol.SessionId;
import weft.relay.Accounts.Reply;
import weft.server.http.Answers;
import weft.server.http.Call;
import weft.server.http.Need;
import weft.server.http.Refusal;
import weft.server.http.Route;
import weft.server.store.Audit;
import weft.server.store.Page;
import weft.server.store.Person;
import weft.server.store.Usage;

/// What only the relay's admins may: everybody, all sessions (never what they show), all use, all
/// deeds.
final class AdminRoutes {
  /// Sessions of a page.
  private static final int PAGE = 50;

  @Json
  record PersonView(
      String id,
      String email,
      String name,
      boolean admin,
      boolean blocked,
      @Nullable String team,
      long created) {}

  @Json
  record PeoplePage(List<PersonView> items, int page, boolean more) {}

  @Json
  record Change(boolean admin, boolean blocked) {}

  @Json
  record SessionsPage(List<SessionRoutes.SessionView> items, int page, boolean more) {}

  /// @param day as 2026-03-01
  @Json
  record UseView(String email, String day, long bytes, long sessions) {}

  @Json
  record UsagePage(List<UseView> items, int page, boolean more) {}

  /// @param at ISO-8601
  @Json
  record DeedView(String at, String actor, String action, String subject, String detail) {}

  @Json
  record AuditPage(List<DeedView> items, int page, boolean more) {}

  private final Stores stores;
  private final Rules rules;
  private final Live live;

  AdminRoutes(Stores stores, Rules rules, Live live) {
    this.stores = stores;
    this.rules = rules;
    this.live = live;
  }

  List<Route> routes() {
    return List.of(
        new Route("GET", "/api/admin/people", Need.ADMIN, this::people),
        new Route("PUT", "/api/admin/people/{person}", Need.ADMIN, this::change),
        new Route("GET", "/api/admin/sessions", Need.ADMIN, this::sessions),
        new Route("POST", "/api/admin/sessions/{session}/end", Need.ADMIN, this::end),
        new Route("GET", "/api/admin/usage", Need.ADMIN, this::usage),
        new Route("GET", "/api/admin/audit", Need.ADMIN, this::audit),
        new Route("GET", "/api/admin/audit.csv", Need.ADMIN, _ -> export()));
  }

  private Reply people(Call call) {
    Page<Person> found = stores.people().list(call.parameter("q"), call.page());
    return Answers.json(
        PeoplePage.class,
        new PeoplePage(
            found.items().stream()
                .map(
                    person ->
                        new PersonView(
                            person.id(),
                            person.email(),
                            person.name(),
                            rules.leads(person),
                            person.blocked(),
                            person.team(),
                            person.created()))
                .toList(),
            found.number(),
            found.more()));
  }

  private Reply change(Call call) {
    Change change = call.body(Change.class);
    Person person = stores.people().find(call.part("person")).orElseThrow(Refusal::notThere);
    if (person.id().equals(call.person().id())) {
      throw new Refusal(409, "Nobody blocks or demotes themselves here: ask another admin.");
    }
    if (rules.admins().contains(person.email()) && (!change.admin() || change.blocked())) {
      throw new Refusal(409, "The relay's configuration makes this person an admin.");
    }
    stores.people().setAdmin(person.id(), change.admin());
    stores.people().block(person.id(), change.blocked());
    stores
        .audit()
        .note(
            call.person().email(),
            "person.change",
            person.email(),
            "admin=" + change.admin() + " blocked=" + change.blocked(),
            null);
    live.reconsider(person.id());
    return Answers.done();
  }

  private Reply sessions(Call call) {
    List<SessionRoutes.SessionView> all = SessionRoutes.found(live.sessions(), call.parameter("q"));
    int from = Math.min(all.size(), call.page() * PAGE);
    int to = Math.min(all.size(), from + PAGE);
    return Answers.json(
        SessionsPage.class, new SessionsPage(all.subList(from, to), call.page(), to < all.size()));
  }

  private Reply end(Call call) {
    SessionId id = SessionId.parse(call.part("session")).orElseThrow(Refusal::notThere);
    if (!live.end(id, Reason.STOPPED)) {
      throw Refusal.notThere();
    }
    stores.audit().note(call.person().email(), "session.end", id.text(), "by an admin", null);
    return Answers.done();
  }

  private Reply usage(Call call) {
    Page<Usage.Used> found = stores.usage().list(call.parameter("q"), call.page());
    return Answers.json(
        UsagePage.class,
        new UsagePage(
            found.items().stream()
                .map(
                    used ->
                        new UseView(
                            used.email(),
                            LocalDate.ofEpochDay(used.day()).toString(),
                            used.bytes(),
                            used.sessions()))
                .toList(),
            found.number(),
            found.more()));
  }

  private Reply audit(Call call) {
    return audit(stores.audit().list(null, call.parameter("q"), call.page()));
  }

  static Reply audit(Page<Audit.Entry> found) {
    return Answers.json(
        AuditPage.class,
        new AuditPage(
            found.items().stream()
                .map(
                    entry ->
                        new DeedView(
                            Instant.ofEpochMilli(entry.atMs()).toString(),
                            entry.actor(),
                            entry.action(),
                            entry.subject(),
                            entry.detail()))
                .toList(),
            found.number(),
            found.more()));
  }

  private Reply export() {
    StringBuilder text = new StringBuilder("at,actor,action,subject,detail\r\n");
    stores
        .audit()
        .each(
            entry ->
                text.append(Instant.ofEpochMilli(entry.atMs()))
                    .append(',')
                    .append(cell(entry.actor()))
                    .append(',')
                    .append(cell(entry.action()))
                    .append(',')
                    .append(cell(entry.subject()))
                    .append(',')
                    .append(cell(entry.detail()))
                    .append("\r\n"));
    return Answers.text("text/csv", "weft-audit.csv", text.toString());
  }

  /// Quoted, and never taken for a formula by what opens it.
  private static String cell(String text) {
    String safe = text.matches("(?s)[=+\\-@\\t\\r].*") ? "'" + text : text;
    return '"' + safe.replace("\"", "\"\"") + '"';
  }
}
