package weft.server.api;

import io.avaje.jsonb.Json;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import weft.protocol.Reason;
import weft.protocol.SessionId;
import weft.relay.Accounts.Reply;
import weft.relay.SessionFigures;
import weft.relay.Visitor;
import weft.server.http.Answers;
import weft.server.http.Call;
import weft.server.http.Need;
import weft.server.http.Refusal;
import weft.server.http.Route;
import weft.server.store.Person;

/// Live sessions: one's own on all machines, and those that one was given access to. No secrets:
/// the relay has none.
final class SessionRoutes {
  /// @param device where it runs, as its owner called that
  /// @param here whether its host is connected
  /// @param guests how many are connected
  @Json
  record SessionView(
      String id, String owner, String device, String since, boolean here, int guests, long bytes) {
    static SessionView of(SessionFigures session) {
      return new SessionView(
          session.id().text(),
          session.terms().owner().email(),
          session.terms().device(),
          session.since().toString(),
          session.here(),
          session.guests().size(),
          session.forwarded());
    }
  }

  /// @param perSession bytes of one, 0 for any number; the others likewise
  @Json
  record SessionList(
      List<SessionView> mine,
      List<SessionView> shared,
      int sessionsAllowed,
      int guestsAllowed,
      long perSession,
      long perDay,
      long usedToday) {}

  private final Stores stores;
  private final Rules rules;
  private final Live live;

  SessionRoutes(Stores stores, Rules rules, Live live) {
    this.stores = stores;
    this.rules = rules;
    this.live = live;
  }

  List<Route> routes() {
    return List.of(
        new Route("GET", "/api/sessions", Need.SIGNED_IN, this::list),
        new Route("POST", "/api/sessions/stop", Need.SIGNED_IN, this::stopAll),
        new Route("POST", "/api/sessions/{session}/stop", Need.SIGNED_IN, this::stop));
  }

  static Visitor visitor(Person person) {
    String team = person.team();
    return new Visitor(person.id(), person.email(), person.name(), team == null ? "" : team);
  }

  private Reply list(Call call) {
    Visitor me = visitor(call.person());
    List<SessionFigures> all =
        live.sessions().stream().sorted(Comparator.comparing(SessionFigures::since)).toList();
    return Answers.json(
        SessionList.class,
        new SessionList(
            all.stream().filter(one -> isOf(one, me)).map(SessionView::of).toList(),
            all.stream()
                .filter(one -> !isOf(one, me) && one.isFor(me))
                .map(SessionView::of)
                .toList(),
            rules.sessions(),
            rules.guests(),
            rules.sessionBytes(),
            rules.personBytes(),
            stores.usage().bytes(me.id(), stores.usage().today())));
  }

  private static boolean isOf(SessionFigures session, Visitor person) {
    return session.terms().owner().id().equals(person.id());
  }

  private Reply stop(Call call) {
    Visitor me = visitor(call.person());
    SessionId id = SessionId.parse(call.part("session")).orElseThrow(Refusal::notThere);
    if (live.sessions().stream().noneMatch(one -> one.id().equals(id) && isOf(one, me))) {
      throw Refusal.notThere();
    }
    live.end(id, Reason.STOPPED);
    stores.audit().note(me.email(), "session.stop", id.text(), "", call.person().team());
    return Answers.done();
  }

  private Reply stopAll(Call call) {
    Visitor me = visitor(call.person());
    List<SessionFigures> mine = live.sessions().stream().filter(one -> isOf(one, me)).toList();
    for (SessionFigures one : mine) {
      live.end(one.id(), Reason.STOPPED);
      stores.audit().note(me.email(), "session.stop", one.id().text(), "", call.person().team());
    }
    return Answers.done();
  }

  /// Newest first.
  static List<SessionView> found(List<SessionFigures> sessions, String search) {
    return sessions.stream()
        .filter(
            one ->
                one.terms().owner().email().contains(search)
                    || one.id().text().startsWith(search)
                    || one.terms().device().contains(search))
        .sorted(Comparator.comparing(SessionFigures::since, Comparator.<Instant>reverseOrder()))
        .map(SessionView::of)
        .toList();
  }
}
