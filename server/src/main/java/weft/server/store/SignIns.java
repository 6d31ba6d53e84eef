package weft.server.store;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/// Ways in that have begun: links sent by mail, and codes that a terminal shows.
public final class SignIns {
  public static final Duration MAIL = Duration.ofMinutes(30);
  public static final Duration CODE = Duration.ofMinutes(10);

  /// @param device the token that the terminal asks with
  /// @param code what its person compares
  public record Begun(String device, String code) {}

  /// A terminal that waits.
  ///
  /// @param name what it calls itself
  public record Waiting(String code, String name) {}

  /// What a terminal is told.
  public sealed interface Outcome {
    record Pending() implements Outcome {}

    record Denied() implements Outcome {}

    record Unknown() implements Outcome {}

    record Allowed(String person, String name) implements Outcome {}
  }

  private final Jdbi jdbi;
  private final InstantSource clock;

  public SignIns(Database database, InstantSource clock) {
    this.jdbi = database.jdbi();
    this.clock = clock;
  }

  /// @return the token of the link
  public String mailLink(String email) {
    String token = Secrets.token();
    jdbi.useHandle(
        handle ->
            handle.execute(
                "insert into mail_link (token, email, expires) values (?, ?, ?)",
                Secrets.hash(token),
                email,
                now() + MAIL.toSeconds()));
    return token;
  }

  /// Whose link it is; it can still be used.
  public Optional<String> look(String token) {
    return jdbi.withHandle(
        handle ->
            handle
                .select(
                    "select email from mail_link where token = ? and expires > ?",
                    Secrets.hash(token),
                    now())
                .mapTo(String.class)
                .findOne());
  }

  /// Uses a link up; once.
  public Optional<String> use(String token) {
    return jdbi.withHandle(
        handle ->
            handle
                .select(
                    "delete from mail_link where token = ? and expires > ? returning email",
                    Secrets.hash(token),
                    now())
                .mapTo(String.class)
                .findOne());
  }

  public Begun begin(String name) {
    Begun begun = new Begun(Secrets.token(), Secrets.code());
    jdbi.useHandle(
        handle ->
            handle.execute(
                "insert into device_code (token, code, name, denied, expires)"
                    + " values (?, ?, ?, 0, ?)",
                Secrets.hash(begun.device()),
                begun.code(),
                name,
                now() + CODE.toSeconds()));
    return begun;
  }

  public Optional<Waiting> waiting(String code) {
    return jdbi.withHandle(
        handle ->
            handle
                .select(
                    "select code, name from device_code where code = ? and expires > ?"
                        + " and person is null and denied = 0",
                    code,
                    now())
                .map((row, _) -> new Waiting(row.getString(1), row.getString(2)))
                .findOne());
  }

  /// @param person who lets the terminal in, or says no
  /// @return whether it was still waiting
  public boolean answer(String code, String person, boolean allow) {
    return jdbi.withHandle(
        handle ->
            handle.execute(
                    "update device_code set person = ?, denied = ? where code = ? and expires > ?"
                        + " and person is null and denied = 0",
                    allow ? person : null,
                    allow ? 0 : 1,
                    code,
                    now())
                == 1);
  }

  /// What became of it. Anything but *pending* is said once.
  public Outcome outcome(String device) {
    return jdbi.inTransaction(
        handle -> {
          String hash = Secrets.hash(device);
          Outcome outcome =
              handle
                  .select(
                      "select person, denied, name from device_code where token = ? and expires >"
                          + " ?",
                      hash,
                      now())
                  .<Outcome>map(
                      (row, _) -> {
                        String person = row.getString(1);
                        if (person != null) {
                          return new Outcome.Allowed(person, row.getString(3));
                        }
                        return row.getInt(2) == 1 ? new Outcome.Denied() : new Outcome.Pending();
                      })
                  .findOne()
                  .orElseGet(Outcome.Unknown::new);
          if (!(outcome instanceof Outcome.Pending)) {
            handle.execute("delete from device_code where token = ?", hash);
          }
          return outcome;
        });
  }

  private long now() {
    return clock.instant().getEpochSecond();
  }
}
