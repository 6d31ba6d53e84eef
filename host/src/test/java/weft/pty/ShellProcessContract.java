package weft.pty;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What every [ShellProcess] does. An adapter's test extends this and makes the shells.
@Timeout(60)
abstract class ShellProcessContract {
  static final TerminalSize SIZE = new TerminalSize(91, 33);

  /// More than any queue between a writer and a program holds.
  private static final int MORE_THAN_FITS = 2_000_000;

  /// Prints `text` and exits with `code`.
  abstract ShellProcess printing(String text, int code) throws Exception;

  /// Gives back, byte for byte, what is typed.
  abstract ShellProcess echoing() throws Exception;

  /// Neither prints nor reads.
  abstract ShellProcess silent() throws Exception;

  /// Neither prints nor reads, and does not end when its terminal goes.
  abstract ShellProcess stubborn() throws Exception;

  /// Answers each line with its terminal's size, `rows columns`.
  abstract ShellProcess tellingItsSize() throws Exception;

  @Test
  void output_printed_before_the_exit_arrives_before_the_end() throws Exception {
    String text = "0123456789".repeat(2000);
    try (Conversation talk = new Conversation(printing(text, 0))) {
      talk.shell().waitFor();
      assertThat(talk.endText()).isEqualTo(text);
    }
  }

  @Test
  void the_end_stays_the_end() throws Exception {
    try (ShellProcess shell = printing("", 0)) {
      assertThat(shell.read(new byte[10])).isEqualTo(-1);
      assertThat(shell.read(new byte[10])).isEqualTo(-1);
    }
  }

  @Test
  void a_small_buffer_loses_nothing() throws Exception {
    try (ShellProcess shell = printing("abc", 0)) {
      byte[] one = new byte[1];
      StringBuilder got = new StringBuilder();
      while (shell.read(one) > 0) {
        got.append((char) one[0]);
      }
      assertThat(got.toString()).isEqualTo("abc");
    }
  }

  @Test
  void reading_what_is_there_never_waits() throws Exception {
    try (ShellProcess shell = silent()) {
      assertThat(shell.readNow(new byte[10])).isZero();
    }
    try (ShellProcess shell = printing("abc", 0)) {
      byte[] one = new byte[1];
      assertThat(shell.read(one)).isEqualTo(1);
      StringBuilder got = new StringBuilder();
      for (int count = shell.readNow(one); count >= 0; count = shell.readNow(one)) {
        got.append(count == 0 ? "" : (char) one[0]);
      }
      assertThat(got.toString()).isEqualTo("bc");
    }
  }

  @Test
  void an_empty_buffer_is_a_mistake() throws Exception {
    try (ShellProcess shell = silent()) {
      assertThatIllegalArgumentException().isThrownBy(() -> shell.read(new byte[0]));
    }
  }

  @Test
  void every_waiter_gets_the_exit_status() throws Exception {
    try (ShellProcess shell = printing("", 7)) {
      FutureTask<ExitStatus> other = inThread(shell::waitFor);
      assertThat(shell.waitFor()).isEqualTo(new ExitStatus.Exited(7));
      assertThat(other.get()).isEqualTo(new ExitStatus.Exited(7));
      assertThat(shell.waitFor().shellStatus()).isEqualTo(7);
    }
  }

  @Test
  void what_is_typed_arrives_complete_and_in_order() throws Exception {
    byte[] typed = new byte[300_000];
    new Random(1).nextBytes(typed);
    try (ShellProcess shell = echoing()) {
      FutureTask<Boolean> writer = inThread(() -> shell.write(typed, 0, typed.length));
      assertThat(readExactly(shell, typed.length)).isEqualTo(typed);
      assertThat(writer.get()).isTrue();
    }
  }

  @Test
  void a_part_of_an_array_is_typed() throws Exception {
    try (ShellProcess shell = echoing()) {
      assertThat(shell.write("abcdef".getBytes(US_ASCII), 2, 3)).isTrue();
      assertThat(readExactly(shell, 3)).isEqualTo("cde".getBytes(US_ASCII));
    }
  }

