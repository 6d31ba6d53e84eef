package weft.pty;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FolderCheckTest {
  private final FolderCheck mine = FolderCheck.ofThisUser();
  private final FolderCheck someoneElses = new FolderCheck(mine.user() + 1);
  @TempDir private Path folder;
  private Map<String, String> environment = Map.of();

  @BeforeEach
  void runtimeFolder() {
    environment = Map.of("XDG_RUNTIME_DIR", folder.toString());
  }

  @Test
  void the_runtime_folder_comes_first_and_is_closed_to_others() throws Exception {
    PrivateFolder found = mine.forSockets(environment, folder);
    assertThat(found).isEqualTo(new PrivateFolder.Ready(folder.resolve("weft")));
    assertThat(modeOf(folder.resolve("weft"))).isEqualTo("rwx------");
    assertThat(mine.forSockets(environment, folder)).isEqualTo(found);
  }

  @Test
  void without_one_it_is_the_state_folder_and_then_a_temporary_one() {
    Path state = folder.resolve("some/state");
    assertThat(mine.forSockets(Map.of("XDG_STATE_HOME", state.toString()), folder))
        .isEqualTo(new PrivateFolder.Ready(state.resolve("weft")));
    Path home = folder.resolve("home");
    assertThat(mine.forSockets(Map.of("HOME", home.toString()), folder))
        .isEqualTo(new PrivateFolder.Ready(home.resolve(".local/state/weft")));
    assertThat(mine.forSockets(Map.of("XDG_STATE_HOME", "/" + "x".repeat(90)), folder))
        .isEqualTo(mine.forSockets(Map.of(), folder));
    assertThat(mine.forSockets(Map.of(), folder))
        .isEqualTo(new PrivateFolder.Ready(folder.resolve("weft-" + mine.user())));
  }

  @Test
  void a_relative_or_foreign_runtime_folder_counts_as_missing() {
    PrivateFolder temporary = new PrivateFolder.Ready(folder.resolve("weft-" + mine.user()));
    assertThat(mine.forSockets(Map.of("XDG_RUNTIME_DIR", "run"), folder)).isEqualTo(temporary);
    assertThat(mine.forSockets(Map.of("XDG_RUNTIME_DIR", "/no/run"), folder)).isEqualTo(temporary);
    assertThat(someoneElses.forSockets(environment, folder))
        .isEqualTo(
            refused(
                folder.resolve("weft-" + someoneElses.user()),
                " belongs to another user; remove it or set XDG_RUNTIME_DIR"));
  }

  @Test
  void a_folder_that_others_can_only_read_is_closed() throws Exception {
    Path weft = Files.createDirectory(folder.resolve("weft"));
    Files.setPosixFilePermissions(weft, PosixFilePermissions.fromString("rwxr-xr-x"));
    assertThat(mine.at(weft)).isEqualTo(new PrivateFolder.Ready(weft));
    assertThat(modeOf(weft)).isEqualTo("rwx------");
  }

  @Test
  void a_folder_that_others_can_write_is_refused() throws Exception {
    Path weft = Files.createDirectory(folder.resolve("weft"));
    Files.setPosixFilePermissions(weft, PosixFilePermissions.fromString("rwxrwx---"));
    assertThat(mine.at(weft))
        .isEqualTo(
            new PrivateFolder.Refused(
                "other users could write to " + weft + "; look inside, then run chmod 700 on it"));
  }

  @Test
  void a_link_or_a_file_in_its_place_is_refused() throws Exception {
    Path target = Files.createDirectory(folder.resolve("target"));
    Path link = Files.createSymbolicLink(folder.resolve("link"), target);
    Path dangling = Files.createSymbolicLink(folder.resolve("dangling"), folder.resolve("none"));
    Path file = Files.createFile(folder.resolve("file"));
    String reason = " is a link or a file; remove it, weft needs a folder of its own there";
    for (Path wrong : new Path[] {link, dangling, file}) {
      assertThat(mine.at(wrong)).isEqualTo(refused(wrong, reason));
    }
  }

  @Test
  void a_place_that_cannot_hold_a_folder_is_refused() throws Exception {
    Path file = Files.createFile(folder.resolve("file"));
    assertThat(mine.at(file.resolve("weft"))).isInstanceOf(PrivateFolder.Refused.class);
  }

  private static PrivateFolder refused(Path folder, String reason) {
    return new PrivateFolder.Refused(folder + reason);
  }

  private static String modeOf(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }
}
