package weft.server.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/// Who did what, and when. Never a secret, never what a session shows.
public final class Audit {
  /// @param atMs milliseconds since 1970
  /// @param actor an address; empty for the relay itself
  public record Entry(long atMs, String actor, String action, String subject, String detail) {}

  private static final String COLUMNS = "at_ms, actor, action, subject, detail";
  private static final int DETAIL = 500;

  private final Jdbi jdbi;
  private final InstantSource clock;

  public Audit(Database database, InstantSource clock) {
    this.jdbi = database.jdbi();
    this.clock = clock;
  }

  public void note(
      String actor, String action, String subject, String detail, @Nullable String team) {
    jdbi.useHandle(
        handle ->
            handle.execute(
                "insert into audit (id, " + COLUMNS + ", team) values (?, ?, ?, ?, ?, ?, ?)",
                Secrets.id(),
                clock.instant().toEpochMilli(),
                actor,
                action,
                subject,
                detail.length() > DETAIL ? detail.substring(0, DETAIL) : detail,
                team));
  }

  /// The newest first.
  ///
  /// @param team only of this one; null for all
  public Page<Entry> list(@Nullable String team, String search, int page) {
    String pattern = Page.pattern(search.toLowerCase(Locale.ROOT));
    List<Entry> found =
        jdbi.withHandle(
            handle -> {
              Query query =
                  handle
                      .createQuery(
                          "select "
                              + COLUMNS
                              + " from audit where (lower(actor) like :text escape '!'"
                              + " or action like :text escape '!'"
                              + " or lower(subject) like :text escape '!')"
                              + (team == null ? "" : " and team = :team")
                              + " order by at_ms desc, id limit :most offset :from")
                      .bind("text", pattern)
                      .bind("most", Page.SIZE + 1)
                      .bind("from", Page.offset(page));
              if (team != null) {
                query.bind("team", team);
              }
              return query.map((row, _) -> entry(row)).list();
            });
    return Page.of(found, page);
  }

  /// All of it, the oldest first.
  public void each(Consumer<Entry> to) {
    jdbi.useHandle(
        handle ->
            handle
                .select("select " + COLUMNS + " from audit order by at_ms, id")
                .map((row, _) -> entry(row))
                .forEach(to));
  }

  private static Entry entry(ResultSet row) throws SQLException {
    return new Entry(
        row.getLong(1), row.getString(2), row.getString(3), row.getString(4), row.getString(5));
  }

  /// Forgets what is older than it may be kept: as the relay has it, a team's perhaps sooner.
  ///
  /// @param days 0 for ever
  public void sweep(long days) {
    long now = clock.instant().toEpochMilli();
    long day = Duration.ofDays(1).toMillis();
    jdbi.useHandle(
        handle -> {
          if (days > 0) {
            handle.execute("delete from audit where at_ms < ?", now - days * day);
          }
          handle.execute(
              "delete from audit where team in (select id from team where audit_days > 0)"
                  + " and at_ms < ? - ? * (select audit_days from team where id = audit.team)",
              now,
              day);
        });
  }
}
