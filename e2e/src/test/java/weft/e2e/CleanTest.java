package weft.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import weft.pty.ShellCommand;
import weft.pty.TerminalSize;
import weft.testkit.OuterTerminal;
import weft.testkit.TestGuest;
import weft.testkit.Weft;

/// However a session ends, nothing of it stays, and the terminal is as it was.
class CleanTest {
  private Weft weft;

  @BeforeEach
  void person() throws Exception {
    weft = new Weft();
  }

  @AfterEach
  void end() throws Exception {
    weft.close();
  }

  private long host() throws Exception {
    String who = weft.run("who", "--json").out();
    return Long.parseLong(who.replaceAll("(?s).*\"pid\":(\\d+).*", "$1"));
  }

  private static List<ProcessHandle> processes(long host) {
    ProcessHandle process = ProcessHandle.of(host).orElseThrow();
    return Stream.concat(Stream.of(process), process.descendants()).toList();
  }

  private static void allGone(List<ProcessHandle> processes) throws Exception {
    assertThat(processes).hasSizeGreaterThan(1);
    for (ProcessHandle process : processes) {
      Patience.until("an end of " + process.info(), () -> !exists(process));
    }
  }

  /// A zombie exists too.
  private static boolean exists(ProcessHandle process) {
    return Files.exists(Path.of("/proc", Long.toString(process.pid())));
  }

  @ParameterizedTest
  @DisplayName("after exit, kill -9 and a closed window no process and no socket is left")
  @ValueSource(strings = {"exit", "kill", "close"})
  void nothingLeft(String how) throws Exception {
    OuterTerminal window = weft.share();
    window.type("sleep 1000 &\r").awaitText("[1]");
    List<ProcessHandle> processes = processes(host());
    switch (how) {
      case "exit" -> window.type("kill %1; exit\r").exit();
      case "kill" -> processes.getFirst().destroyForcibly();
      default -> window.close();
    }
    allGone(processes);
    assertThat(weft.run("ls").out()).contains("no session is running");
    try (Stream<Path> files = Files.walk(weft.home())) {
      assertThat(files.filter(file -> file.toString().endsWith(".sock"))).isEmpty();
    }
  }

  @ParameterizedTest
  @DisplayName("the terminal's settings are what they were, after exit and after kill -9")
  @ValueSource(booleans = {false, true})
  void restored(boolean killed) throws Exception {
    OuterTerminal window =
        weft.program(
            ShellCommand.of(Path.of("/bin/bash"), "--norc").sized(new TerminalSize(100, 30)));
    String share = Weft.checkout().resolve("weft") + " share";
    window.type("stty -a >before; " + share + "; echo status=$?; stty -a >after; echo do''ne\r");
    window.await("the link", w -> new String(w.output(), StandardCharsets.UTF_8).contains("/s/"));
    Patience.until("the control socket", () -> weft.run("who").status() == 0);
    long host = host();
    List<ProcessHandle> processes = processes(host);
    if (killed) {
      processes.getFirst().destroyForcibly();
    } else {
      window.type("exit 7\r");
    }
    window.awaitText("done").awaitText(killed ? "status=137" : "status=7");
    allGone(processes);
    assertThat(Scene.read(weft.home().resolve("after")))
        .isNotEmpty()
        .isEqualTo(Scene.read(weft.home().resolve("before")));
  }

  @ParameterizedTest
  @DisplayName("weft's status is the shell's")
  @CsvSource({"exit 7, 7", "kill -TERM $$, 143", "kill -9 $$, 137"})
  void status(String command, int status) throws Exception {
    OuterTerminal window = weft.share("--", "/bin/sh", "-c", "read go; " + command);
    window.type("go\r");
    assertThat(window.exit().shellStatus()).isEqualTo(status);
  }

