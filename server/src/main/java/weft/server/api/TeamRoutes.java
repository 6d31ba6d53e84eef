package weft.server.api;

import io.avaje.jsonb.Json;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import weft.relay.Accounts.Reply;
import weft.server.Emails;
import weft.server.http.Answers;
import weft.server.http.Call;
import weft.server.http.Need;
import weft.server.http.RateLimit;
import weft.server.http.Refusal;
import weft.server.http.Route;
import weft.server.mail.Letters;
import weft.server.store.Person;
import weft.server.store.TeamRole;
import weft.server.store.Teams;

/// Teams: who is in them, and what their sessions may be.
final class TeamRoutes {
  private static final int INVITED_AT_ONCE = 100;

  /// Where anybody gets an address: nobody's domain.
  private static final Set<String> ANYBODYS =
      Set.of(
          "gmail.com",
          "googlemail.com",
          "outlook.com",
          "hotmail.com",
          "live.com",
          "yahoo.com",
          "icloud.com",
          "me.com",
          "aol.com",
          "proton.me",
          "protonmail.com",
          "gmx.de",
          "gmx.net",
          "web.de",
          "mail.ru",
          "qq.com",
          "163.com");

  @Json
  record Named(String name) {}

  /// @param hosts `member` or `admin`
  @Json
  record PolicyView(
      boolean anyone,
      String hosts,
      boolean signIn,
      long guests,
      long sessionBytes,
      long auditDays) {
    static PolicyView of(Teams.Policy policy) {
      return new PolicyView(
          policy.anyone(),
          policy.hosts().name().toLowerCase(Locale.ROOT),
          policy.signIn(),
          policy.guests(),
          policy.sessionBytes(),
          policy.auditDays());
    }
  }

  @Json
  record MemberView(String id, String email, String name, String role) {}

  @Json
  record TeamView(
      String id,
      String name,
      @Nullable String domain,
      PolicyView policy,
      List<MemberView> people,
      List<String> invited) {}

  @Json
  record Change(String name, @Nullable String domain, PolicyView policy) {}

  @Json
  record Emailed(List<String> emails) {}

  @Json
  record Roled(String role) {}

  /// @param name of the team that somebody may join by their domain; null for none
  @Json
  record Joinable(@Nullable String name) {}

  private final Stores stores;
  private final Live live;
  private final Letters letters;
  private final RateLimit invitations;

  TeamRoutes(Stores stores, Live live, Letters letters, InstantSource clock) {
    this.stores = stores;
    this.live = live;
    this.letters = letters;
    invitations = new RateLimit(200, Duration.ofHours(1), clock);
  }

  List<Route> routes() {
    return List.of(
        new Route("POST", "/api/teams", Need.SIGNED_IN, this::create),
        new Route("GET", "/api/teams/joinable", Need.SIGNED_IN, this::joinable),
        new Route("POST", "/api/teams/join", Need.SIGNED_IN, this::join),
        new Route("GET", "/api/teams/{team}", Need.MEMBER, this::show),
        new Route("PUT", "/api/teams/{team}", Need.TEAM_ADMIN, this::change),
        new Route("POST", "/api/teams/{team}/leave", Need.MEMBER, this::leave),
        new Route("POST", "/api/teams/{team}/invites", Need.TEAM_ADMIN, this::invite),
        new Route("DELETE", "/api/teams/{team}/invites/{email}", Need.TEAM_ADMIN, this::uninvite),
        new Route("PUT", "/api/teams/{team}/people/{person}", Need.TEAM_ADMIN, this::setRole),
        new Route("DELETE", "/api/teams/{team}/people/{person}", Need.TEAM_ADMIN, this::remove),
        new Route("GET", "/api/teams/{team}/audit", Need.TEAM_ADMIN, this::audit));
  }

  private Reply create(Call call) {
    Person person = call.person();
    String name = name(call.body(Named.class).name());
    Teams.Team team =
        stores
            .teams()
            .create(name, person)
            .orElseThrow(() -> new Refusal(409, "You are in a team already. Leave it first."));
    stores.audit().note(person.email(), "team.create", name, "", team.id());
    live.reconsider(person.id());
    return Answers.json(TeamView.class, view(team, true));
  }

  private static String name(String text) {
    String name = text == null ? "" : text.strip();
    if (name.isEmpty() || name.length() > 80) {
      throw new Refusal(400, "A team's name has 1 to 80 characters.");
    }
    return name;
  }

  private Optional<Teams.Team> byDomain(Person person) {
    return person.team() == null
        ? stores.teams().withDomain(Emails.domain(person.email()))
        : Optional.empty();
  }

  private Reply joinable(Call call) {
    String name = byDomain(call.person()).map(Teams.Team::name).orElse(null);
    return Answers.json(Joinable.class, new Joinable(name));
  }

  private Reply join(Call call) {
    Person person = call.person();
    Teams.Team team = byDomain(person).orElseThrow(Refusal::notThere);
    stores.teams().join(team.id(), person.id());
    stores.audit().note(person.email(), "team.join", team.name(), "by domain", team.id());
    live.reconsider(person.id());
    return Answers.json(TeamView.class, view(team, false));
  }

