package weft.pty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Interactive shells keep everything a terminal gives them: keys, job control, size.
@Timeout(60)
final class RealShellTest {
  private static final String CTRL_C = "\u0003";
  private static final String CTRL_D = "\u0004";
  private static final String CTRL_Z = "\u001a";
  private static final String CTRL_BACKSLASH = "\u001c";

  @ParameterizedTest
  @ValueSource(strings = {"bash", "zsh", "sh"})
  void runs_what_is_typed_and_reports_how_it_ended(String name) throws Exception {
    try (Conversation talk = interactive(name)) {
      talk.type("echo two-$((1+1))\r").until("two-2");
      talk.type("exit 42\r");
      assertThat(talk.shell().waitFor()).isEqualTo(new ExitStatus.Exited(42));
      talk.end();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"bash", "zsh", "sh"})
  void ctrl_c_interrupts_the_command(String name) throws Exception {
    try (Conversation talk = interactive(name)) {
      run(talk, "sleep 1000");
      assertThat(talk.shell().isShellInForeground()).isFalse();
      talk.type(CTRL_C).until("> ").type("echo st=$?\r").until("st=130");
      talk.until("> ");
      assertThat(talk.shell().isShellInForeground()).isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"bash", "zsh", "sh"})
  void ctrl_backslash_quits_the_command(String name) throws Exception {
    try (Conversation talk = interactive(name)) {
      run(talk, "ulimit -c 0; exec cat");
      talk.type("one\r").until("one\r\none\r\n"); // bash, which ignores the signal, has gone
      talk.type(CTRL_BACKSLASH).until("> ").type("echo st=$?\r").until("st=131");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"bash", "zsh", "sh"})
  void ctrl_z_stops_the_command_and_fg_goes_on_with_it(String name) throws Exception {
    try (Conversation talk = interactive(name)) {
      run(talk, "exec cat");
      talk.type("one\r").until("one\r\none\r\n");
      talk.type(CTRL_Z).until("> ").type("echo st=$?\r").until("st=148").until("> ");
      talk.type("fg\r").until("exec cat").until("\n");
      talk.type("two\r").until("two\r\ntwo\r\n");
      talk.type(CTRL_D).until("> ").type("echo st=$?\r").until("st=0");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"bash", "zsh", "sh"})
  void ctrl_d_ends_the_shell(String name) throws Exception {
    try (Conversation talk = interactive(name)) {
      talk.type(CTRL_D);
      assertThat(talk.shell().waitFor().shellStatus()).isEqualTo(0);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"bash", "zsh"})
  void a_resize_reaches_the_command_in_front(String name) throws Exception {
    try (Conversation talk = interactive(name)) {
      run(talk, "trap 'stty size' WINCH; echo SET-$((1+1)); while :; do sleep 1000 & wait; done");
      talk.until("SET-2\r\n");
      talk.shell().resize(new TerminalSize(132, 43));
      talk.until("43 132");
    }
  }

  /// Starts `script` as a foreground command of the shell and waits until it runs.
  private static void run(Conversation talk, String script) throws InterruptedException {
    talk.type("/bin/bash -c \"echo UP-$((40+2)); " + script.replace("$", "\\$") + "\"\r");
    talk.until("UP-42\r\n");
  }

  /// An interactive shell with the prompt `> ` and no start-up files, waiting at its first prompt.
  private static Conversation interactive(String name) throws IOException, InterruptedException {
    Path shell = Path.of("/bin", name);
    assumeTrue(Files.isExecutable(shell), name + " is not installed");
    String[] options =
        switch (name) {
          case "bash" -> new String[] {"--norc", "--noprofile", "-i"};
          case "zsh" -> new String[] {"-f", "-i"};
          default -> new String[] {"-i"};
        };
    ShellCommand command =
        ShellCommand.of(shell, options)
            .with("PS1", "> ")
            .with("TERM", "dumb")
            .with("HISTFILE", "/dev/null")
            .without("ENV")
            .without("LC_ALL")
            .with("LANG", "C.UTF-8");
    return new Conversation(Pty.start(command)).until("> ");
  }
}
