package weft.server.store;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import weft.testkit.Postgres;

final class PostgresTest extends StoreContract {
  private static Postgres postgres;

  @BeforeAll
  static void start() {
    postgres = Postgres.start();
  }

  @AfterAll
  static void stop() {
    postgres.close();
  }

  @Override
  Database open() throws Exception {
    return Database.open(postgres.freshDatabase(), postgres.user(), postgres.password());
  }

  @Test
  void aWrongPasswordIsSaidInOneSentence() throws Exception {
    String where = postgres.freshDatabase();
    assertThatThrownBy(() -> Database.open(where, postgres.user(), "wrong"))
        .hasMessageContaining("cannot open the database")
        .hasMessageContaining("password authentication failed")
        .message()
        .doesNotContain("\n");
  }

  @Test
  void itsOwnToolsBackItUp() throws Exception {
    try (Database database = open()) {
      assertThatThrownBy(() -> database.backUp(Path.of("/nowhere/copy.db")))
          .hasMessageContaining("pg_dump");
    }
  }
}
