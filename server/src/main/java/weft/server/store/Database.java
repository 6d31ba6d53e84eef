package weft.server.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Properties;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/// The database, up to date with its migrations: a file of SQLite's, or PostgreSQL.
public final class Database implements AutoCloseable {
  private static final String POSTGRESQL = "jdbc:postgresql:";

  /// SQLite writes one at a time anyway, and reads are short.
  private static final int CONNECTIONS = 8;

  private static final int BUSY_MS = 10_000;

  private final HikariDataSource source;
  private final Jdbi jdbi;
  private final boolean file;

  private Database(HikariDataSource source, boolean file) {
    this.source = source;
    this.jdbi = Jdbi.create(source);
    this.file = file;
  }

  /// @param where a file, made if there is none, or `jdbc:postgresql://…`
  /// @throws IOException in one sentence
  public static Database open(String where, @Nullable String user, @Nullable String password)
      throws IOException {
    boolean file = !where.startsWith(POSTGRESQL);
    if (!file && where.contains("password=")) {
      throw new IOException("the database's address has a password in it: give it in a file");
    }
    HikariConfig config = new HikariConfig();
    config.setPoolName("weft-database");
    config.setMaximumPoolSize(CONNECTIONS);
    config.setMinimumIdle(1);
    config.setConnectionTimeout(BUSY_MS);
    if (file) {
      makePrivate(Path.of(where));
      Properties sqlite = new Properties();
      sqlite.setProperty("journal_mode", "WAL");
      sqlite.setProperty("synchronous", "NORMAL");
      sqlite.setProperty("busy_timeout", Integer.toString(BUSY_MS));
      sqlite.setProperty("foreign_keys", "true");
      sqlite.setProperty("transaction_mode", "IMMEDIATE");
      config.setDataSourceProperties(sqlite);
      config.setJdbcUrl("jdbc:sqlite:" + where);
    } else {
      config.setJdbcUrl(where);
      config.setUsername(user);
      config.setPassword(password);
    }
    HikariDataSource source = null;
    try {
      source = new HikariDataSource(config);
      Flyway.configure()
          .dataSource(source)
          .locations("classpath:weft/server/store")
          .load()
          .migrate();
      return new Database(source, file);
    } catch (RuntimeException failed) {
      if (source != null) {
        source.close();
      }
      throw new IOException("cannot open the database " + where + ": " + why(failed), failed);
    }
  }

  private static String why(RuntimeException failed) {
    Throwable cause =
        failed instanceof FlywayException || failed.getCause() == null ? failed : failed.getCause();
    return String.valueOf(cause.getMessage())
        .lines()
        .filter(line -> !line.isBlank())
        .findFirst()
        .orElse("no reason given");
  }

  private static void makePrivate(Path path) throws IOException {
    try {
      Files.createFile(
          path, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    } catch (FileAlreadyExistsException _) {
      // as its owner has it
    } catch (IOException no) {
      throw new IOException("cannot make the database " + path.toAbsolutePath(), no);
    }
  }

  Jdbi jdbi() {
    return jdbi;
  }

  /// Whether it answers.
  public boolean answers() {
    try {
      return jdbi.withHandle(handle -> handle.select("select 1").mapTo(int.class).one()) == 1;
    } catch (RuntimeException _) {
      return false;
    }
  }

  /// Writes a whole copy while everything goes on; only of a file, PostgreSQL has its own tools.
  ///
  /// @param to must not be there yet
  /// @throws IOException in one sentence
  public void backUp(Path to) throws IOException {
    if (!file) {
      throw new IOException("PostgreSQL is backed up by its own pg_dump");
    }
    if (Files.exists(to)) {
      throw new IOException(to + " is there already");
    }
    makePrivate(to);
    try {
      jdbi.useHandle(handle -> handle.execute("vacuum into ?", to.toString()));
    } catch (RuntimeException failed) {
      throw new IOException("the copy could not be made: " + why(failed), failed);
    }
  }

  @Override
  public void close() {
    source.close();
  }
}