  private Teams.Team team(Call call) {
    return stores.teams().find(call.part("team")).orElseThrow(Refusal::notThere);
  }

  private Reply show(Call call) {
    Teams.Team team = team(call);
    return Answers.json(TeamView.class, view(team, call.person().leads(team.id())));
  }

  private TeamView view(Teams.Team team, boolean admin) {
    return new TeamView(
        team.id(),
        team.name(),
        team.domain(),
        PolicyView.of(team.policy()),
        stores.people().inTeam(team.id()).stream()
            .map(
                person ->
                    new MemberView(
                        person.id(),
                        person.email(),
                        person.name(),
                        person.teamRole().name().toLowerCase(Locale.ROOT)))
            .toList(),
        admin ? stores.teams().invited(team.id()) : List.of());
  }

  private Reply change(Call call) {
    Teams.Team team = team(call);
    Change change = call.body(Change.class);
    PolicyView policy = change.policy();
    if (policy == null
        || policy.guests() < 0
        || policy.sessionBytes() < 0
        || policy.auditDays() < 0) {
      throw new Refusal(400, "Numbers of a policy are 0 or more.");
    }
    String domain = domain(change.domain(), call.person());
    if (!stores.teams().setDomain(team.id(), domain)) {
      throw new Refusal(409, "Another team has this domain.");
    }
    stores.teams().rename(team.id(), name(change.name()));
    stores
        .teams()
        .setPolicy(
            team.id(),
            new Teams.Policy(
                policy.anyone(),
                "admin".equals(policy.hosts()) ? TeamRole.ADMIN : TeamRole.MEMBER,
                policy.signIn(),
                policy.guests(),
                policy.sessionBytes(),
                policy.auditDays()));
    stores
        .audit()
        .note(call.person().email(), "team.change", team.name(), policy.toString(), team.id());
    stores.people().inTeam(team.id()).forEach(person -> live.reconsider(person.id()));
    return show(call);
  }

  /// Verified by the admin's own address.
  private static @Nullable String domain(@Nullable String given, Person admin) {
    if (given == null || given.isBlank()) {
      return null;
    }
    String domain = given.strip().toLowerCase(Locale.ROOT);
    if (!domain.equals(Emails.domain(admin.email()))) {
      throw new Refusal(400, "Only the domain of your own address can be your team's.");
    }
    if (ANYBODYS.contains(domain)) {
      throw new Refusal(400, "Anybody can have an address of " + domain + ".");
    }
    return domain;
  }

  private Reply leave(Call call) {
    return out(call, call.person().id(), "team.leave");
  }

  private Reply remove(Call call) {
    return out(call, call.part("person"), "team.remove");
  }

  private Reply out(Call call, String person, String action) {
    settle(stores.teams().setRole(call.part("team"), person, TeamRole.NONE));
    note(call, action, person, "");
    return Answers.done();
  }

  private Reply setRole(Call call) {
    TeamRole role =
        switch (String.valueOf(call.body(Roled.class).role())) {
          case "admin" -> TeamRole.ADMIN;
          case "member" -> TeamRole.MEMBER;
          default -> throw new Refusal(400, "A role is member or admin.");
        };
    String person = call.part("person");
    settle(stores.teams().setRole(call.part("team"), person, role));
    note(call, "team.role", person, role.name().toLowerCase(Locale.ROOT));
    return Answers.done();
  }

  private static void settle(Teams.Change change) {
    switch (change) {
      case DONE -> {}
      case NOT_THERE -> throw Refusal.notThere();
      case LAST_ADMIN -> throw new Refusal(409, "A team needs an admin: make somebody else one.");
    }
  }

  private void note(Call call, String action, String person, String detail) {
    String email = stores.people().find(person).map(Person::email).orElse(person);
    stores.audit().note(call.person().email(), action, email, detail, call.part("team"));
    live.reconsider(person);
  }

  private Reply invite(Call call) {
    Teams.Team team = team(call);
    List<String> given = call.body(Emailed.class).emails();
    if (given == null || given.isEmpty() || given.size() > INVITED_AT_ONCE) {
      throw new Refusal(400, "Invite 1 to " + INVITED_AT_ONCE + " people at once.");
    }
    List<String> emails = new ArrayList<>();
    for (String one : given) {
      emails.add(
          Emails.normal(one)
              .orElseThrow(() -> new Refusal(400, "One of these is not an e-mail address.")));
    }
    for (String email : emails) {
      invitations.check(team.id());
      if (stores.teams().invite(team.id(), email)) {
        letters.team(email, call.person().name(), team.name());
        stores.audit().note(call.person().email(), "team.invite", email, "", team.id());
      }
    }
    return show(call);
  }

  private Reply uninvite(Call call) {
    if (!stores.teams().uninvite(call.part("team"), call.part("email"))) {
      throw Refusal.notThere();
    }
    return Answers.done();
  }

  private Reply audit(Call call) {
    return AdminRoutes.audit(
        stores.audit().list(call.part("team"), call.parameter("q"), call.page()));
  }
}
