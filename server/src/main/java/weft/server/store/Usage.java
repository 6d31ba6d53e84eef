package weft.server.store;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.jdbi.v3.core.Jdbi;

/// How much everybody has used, by day (UTC).
public final class Usage {
  /// @param day since 1970
  public record Used(String email, long day, long bytes, long sessions) {}

  private final Jdbi jdbi;
  private final InstantSource clock;

  public Usage(Database database, InstantSource clock) {
    this.jdbi = database.jdbi();
    this.clock = clock;
  }

  public long today() {
    return clock.instant().getEpochSecond() / Duration.ofDays(1).toSeconds();
  }

  public void add(String person, long day, long bytes, long sessions) {
    jdbi.useHandle(
        handle ->
            handle.execute(
                "insert into daily_use (person, day, bytes, sessions) values (?, ?, ?, ?)"
                    + " on conflict (person, day) do update set"
                    + " bytes = daily_use.bytes + excluded.bytes,"
                    + " sessions = daily_use.sessions + excluded.sessions",
                person,
                day,
                bytes,
                sessions));
  }

  public long bytes(String person, long day) {
    return jdbi.withHandle(
        handle ->
            handle
                .select("select bytes from daily_use where person = ? and day = ?", person, day)
                .mapTo(long.class)
                .findOne()
                .orElse(0L));
  }

  /// The newest first, and of a day who used most.
  public Page<Used> list(String search, int page) {
    List<Used> found =
        jdbi.withHandle(
            handle ->
                handle
                    .select(
                        "select email, day, bytes, sessions from daily_use"
                            + " join person on person.id = daily_use.person"
                            + " where email like ? escape '!'"
                            + " order by day desc, bytes desc, email limit ? offset ?",
                        Page.pattern(search),
                        Page.SIZE + 1,
                        Page.offset(page))
                    .map(
                        (row, _) ->
                            new Used(
                                row.getString(1), row.getLong(2), row.getLong(3), row.getLong(4)))
                    .list());
    return Page.of(found, page);
  }
}
