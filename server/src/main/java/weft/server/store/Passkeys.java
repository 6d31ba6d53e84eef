package weft.server.store;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/// Keys that people's authenticators hold.
public final class Passkeys {
  /// @param id the credential's, base64url
  /// @param credential its public key and counter, as the library writes them
  /// @param used when last; 0 for never
  public record Passkey(
      String id, String person, String name, String credential, long created, long used) {}

  private static final String COLUMNS = "id, person, name, credential, created, used";

  private final Jdbi jdbi;
  private final InstantSource clock;

  public Passkeys(Database database, InstantSource clock) {
    this.jdbi = database.jdbi();
    this.clock = clock;
  }

  /// @return false where this credential is known already
  public boolean add(String id, String person, String name, String credential) {
    return jdbi.withHandle(
        handle ->
            handle.execute(
                    "insert into passkey ("
                        + COLUMNS
                        + ") values (?, ?, ?, ?, ?, 0) on conflict (id) do nothing",
                    id,
                    person,
                    name,
                    credential,
                    clock.instant().getEpochSecond())
                == 1);
  }

  public Optional<Passkey> find(String id) {
    return query("id = ?", id).stream().findFirst();
  }

  public List<Passkey> of(String person) {
    return query("person = ?", person);
  }

  private List<Passkey> query(String where, String value) {
    return jdbi.withHandle(
        handle ->
            handle
                .select(
                    "select " + COLUMNS + " from passkey where " + where + " order by created, id",
                    value)
                .map(
                    (row, _) ->
                        new Passkey(
                            row.getString(1),
                            row.getString(2),
                            row.getString(3),
                            row.getString(4),
                            row.getLong(5),
                            row.getLong(6)))
                .list());
  }

  /// It has been used, and is in this state now.
  public void used(String id, String credential) {
    jdbi.useHandle(
        handle ->
            handle.execute(
                "update passkey set credential = ?, used = ? where id = ?",
                credential,
                clock.instant().getEpochSecond(),
                id));
  }

  /// @return whether it was this person's
  public boolean remove(String person, String id) {
    return jdbi.withHandle(
        handle ->
            handle.execute("delete from passkey where id = ? and person = ?", id, person) == 1);
  }
}
