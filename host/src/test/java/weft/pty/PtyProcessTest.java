package weft.pty;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.FutureTask;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What a process on a [Pty] inherits, what it leaves behind, and how much passes through.
@Timeout(60)
final class PtyProcessTest {
  @Test
  void the_program_inherits_no_signal_settings_of_the_jvm() throws Exception {
    String status = run(sh("exec cat /proc/self/status"));
    assertThat(status).contains("SigBlk:\t0000000000000000");
    long ignored = Long.parseUnsignedLong(status.split("SigIgn:\t", -1)[1].substring(0, 16), 16);
    long ofTheCLibrary = 0x3L << 31; // 32 and 33 are glibc's own and can reach nobody
    assertThat(ignored & ~ofTheCLibrary).isZero();
  }

  @Test
  void the_program_inherits_no_descriptor_but_its_terminal() throws Exception {
    assertThat(run(sh("ls /proc/$$/fd")).strip().split("\\s+", -1)).containsExactly("0", "1", "2");
  }

  @Test
  void the_program_leads_a_session_on_its_own_terminal() throws Exception {
    String[] told = run(sh("echo $$; cut -d' ' -f 5,6,8 /proc/$$/stat; tty")).split("\r\n", -1);
    assertThat(told[1]).isEqualTo(told[0] + " " + told[0] + " " + told[0]);
    assertThat(told[2]).startsWith("/dev/pts/");
  }

  @Test
  void the_environment_is_inherited_with_the_changes_asked_for() throws Exception {
    ShellCommand command = sh("echo \"$NEW,${HOME-none},$PATH\"");
    assertThat(run(command.with("NEW", "ü=1 2").without("HOME")))
        .isEqualTo("ü=1 2,none," + System.getenv("PATH") + "\r\n");
  }

  @Test
  void the_program_starts_in_the_folder_asked_for(@TempDir Path folder) throws Exception {
    assertThat(run(sh("pwd").in(folder))).isEqualTo(folder.toRealPath() + "\r\n");
  }

  @Test
  void backspace_erases_whole_characters() throws Exception {
    try (Conversation talk = new Conversation(Pty.start(sh("stty -a; read x; echo \"<$x>\"")))) {
      talk.until(" iutf8").type("aü\u007fb\r").until("<ab>");
    }
  }

  @Test
  void a_missing_program_or_folder_is_named() {
    assertThatIOException()
        .isThrownBy(() -> Pty.start(ShellCommand.of(Path.of("/no/shell"))))
        .withMessage("cannot start /no/shell: No such file or directory");
    assertThatIOException()
        .isThrownBy(() -> Pty.start(sh("true").in(Path.of("/no/folder"))))
        .withMessage("cannot start the shell: there is no folder /no/folder");
  }

  @Test
  void twenty_megabytes_arrive_byte_for_byte() throws Exception {
    int last = 2_600_000;
    try (Pty shell = Pty.start(sh("stty -opost; exec seq " + last))) {
      ByteArrayOutputStream all = new ByteArrayOutputStream(20_000_000);
      byte[] buffer = new byte[64 * 1024];
      for (int count; (count = shell.read(buffer)) > 0; ) {
        all.write(buffer, 0, count);
      }
      StringBuilder expected = new StringBuilder(20_000_000);
      for (int i = 1; i <= last; i++) {
        expected.append(i).append('\n');
      }
      assertThat(expected.toString().contentEquals(all.toString(UTF_8))).isTrue();
    }
  }

  @Test
  void a_large_paste_waits_for_the_program_without_holding_output_back(@TempDir Path folder)
      throws Exception {
    byte[] paste = new byte[1_000_000];
    new Random(2).nextBytes(paste);
    Path copy = folder.resolve("copy");
    String script =
        "stty raw -echo; mkfifo a b; echo UP; read x <a; echo STILL-TALKING; read x <b;"
            + " head -c 1000000 >copy; echo DONE";
    try (Conversation talk = new Conversation(Pty.start(sh(script).in(folder)))) {
      talk.until("UP");
      FutureTask<Boolean> writer =
          ShellProcessContract.inThread(() -> talk.shell().write(paste, 0, paste.length));
      Files.writeString(folder.resolve("a"), "go\n");
      talk.until("STILL-TALKING");
      assertThat(writer.isDone()).isFalse();
      Files.writeString(folder.resolve("b"), "go\n");
      talk.until("DONE");
      assertThat(writer.get()).isTrue();
      assertThat(Files.readAllBytes(copy)).isEqualTo(paste);
    }
  }

