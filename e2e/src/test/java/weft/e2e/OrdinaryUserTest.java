package weft.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import weft.pty.ShellCommand;
import weft.pty.TerminalSize;
import weft.testkit.OuterTerminal;
import weft.testkit.TestGuest;
import weft.testkit.Weft;

/// The newcomer's path for somebody who is not root and has none of root's files, in the usual
/// shells. Run by root, the tests become such a person.
class OrdinaryUserTest {
  private static final boolean ROOT = System.getProperty("user.name", "").equals("root");
  private static final String NOBODY = "65534";

  @TempDir private Path folder;
  private Path home;

  /// Root's checkout may be where nobody else can go, so what was built is copied.
  @BeforeEach
  void person() throws Exception {
    Path build = Files.createDirectories(folder.resolve("weft/build"));
    Path checkout = Weft.checkout();
    run("cp", checkout.resolve("weft").toString(), folder.resolve("weft").toString());
    String launch = Files.readString(checkout.resolve("build/launch"));
    String built = launch.replaceAll("(?s).*dist=(\\S+).*", "$1");
    run("cp", "-r", built, build.resolve("dist").toString());
    Files.writeString(
        build.resolve("launch"), launch.replace("dist=" + built, "dist=" + build.resolve("dist")));
    home = Files.createDirectories(folder.resolve("home"));
    Files.createFile(home.resolve(".zshrc")); // without it zsh asks newcomers what they want
    run("chmod", "-R", "go+rX", folder.toString());
    if (ROOT) {
      run("chown", "-R", NOBODY + ":" + NOBODY, home.toString());
    }
  }

  private static void run(String... command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
  }

  private OuterTerminal share(String shell) throws IOException {
    List<String> command = new ArrayList<>();
    if (ROOT) {
      command.addAll(
          List.of("/usr/bin/setpriv", "--reuid", NOBODY, "--regid", NOBODY, "--clear-groups"));
    }
    command.addAll(List.of(folder.resolve("weft/weft").toString(), "share", "--anyone", "edit"));
    String[] arguments = command.stream().skip(1).toArray(String[]::new);
    return OuterTerminal.start(
        ShellCommand.of(Path.of(command.getFirst()), arguments)
            .with("HOME", home.toString())
            .with("SHELL", shell)
            .with("USER", "nobody")
            .with("TERM", "xterm-256color")
            .with("LANG", "C.UTF-8")
            .with("WEFT_NO_BUILD", "1")
            .without("XDG_RUNTIME_DIR")
            .without("XDG_STATE_HOME")
            .without("XDG_CONFIG_HOME")
            .without("WEFT_SOCKET")
            .sized(new TerminalSize(100, 30))
            .in(home));
  }

  @ParameterizedTest(name = "{0}")
  @DisplayName("an ordinary user shares, a guest types, commands work, the shell's status comes")
  @ValueSource(strings = {"/bin/bash", "/bin/sh", "/usr/bin/zsh", "/usr/bin/fish"})
  void shares(String shell) throws Exception {
    assumeTrue(Files.isExecutable(Path.of(shell)), "no " + shell + " here");
    try (OuterTerminal window = share(shell)) {
      window.await("the link", w -> new String(w.output(), StandardCharsets.UTF_8).contains("/s/"));
      TestGuest guest = TestGuest.of(Weft.link(window), "Gil").connect();
      Scene.seesTheScreen(guest);
      guest.type("printf 'from %s\\n' a-guest; id -u; pwd\r");
      window.awaitText("from a-guest");
      guest.awaitText("from a-guest");
      window.awaitText(home.toString());
      assertThat(window.text()).doesNotContain("\n0\n");
      window.type("weft who; printf 'who was %s\\n' asked\r").awaitText("who was asked");
      assertThat(window.text()).containsPattern("Gil +editor +here");
      try (Stream<Path> files = Files.walk(home.resolve(".local/state/weft"))) {
        assertThat(files.filter(Files::isDirectory).toList())
            .allMatch(kept -> permissions(kept).equals("rwx------"));
      }
      window.type("exit 7\r");
      assertThat(window.exit().shellStatus()).isEqualTo(7);
      guest.close();
    }
  }

  private static String permissions(Path file) {
    try {
      return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    } catch (IOException gone) {
      throw new AssertionError(gone);
    }
  }
}
