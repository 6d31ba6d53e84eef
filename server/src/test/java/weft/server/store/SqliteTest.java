package weft.server.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SqliteTest extends StoreContract {
  @TempDir private Path folder;

  @Override
  Database open() throws IOException {
    return Database.open(folder.resolve("weft.db").toString(), null, null);
  }

  @Test
  void aBackupOfADatabaseInUseHasAllOfItAndCanBeOpened() throws IOException {
    Path copy = folder.resolve("copy.db");
    try (Database database = open()) {
      People people = new People(database, InstantSource.system());
      people.signedIn("ada@example.org", "Ada");
      database.backUp(copy);
      people.signedIn("later@example.org", "Later");
      assertThatThrownBy(() -> database.backUp(copy)).hasMessageContaining("is there already");
    }
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(copy)))
        .isEqualTo("rw-------");
    try (Database restored = Database.open(copy.toString(), null, null)) {
      People people = new People(restored, InstantSource.system());
      assertThat(people.withEmail("ada@example.org")).isPresent();
      assertThat(people.withEmail("later@example.org")).isEmpty();
      assertThat(restored.answers()).isTrue();
    }
  }

  @Test
  void onlyItsOwnerReadsTheFile() throws IOException {
    open().close();
    assertThat(
            PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("weft.db"))))
        .isEqualTo("rw-------");
  }

  @Test
  void whatIsNoDatabaseIsSaidInOneSentence() throws IOException {
    Path text = Files.writeString(folder.resolve("text.db"), "this is no database, but a text");
    assertThatThrownBy(() -> Database.open(text.toString(), null, null))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("cannot open the database")
        .message()
        .doesNotContain("\n");
    assertThatThrownBy(() -> Database.open(folder + "/none/weft.db", null, null))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("cannot make the database");
    assertThatThrownBy(() -> Database.open("jdbc:postgresql://h/d?password=x", null, null))
        .hasMessageContaining("give it in a file");
  }
}
