package weft.host;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import org.junit.jupiter.api.Test;
import weft.pty.ScriptedShell;
import weft.pty.TerminalSize;

final class ShellInputTest {
  private final ScriptedShell shell = ScriptedShell.sized(new TerminalSize(80, 24));
  private final ShellInput input = new ShellInput(shell);

  @Test
  void m4_a_shell_that_reads_gets_its_keys_at_once() throws Exception {
    assertThat(input.offer("ls".getBytes(US_ASCII))).isTrue();
    input.put("\r".getBytes(US_ASCII));
    assertThat(shell.typed()).as("no other thread runs").isEqualTo("ls\r".getBytes(US_ASCII));
  }

  @Test
  void m4_what_does_not_fit_waits_whole_and_in_order() throws Exception {
    shell.stopReading();
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (int person = 0; person < 10; person++) {
      byte[] paste = ("<" + (person + "-").repeat(10_000) + ">").getBytes(US_ASCII);
      assertThat(input.offer(paste)).isTrue();
      all.write(paste);
    }
    byte[] end = "end".getBytes(US_ASCII);
    assertThat(input.offer(end)).isTrue();
    all.write(end);
    assertThat(shell.typed()).hasSizeBetween(20_000, all.size() - 1);
    input.start();
    shell.resumeReading();
    shell.awaitTyped("end");
    assertThat(shell.typed()).isEqualTo(all.toByteArray());
    input.end();
  }

  @Test
  void keys_beyond_the_bound_are_refused_whole() {
    shell.stopReading();
    byte[] paste = new byte[ShellInput.CAPACITY / 2];
    assertThat(input.offer(paste)).isTrue();
    assertThat(input.offer(paste)).isTrue();
    int typed = shell.typed().length;
    assertThat(input.offer(paste)).isFalse();
    assertThat(shell.typed()).hasSize(typed);
  }
}
