package weft.server;

import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import weft.protocol.Reason;
import weft.protocol.SessionId;
import weft.relay.Accounts;
import weft.relay.RelayServer;
import weft.relay.SessionFigures;
import weft.server.api.Live;
import weft.server.api.Stores;
import weft.server.api.TeamAccounts;
import weft.server.mail.ConsoleMailer;
import weft.server.mail.Letters;
import weft.server.mail.Mailer;
import weft.server.mail.SmtpMailer;
import weft.server.store.Database;

/// The people of a relay: their database, the mails to them, and what the relay asks about them.
public final class Directory implements AutoCloseable {
  private final Config config;
  private final Database database;
  private final Mailer mailer;
  private @Nullable TeamAccounts accounts;
  private volatile @Nullable RelayServer relay;

  private Directory(Config config, Database database, Mailer mailer) {
    this.config = config;
    this.database = database;
    this.mailer = mailer;
  }

  static Directory open(Config config) throws IOException {
    Mailer mailer = config.mail().<Mailer>map(SmtpMailer::new).orElseGet(ConsoleMailer::new);
    return new Directory(config, database(config), mailer);
  }

  private static Database database(Config config) throws IOException {
    String user = config.string(Key.DATABASE_USER);
    return Database.open(
        config.string(Key.DATABASE),
        user.isEmpty() ? null : user,
        config.secret(Key.DATABASE_PASSWORD));
  }

  /// Copies the database of a relay that may be running.
  ///
  /// @throws IOException in one sentence
  public static void backUp(Config config, Path to) throws IOException {
    try (Database database = database(config)) {
      database.backUp(to);
    }
  }

  /// @param address of the relay, as people open it
  Accounts accounts(String address) {
    TeamAccounts made =
        new TeamAccounts(
            Stores.of(database, InstantSource.system()),
            config.rules(),
            live(address),
            new Letters(mailer, address),
            config.provider().orElse(null),
            config.is(Key.FORWARDED),
            config.number(Key.AUDIT_DAYS),
            InstantSource.system());
    accounts = made;
    return made;
  }

  /// From here on the accounts can ask the relay.
  void attach(RelayServer running) {
    relay = running;
  }

  private Live live(String address) {
    return new Live() {
      @Override
      public List<SessionFigures> sessions() {
        RelayServer running = relay;
        return running == null ? List.of() : running.sessions();
      }

      @Override
      public boolean end(SessionId session, Reason reason) {
        RelayServer running = relay;
        return running != null && running.end(session, reason);
      }

      @Override
      public void reconsider(String person) {
        RelayServer running = relay;
        if (running != null) {
          running.reconsider(person);
        }
      }

      @Override
      public String address() {
        return address;
      }
    };
  }

  @Override
  public void close() {
    if (accounts != null) {
      accounts.close();
    }
    if (mailer instanceof SmtpMailer smtp) {
      smtp.close();
    }
    database.close();
  }
}