  @Test
  void a_background_program_does_not_hold_the_end_back() throws Exception {
    try (Conversation talk = new Conversation(Pty.start(sh("trap '' HUP; sleep 1000 & echo $!")))) {
      String told = talk.endText();
      ProcessHandle.of(Long.parseLong(told.strip())).ifPresent(ProcessHandle::destroyForcibly);
      assertThat(talk.shell().waitFor()).isEqualTo(new ExitStatus.Exited(0));
      assertThat(talk.shell().foregroundProcessGroup()).isEmpty();
    }
  }

  @Test
  void a_background_program_that_never_stops_printing_is_cut_off() throws Exception {
    try (Conversation talk = new Conversation(Pty.start(sh("echo FIRST; yes & echo LAST")))) {
      assertThat(talk.endText()).contains("FIRST", "LAST");
    }
  }

  @Test
  void a_program_that_lets_go_of_its_terminal_ends_the_output() throws Exception {
    try (Conversation talk =
        new Conversation(Pty.start(sh("echo BYE; exec sleep 1000 <&- >&- 2>&-")))) {
      assertThat(talk.endText()).isEqualTo("BYE\r\n");
    }
  }

  @Test
  void a_hang_up_reaches_the_shells_background_jobs() throws Exception {
    ShellCommand bash = ShellCommand.of(Path.of("/bin/bash"), "--norc", "-i").with("PS1", "> ");
    for (int i = 0; i < 10; i++) {
      try (Conversation talk = new Conversation(Pty.start(bash))) {
        talk.type("sleep 100 & echo jo''b=$!=\r").until("job=");
        talk.until("=").until("> ");
        String heard = talk.heard();
        int from = heard.indexOf("job=") + 4;
        long job = Long.parseLong(heard.substring(from, heard.indexOf('=', from)));
        // Until then the job has bash's own handlers, and a hang-up is lost on it.
        while (!Files.readString(Path.of("/proc", Long.toString(job), "comm")).equals("sleep\n")) {
          Thread.onSpinWait();
        }
        talk.shell().hangup();
        ProcessHandle.of(job).ifPresent(process -> process.onExit().join());
      }
    }
  }

  @Test
  void a_killed_shell_says_by_which_signal() throws Exception {
    try (Pty shell = Pty.start(sh("kill -TERM $$"))) {
      assertThat(shell.waitFor()).isEqualTo(new ExitStatus.Killed(15));
      assertThat(shell.waitFor().shellStatus()).isEqualTo(143);
    }
  }

  @Test
  void fifty_shells_leave_no_descriptor_and_no_zombie() throws Exception {
    run(sh("true"));
    long before = descriptors();
    for (int i = 0; i < 50; i++) {
      Pty shell = Pty.start(sh(i % 2 == 0 ? "echo hello" : "exec sleep 1000"));
      if (i % 2 == 0) {
        while (shell.read(new byte[100]) > 0) {}
      } else {
        shell.hangup();
      }
      shell.close();
      shell.waitFor();
      assertThat(Path.of("/proc", Integer.toString(shell.pid()))).doesNotExist();
    }
    assertThat(descriptors()).isEqualTo(before);
  }

  @Test
  void a_shell_that_cannot_start_leaves_no_descriptor() throws Exception {
    run(sh("true"));
    long before = descriptors();
    for (int i = 0; i < 10; i++) {
      assertThatIOException().isThrownBy(() -> Pty.start(ShellCommand.of(Path.of("/no/shell"))));
    }
    assertThat(descriptors()).isEqualTo(before);
  }

  /// Terminals and events only: the test's own JVM opens and closes files meanwhile.
  private static long descriptors() throws IOException {
    try (Stream<Path> all = Files.list(Path.of("/proc/self/fd"))) {
      return all.filter(PtyProcessTest::isOurs).count();
    }
  }

  private static boolean isOurs(Path descriptor) {
    try {
      String target = Files.readSymbolicLink(descriptor).toString();
      return target.contains("ptmx") || target.contains("pts") || target.contains("eventfd");
    } catch (IOException gone) {
      return false;
    }
  }

  private static ShellCommand sh(String script) {
    return ShellCommand.of(Path.of("/bin/sh"), "-c", script);
  }

  private static String run(ShellCommand command) throws IOException, InterruptedException {
    try (Conversation talk = new Conversation(Pty.start(command))) {
      return talk.endText();
    }
  }
}