  @Test
  void typing_without_waiting_types_what_fits() throws Exception {
    try (ShellProcess shell = echoing()) {
      assertThat(shell.writeNow("abcdef".getBytes(US_ASCII), 2, 3)).isEqualTo(3);
      assertThat(readExactly(shell, 3)).isEqualTo("cde".getBytes(US_ASCII));
    }
    try (ShellProcess shell = silent()) {
      int typed = 0;
      int more = 1;
      while (more > 0) {
        more = shell.writeNow(new byte[MORE_THAN_FITS], 0, MORE_THAN_FITS);
        typed += more;
      }
      assertThat(typed).isBetween(1, MORE_THAN_FITS);
    }
  }

  @Test
  void typing_after_the_end_reaches_nobody() throws Exception {
    try (ShellProcess shell = printing("", 0)) {
      shell.waitFor();
      assertThat(shell.writeNow(new byte[] {'x'}, 0, 1)).isZero();
      assertThat(shell.write(new byte[] {'x'}, 0, 1)).isFalse();
    }
  }

  @Test
  void closing_ends_a_blocked_read() throws Exception {
    ShellProcess shell = silent();
    FutureTask<Integer> reader = inThread(() -> shell.read(new byte[10]));
    shell.close();
    assertThat(reader.get()).isEqualTo(-1);
    shell.waitFor();
  }

  @Test
  void closing_ends_a_blocked_write() throws Exception {
    ShellProcess shell = silent();
    FutureTask<Boolean> writer =
        inThread(() -> shell.write(new byte[MORE_THAN_FITS], 0, MORE_THAN_FITS));
    shell.close();
    assertThat(writer.get()).isFalse();
    shell.waitFor();
  }

  @Test
  void after_closing_everything_is_quiet() throws Exception {
    ShellProcess shell = silent();
    shell.close();
    shell.close();
    shell.resize(SIZE);
    assertThat(shell.read(new byte[10])).isEqualTo(-1);
    assertThat(shell.write(new byte[10], 0, 10)).isFalse();
    assertThat(shell.foregroundProcessGroup()).isEmpty();
    assertThat(shell.isShellInForeground()).isFalse();
    assertThat(shell.waitFor()).isEqualTo(new ExitStatus.Killed(1));
  }

  @Test
  void hanging_up_ends_the_shell_once() throws Exception {
    ShellProcess shell = silent();
    shell.hangup();
    assertThat(shell.waitFor()).isEqualTo(new ExitStatus.Killed(1));
    assertThat(shell.waitFor().shellStatus()).isEqualTo(129);
    shell.hangup();
  }

  @Test
  void a_shell_that_ignores_the_hang_up_is_killed() throws Exception {
    ShellProcess shell = stubborn();
    shell.hangup();
    assertThat(shell.waitFor()).isEqualTo(new ExitStatus.Killed(9));
  }

  @Test
  void the_program_sees_the_size_it_started_with_and_the_one_it_gets() throws Exception {
    try (Conversation talk = new Conversation(tellingItsSize())) {
      talk.type("\n").until("33 91");
      talk.shell().resize(new TerminalSize(200, 50));
      talk.type("\n").until("50 200");
    }
  }

  @Test
  void an_idle_shell_is_in_the_foreground() throws Exception {
    try (ShellProcess shell = silent()) {
      assertThat(shell.isShellInForeground()).isTrue();
      shell.hangup();
    }
  }

  static <T> FutureTask<T> inThread(java.util.concurrent.Callable<T> task) {
    FutureTask<T> future = new FutureTask<>(task);
    Thread thread = new Thread(future);
    thread.setDaemon(true);
    thread.start();
    return future;
  }

  static byte[] readExactly(ShellProcess shell, int length) throws IOException {
    byte[] all = new byte[length];
    byte[] buffer = new byte[8192];
    for (int have = 0; have < length; ) {
      int count = shell.read(buffer);
      if (count < 0) {
        return Arrays.copyOf(all, have);
      }
      System.arraycopy(buffer, 0, all, have, count);
      have += count;
    }
    return all;
  }
}
