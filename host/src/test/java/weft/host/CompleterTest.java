package weft.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weft.protocol.GuestToHost;
import weft.protocol.HostToGuest;

class CompleterTest {
  @TempDir Path directory;

  @BeforeEach
  void files() throws IOException {
    Files.createFile(directory.resolve("notes.txt"));
    Files.createFile(directory.resolve("new file"));
    Files.createFile(directory.resolve(".hidden"));
    Files.createDirectories(directory.resolve("nested/deep"));
    Files.createFile(directory.resolve("nested/deep/a"));
    Path bin = Files.createDirectory(directory.resolve("bin"));
    Files.createFile(bin.resolve("frobnicate")).toFile().setExecutable(true);
    Files.createFile(bin.resolve("frobnicate.txt"));
  }

  private HostToGuest.Completions find(String line) {
    return Completer.find(
        new GuestToHost.Complete(7, line),
        Path.of("/bin/sh"),
        directory.toString(),
        directory.resolve("bin").toString());
  }

  private List<String> words(String line) {
    return find(line).words();
  }

  @Test
  @DisplayName("D5 files and folders of the shell's directory, as the shell takes them")
  void files_and_folders() {
    assertThat(words("cat n")).containsExactly("nested/", "new\\ file ", "notes.txt ");
    assertThat(find("cat n").replaced()).isEqualTo(1);
    assertThat(find("cat n").token()).isEqualTo(7);
    assertThat(words("cat new\\ f")).containsExactly("new\\ file ");
    assertThat(find("cat new\\ f").replaced()).isEqualTo(6);
    assertThat(words("cat nested/d")).containsExactly("nested/deep/");
    assertThat(words("x=1; cat >nested/deep/")).containsExactly("nested/deep/a ");
    assertThat(words("cat ")).doesNotContain(".hidden ").contains("notes.txt ");
    assertThat(words("cat .h")).containsExactly(".hidden ");
    assertThat(words("cat nowhere/x")).isEmpty();
    assertThat(words("cat \0")).isEmpty();
  }

  @Test
  @DisplayName("D5 commands where a command begins")
  void commands() {
    assertThat(words("fro")).containsExactly("frobnicate ");
    assertThat(words("ls | fro")).containsExactly("frobnicate ");
    assertThat(words("sudo fro")).containsExactly("frobnicate ");
    assertThat(words("cat fro")).isEmpty();
    assertThat(words("")).as("all commands there are").isEmpty();
    assertThat(words("./bin/fro")).containsExactly("./bin/frobnicate ", "./bin/frobnicate.txt ");
  }

  @Test
  @DisplayName("D5 whatever line and directory there are, the answer is some words or none")
  void anything() throws IOException {
    assertThat(words("cat " + "a".repeat(8_000))).isEmpty();
    assertThat(words("\\a".repeat(4_000))).isEmpty();
    assertThat(words("\n".repeat(8_000) + "fro")).containsExactly("frobnicate ");
    assertThat(words("cat a\\")).isEmpty();
    Files.createFile(directory.resolve("odd\nname"));
    assertThat(words("cat odd")).as("with what a terminal acts on").isEmpty();
    GuestToHost.Complete asked = new GuestToHost.Complete(7, "cat n");
    assertThat(Completer.find(asked, Path.of("/bin/sh"), "/no\0where", "").words()).isEmpty();
  }

  @Test
  @DisplayName("B34 so many words at most")
  void many() throws IOException {
    for (int i = 0; i < 250; i++) {
      Files.createFile(directory.resolve("many-" + i));
    }
    assertThat(find("cat many").words()).hasSize(200);
    assertThat(find("cat many").more()).isTrue();
    assertThat(find("cat n").more()).isFalse();
  }

  @Test
  @DisplayName("D5 where the shell is a fish, what fish knows; and nothing of the line runs")
  void of_fish() throws IOException {
    Path fish = Path.of("/usr/bin/fish");
    assumeTrue(Files.isExecutable(fish), "no fish here: scripts/test-tools installs it");
    assertThat(fishWords(fish, "git che")).containsExactly("checkout ", "cherry ", "cherry-pick ");
    assertThat(fishWords(fish, "cat new")).containsExactly("new\\ file ");
    assertThat(fishWords(fish, "cat new\\ f")).containsExactly("new\\ file ");
    assertThat(fishWords(fish, "cat nest")).containsExactly("nested/");
    assertThat(fishWords(fish, "git --git-d")).containsExactly("--git-dir ");
    fishWords(fish, "cat (touch ran)/n");
    fishWords(fish, "touch ran; cat $(touch ran) n");
    fishWords(fish, "cat `touch ran` n");
    assertThat(directory.resolve("ran")).doesNotExist();
    assertThat(fishWords(directory.resolve("fish"), "cat not")).as("no such program").hasSize(1);
  }

  private List<String> fishWords(Path fish, String line) {
    GuestToHost.Complete asked = new GuestToHost.Complete(7, line);
    return Completer.find(asked, fish, directory.toString(), "").words();
  }
}
