package weft.server.store;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/// Where people are signed in: browsers by a cookie, terminals by a token of their own.
public final class Devices {
  /// Without use a device is forgotten after this long.
  public static final Duration KEPT = Duration.ofDays(60);

  /// How exactly it is known when a device was used last: one write an hour, not one a request.
  private static final long SEEN_EVERY_S = 3600;

  public enum Kind {
    BROWSER,
    TERMINAL
  }

  /// @param name what its person recognises it by
  /// @param seen when it was used last, to the hour
  public record Device(String id, String person, Kind kind, String name, long created, long seen) {}

  /// Who presented a token, and which device's it was.
  public record Signed(Person person, Device device) {}

  private final Jdbi jdbi;
  private final InstantSource clock;

  public Devices(Database database, InstantSource clock) {
    this.jdbi = database.jdbi();
    this.clock = clock;
  }

  /// Signs somebody in.
  ///
  /// @return the token, which is nowhere else
  public String add(Person person, Kind kind, String name) {
    String token = Secrets.token();
    long now = now();
    jdbi.useHandle(
        handle ->
            handle.execute(
                "insert into device (id, person, token, kind, name, created, seen, expires)"
                    + " values (?, ?, ?, ?, ?, ?, ?, ?)",
                Secrets.id(),
                person.id(),
                Secrets.hash(token),
                kind.name(),
                name,
                now,
                now,
                now + KEPT.toSeconds()));
    return token;
  }

  /// Who presents this token; nobody where it is none, or not any more.
  public Optional<Signed> present(String token) {
    long now = now();
    String hash = Secrets.hash(token);
    Optional<Signed> signed =
        jdbi.withHandle(
            handle ->
                handle
                    .select(
                        "select "
                            + People.COLUMNS
                            + ", device.id, kind, device.name, device.created, seen"
                            + " from device join person on person.id = device.person"
                            + " where token = ? and expires > ? and blocked = 0",
                        hash,
                        now)
                    .map(
                        (row, context) -> {
                          Person person = People.person(row, context);
                          return new Signed(
                              person,
                              new Device(
                                  row.getString(9),
                                  person.id(),
                                  Kind.valueOf(row.getString(10)),
                                  row.getString(11),
                                  row.getLong(12),
                                  row.getLong(13)));
                        })
                    .findOne());
    signed
        .filter(found -> found.device().seen() < now - SEEN_EVERY_S)
        .ifPresent(
            _ ->
                jdbi.useHandle(
                    handle ->
                        handle.execute(
                            "update device set seen = ?, expires = ? where token = ?",
                            now,
                            now + KEPT.toSeconds(),
                            hash)));
    return signed;
  }

  public List<Device> of(String person) {
    return jdbi.withHandle(
        handle ->
            handle
                .select(
                    "select id, person, kind, name, created, seen from device"
                        + " where person = ? and expires > ? order by seen desc, id",
                    person,
                    now())
                .map(
                    (row, _) ->
                        new Device(
                            row.getString(1),
                            row.getString(2),
                            Kind.valueOf(row.getString(3)),
                            row.getString(4),
                            row.getLong(5),
                            row.getLong(6)))
                .list());
  }

  /// Signs a device out.
  ///
  /// @return whether it was this person's
  public boolean remove(String person, String device) {
    return jdbi.withHandle(
        handle ->
            handle.execute("delete from device where id = ? and person = ?", device, person) == 1);
  }

  /// Forgets what has expired.
  public void sweep() {
    jdbi.useHandle(
        handle -> {
          handle.execute("delete from device where expires <= ?", now());
          handle.execute("delete from mail_link where expires <= ?", now());
          handle.execute("delete from device_code where expires <= ?", now());
        });
  }

  private long now() {
    return clock.instant().getEpochSecond();
  }
}
