package weft.pty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// [OwnTerminal] in a JVM of its own, whose terminal is a [Pty].
@Timeout(60)
final class OwnTerminalTest {
  private static final String SETTINGS = "echo [$(stty -g)]; ";

  @Test
  void every_key_arrives_as_it_is_and_the_settings_come_back() throws Exception {
    try (Conversation talk = start(SETTINGS + "$PROGRAM; echo rc=$?; " + SETTINGS)) {
      talk.until("RAW ").until(" 91x33.");
      talk.type("\u0003").until("KEY 03.");
      talk.type("\u001a").until("KEY 1a.");
      talk.type("\u001c").until("KEY 1c.");
      talk.type("\r").until("KEY 0d.");
      talk.type("\u0011\u0013").until("KEY 11");
      talk.type("\u0016ü").until("c3bc.");
      talk.type("q").until("KEY 71.").until("BYE -1").until("rc=0");
      assertSameSettings(talk.endText());
    }
  }

  @Test
  void a_resize_is_told() throws Exception {
    try (Conversation talk = start("exec $PROGRAM")) {
      talk.until("RAW ").until(" 91x33.");
      talk.shell().resize(new TerminalSize(132, 43));
      talk.until("SIZE 132x43").type("q").until("BYE");
    }
  }

  @Test
  void a_terminated_jvm_gives_the_settings_back() throws Exception {
    try (Conversation talk = start(SETTINGS + "$PROGRAM; echo rc=$?; " + SETTINGS)) {
      int pid = pidIn(talk);
      ProcessHandle.of(pid).orElseThrow().destroy();
      talk.until("rc=143");
      assertSameSettings(talk.endText());
    }
  }

  @Test
  void stopped_and_brought_back_it_is_raw_again() throws Exception {
    try (Conversation talk = start("exec /bin/bash --norc --noprofile -i")) {
      talk.until("> ").type("$PROGRAM\r");
      int pid = pidIn(talk);
      talk.type("a").until("KEY 61.");
      Native.kill(new NativeBuffer(0), pid, 20); // SIGTSTP
      talk.until("> ").type("fg\r").until("SIZE 91x33");
      talk.type("\u0003").until("KEY 03.").type("q").until("BYE");
    }
  }

  @Test
  void a_descriptor_that_somebody_made_non_blocking_loses_nothing() throws Exception {
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/perl")));
    int lines = 200_000;
    String nonBlocking = "use Fcntl; fcntl(STDIN, F_SETFL, O_RDWR|O_NONBLOCK) or die; exec @ARGV";
    try (Conversation talk = start("exec perl -e '" + nonBlocking + "' $PROGRAM " + lines)) {
      talk.until("RAW ").type("q").until("KEY 71.").until("BYE");
      StringBuilder expected = new StringBuilder();
      for (int i = 0; i < lines; i++) {
        expected.append(i).append("\r\n");
      }
      assertThat(talk.endText().startsWith(expected + "RAW ")).isTrue();
    }
  }

  @Test
  void pipes_are_no_terminal() throws Exception {
    try (Conversation talk = start("echo | $PROGRAM; $PROGRAM | cat")) {
      talk.until("NONE standard input is not a terminal");
      talk.until("NONE standard output is not a terminal");
    }
  }

  private static int pidIn(Conversation talk) throws InterruptedException {
    String heard = talk.until("RAW ").until(".").heard();
    int at = heard.lastIndexOf("RAW ") + 4;
    return Integer.parseInt(heard, at, heard.indexOf(' ', at), 10);
  }

  private static void assertSameSettings(String all) {
    String before = all.substring(all.indexOf('['), all.indexOf(']'));
    assertThat(before).hasSizeGreaterThan(20);
    assertThat(all.substring(all.lastIndexOf('['), all.lastIndexOf(']'))).isEqualTo(before);
  }

  private static Conversation start(String script) throws IOException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    String program =
        String.join(
            " ",
            java,
            "-XX:TieredStopAtLevel=1",
            "--enable-native-access=ALL-UNNAMED",
            OwnTerminalProgram.class.getName());
    return new Conversation(
        Pty.start(
            ShellCommand.of(Path.of("/bin/sh"), "-c", script)
                .with("PROGRAM", program)
                .with("CLASSPATH", System.getProperty("java.class.path"))
                .with("PS1", "> ")
                .with("TERM", "dumb")
                .sized(new TerminalSize(91, 33))));
  }
}