  @Test
  @DisplayName("twenty guests who came and went leave no descriptor behind")
  void descriptors() throws Exception {
    OuterTerminal window = weft.share("--anyone", "view");
    long host = host();
    visit(window);
    Patience.until("the guest to be away", () -> weft.run("who").out().contains("away"));
    long before = descriptors(host);
    for (int i = 0; i < 20; i++) {
      visit(window);
    }
    Patience.until("all descriptors to be closed", () -> descriptors(host) <= before + 2);
  }

  private static void visit(OuterTerminal window) {
    TestGuest guest = TestGuest.of(Weft.link(window), "Visitor").connect();
    Scene.seesTheScreen(guest);
    guest.close();
  }

  private static long descriptors(long pid) throws IOException {
    try (Stream<Path> open = Files.list(Path.of("/proc/" + pid + "/fd"))) {
      return open.count();
    }
  }

  @Test
  @DisplayName("nobody else can enter, read or write what a session keeps in files")
  void permissions() throws Exception {
    OuterTerminal window = weft.share("--anyone", "view");
    TestGuest wrong =
        TestGuest.of(Weft.link(window).replaceAll("#.*", "#AAAAAAAAAAAAAAAAAAAAAA"), "Wrong")
            .connect();
    wrong.await("being refused", g -> g.over() != null);
    wrong.close();
    Patience.until(
        "a line in the log", () -> Files.exists(weft.home().resolve("state/weft/weft.log")));
    assertThat(Files.getPosixFilePermissions(weft.home().resolve("weft"))).isEqualTo(OWNERS);
    assertThat(Files.getPosixFilePermissions(weft.home().resolve("state/weft"))).isEqualTo(OWNERS);
    assertThat(Files.getPosixFilePermissions(weft.home().resolve("state/weft/weft.log")))
        .containsExactlyInAnyOrder(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
    try (Stream<Path> sockets = Files.list(weft.home().resolve("weft"))) {
      assertThat(sockets.filter(file -> file.toString().endsWith(".sock"))).hasSize(1);
    }
  }

  private static final Set<PosixFilePermission> OWNERS =
      Set.of(
          PosixFilePermission.OWNER_READ,
          PosixFilePermission.OWNER_WRITE,
          PosixFilePermission.OWNER_EXECUTE);

  @Test
  @DisplayName("keys and sizes reach the program; the link is on the clipboard")
  void keys() throws Exception {
    OuterTerminal window = weft.share();
    String copied =
        Base64.getEncoder().encodeToString(Weft.link(window).getBytes(StandardCharsets.US_ASCII));
    assertThat(new String(window.output(), StandardCharsets.UTF_8))
        .contains("\u001b]52;c;" + copied + "\u0007");
    cat(window, "one");
    // Typed before bash has the terminal again, a line is lost with the interrupt.
    window.type("\u0003");
    window.await("the prompt", w -> w.text().stripTrailing().matches("(?s).*[#$]"));
    window.type("echo interrupted=$?\r").awaitText("interrupted=130");
    cat(window, "two");
    window.type("\u001a").awaitText("Stopped");
    int shown = Scene.count(window.text(), "exec cat");
    window.type("fg\r").await("the job", w -> Scene.count(w.text(), "exec cat") > shown);
    window.type("three\n").await("cat", w -> Scene.count(w.text(), "three") >= 2);
    window.type("\u001c");
    window.await("the prompt", w -> w.text().stripTrailing().matches("(?s).*Quit.*[#$]"));
    window.type("echo quit=$?\r").awaitText("quit=131");
    window.resize(90, 20);
    // Keys do not wait for a new size, which travels as a signal; over ssh it is the same.
    window.type("clear; until stty size | grep -x '20 9''0'; do sleep 0.1; done\r");
    window.awaitText("20 90");
  }

  /// Starts `cat`; once it has said so it has the keys.
  private static void cat(OuterTerminal window, String word) {
    window.type("sh -c 'echo ready-\"" + word + "\"; exec cat'\r").awaitText("ready-" + word);
  }
}
