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

/// Everybody who has an account.
public final class People {
  static final String COLUMNS =
      "person.id, person.email, person.name, person.admin, person.blocked, person.team,"
          + " person.team_role, person.created";

  private final Database database;
  private final Jdbi jdbi;
  private final InstantSource clock;

  public People(Database database, InstantSource clock) {
    this.database = database;
    this.jdbi = database.jdbi();
    this.clock = clock;
  }

  static Person person(ResultSet row, StatementContext context) throws SQLException {
    return new Person(
        row.getString(1),
        row.getString(2),
        row.getString(3),
        row.getInt(4) == 1,
        row.getInt(5) == 1,
        row.getString(6),
        TeamRole.valueOf(row.getString(7).toUpperCase(Locale.ROOT)),
        row.getLong(8));
  }

  /// Whether the database answers.
  public boolean answers() {
    return database.answers();
  }

  public Optional<Person> find(String id) {
    return jdbi.withHandle(handle -> one(handle, "id = ?", id));
  }

  public Optional<Person> withEmail(String email) {
    return jdbi.withHandle(handle -> one(handle, "email = ?", email));
  }

  private static Optional<Person> one(Handle handle, String where, String value) {
    return handle
        .select("select " + COLUMNS + " from person where " + where, value)
        .map(People::person)
        .findOne();
  }

  /// The person with this verified address, made if there is none. Who was invited into a team
  /// joins it.
  ///
  /// @param name for somebody new
  public Person signedIn(String email, String name) {
    return jdbi.inTransaction(
        handle -> {
          handle.execute(
              "insert into person (id, email, name, admin, blocked, team_role, created)"
                  + " values (?, ?, ?, 0, 0, 'none', ?) on conflict (email) do nothing",
              Secrets.id(),
              email,
              name,
              clock.instant().getEpochSecond());
          handle.execute(
              "update person set team_role = 'member', team ="
                  + " (select min(team) from team_invite where email = person.email)"
                  + " where email = ? and team is null"
                  + " and exists (select 1 from team_invite where email = person.email)",
              email);
          handle.execute("delete from team_invite where email = ?", email);
          return one(handle, "email = ?", email).orElseThrow();
        });
  }

  /// Whom a provider calls that.
  public Optional<Person> withIdentity(String issuer, String subject) {
    return jdbi.withHandle(
        handle ->
            handle
                .select(
                    "select "
                        + COLUMNS
                        + " from person join identity on identity.person = person.id"
                        + " where issuer = ? and subject = ?",
                    issuer,
                    subject)
                .map(People::person)
                .findOne());
  }

  public void identify(Person person, String issuer, String subject) {
    jdbi.useHandle(
        handle ->
            handle.execute(
                "insert into identity (issuer, subject, person) values (?, ?, ?)"
                    + " on conflict (issuer, subject) do nothing",
                issuer,
                subject,
                person.id()));
  }

  public void rename(String id, String name) {
    jdbi.useHandle(handle -> handle.execute("update person set name = ? where id = ?", name, id));
  }

  /// @return whether there is such a person
  public boolean setAdmin(String id, boolean admin) {
    return set("admin", id, admin);
  }

  /// Whoever is blocked has no devices any more.
  ///
  /// @return whether there is such a person
  public boolean block(String id, boolean blocked) {
    boolean found = set("blocked", id, blocked);
    if (blocked) {
      jdbi.useHandle(handle -> handle.execute("delete from device where person = ?", id));
    }
    return found;
  }

  private boolean set(String column, String id, boolean value) {
    return jdbi.withHandle(
        handle ->
            handle.execute("update person set " + column + " = ? where id = ?", value ? 1 : 0, id)
                == 1);
  }

  /// @param search part of an address or a name, in any case; empty for everybody
  public Page<Person> list(String search, int page) {
    String pattern = Page.pattern(search.toLowerCase(Locale.ROOT));
    List<Person> found =
        jdbi.withHandle(
            handle ->
                handle
                    .select(
                        "select "
                            + COLUMNS
                            + " from person where email like ? escape '!'"
                            + " or lower(name) like ? escape '!'"
                            + " order by email limit ? offset ?",
                        pattern,
                        pattern,
                        Page.SIZE + 1,
                        Page.offset(page))
                    .map(People::person)
                    .list());
    return Page.of(found, page);
  }

  public List<Person> inTeam(String team) {
    return jdbi.withHandle(
        handle ->
            handle
                .select("select " + COLUMNS + " from person where team = ? order by email", team)
                .map(People::person)
                .list());
  }
}
