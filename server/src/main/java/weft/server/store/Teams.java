package weft.server.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/// Teams, who is in them and who has been invited. A person is in one at most.
public final class Teams {
  /// What a team's sessions may be; a number of 0 leaves it to the relay.
  ///
  /// @param anyone whether a session may be opened to anyone with the link
  /// @param hosts who may share
  /// @param signIn whether guests have to sign in
  /// @param guests of one session
  /// @param sessionBytes of one session
  /// @param auditDays how long it is kept who did what
  public record Policy(
      boolean anyone,
      TeamRole hosts,
      boolean signIn,
      long guests,
      long sessionBytes,
      long auditDays) {
    public static final Policy OPEN = new Policy(true, TeamRole.MEMBER, false, 0, 0, 0);
  }

  /// @param domain whose people may join by themselves, null for nobody's
  public record Team(
      String id, String name, @Nullable String domain, Policy policy, long created) {}

  /// How leaving, removing or lowering somebody ended.
  public enum Change {
    DONE,
    NOT_THERE,
    /// A team with people has an admin.
    LAST_ADMIN
  }

  private static final String COLUMNS =
      "id, name, domain, anyone, hosts, sign_in, guests, session_bytes, audit_days, created";

  private final Jdbi jdbi;
  private final InstantSource clock;

  public Teams(Database database, InstantSource clock) {
    this.jdbi = database.jdbi();
    this.clock = clock;
  }

  private static Team team(ResultSet row, StatementContext context) throws SQLException {
    return new Team(
        row.getString(1),
        row.getString(2),
        row.getString(3),
        new Policy(
            row.getInt(4) == 1,
            TeamRole.valueOf(row.getString(5).toUpperCase(Locale.ROOT)),
            row.getInt(6) == 1,
            row.getLong(7),
            row.getLong(8),
            row.getLong(9)),
        row.getLong(10));
  }

  /// Makes a team with its first admin.
  ///
  /// @return empty where that person is in one already
  public Optional<Team> create(String name, Person founder) {
    Policy open = Policy.OPEN;
    Team team = new Team(Secrets.id(), name, null, open, clock.instant().getEpochSecond());
    return jdbi.inTransaction(
        handle -> {
          handle.execute(
              "insert into team (" + COLUMNS + ") values (?, ?, null, ?, ?, ?, 0, 0, 0, ?)",
              team.id(),
              name,
              open.anyone() ? 1 : 0,
              text(open.hosts()),
              open.signIn() ? 1 : 0,
              team.created());
          if (!enter(handle, team.id(), founder.id(), TeamRole.ADMIN)) {
            handle.rollback();
            return Optional.empty();
          }
          return Optional.of(team);
        });
  }

  public Optional<Team> find(String id) {
    return one("id = ?", id);
  }

  public Optional<Team> withDomain(String domain) {
    return one("domain = ?", domain);
  }

  private Optional<Team> one(String where, String value) {
    return jdbi.withHandle(
        handle ->
            handle
                .select("select " + COLUMNS + " from team where " + where, value)
                .map(Teams::team)
                .findOne());
  }

  /// @return whether they were in no team before
  public boolean join(String team, String person) {
    return jdbi.withHandle(handle -> enter(handle, team, person, TeamRole.MEMBER));
  }

  private static boolean enter(Handle handle, String team, String person, TeamRole role) {
    return handle.execute(
            "update person set team = ?, team_role = ? where id = ? and team is null",
            team,
            text(role),
            person)
        == 1;
  }

  public void rename(String team, String name) {
    jdbi.useHandle(handle -> handle.execute("update team set name = ? where id = ?", name, team));
  }

  /// @return false where another team has this domain
  public boolean setDomain(String team, @Nullable String domain) {
    return jdbi.inTransaction(
        handle -> {
          boolean taken =
              domain != null
                  && handle
                      .select("select id from team where domain = ? and id <> ?", domain, team)
                      .mapTo(String.class)
                      .findOne()
                      .isPresent();
          return !taken
              && handle.execute("update team set domain = ? where id = ?", domain, team) == 1;
        });
  }

  public void setPolicy(String team, Policy policy) {
    jdbi.useHandle(
        handle ->
            handle.execute(
                "update team set anyone = ?, hosts = ?, sign_in = ?, guests = ?,"
                    + " session_bytes = ?, audit_days = ? where id = ?",
                policy.anyone() ? 1 : 0,
                text(policy.hosts()),
                policy.signIn() ? 1 : 0,
                policy.guests(),
                policy.sessionBytes(),
                policy.auditDays(),
                team));
  }

  /// @param role NONE takes the person out of the team
  public Change setRole(String team, String person, TeamRole role) {
    return jdbi.inTransaction(
        handle -> {
          List<String> admins =
              handle
                  .select("select id from person where team = ? and team_role = 'admin'", team)
                  .mapTo(String.class)
                  .list();
          long people =
              handle
                  .select("select count(*) from person where team = ?", team)
                  .mapTo(long.class)
                  .one();
          boolean last = admins.equals(List.of(person)) && role != TeamRole.ADMIN;
          if (last && (people > 1 || role == TeamRole.MEMBER)) {
            return Change.LAST_ADMIN;
          }
          int changed =
              handle.execute(
                  "update person set team = ?, team_role = ? where id = ? and team = ?",
                  role == TeamRole.NONE ? null : team,
                  text(role),
                  person,
                  team);
          if (changed == 1 && people == 1 && role == TeamRole.NONE) {
            handle.execute("delete from team where id = ?", team);
          }
          return changed == 1 ? Change.DONE : Change.NOT_THERE;
        });
  }

  /// @return false where that address has been invited already
  public boolean invite(String team, String email) {
    return jdbi.withHandle(
        handle ->
            handle.execute(
                    "insert into team_invite (team, email, created) values (?, ?, ?)"
                        + " on conflict (team, email) do nothing",
                    team,
                    email,
                    clock.instant().getEpochSecond())
                == 1);
  }

  public List<String> invited(String team) {
    return jdbi.withHandle(
        handle ->
            handle
                .select("select email from team_invite where team = ? order by email", team)
                .mapTo(String.class)
                .list());
  }

  public boolean uninvite(String team, String email) {
    return jdbi.withHandle(
        handle ->
            handle.execute("delete from team_invite where team = ? and email = ?", team, email)
                == 1);
  }

  private static String text(TeamRole role) {
    return role.name().toLowerCase(Locale.ROOT);
  }
}
