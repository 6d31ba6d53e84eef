package weft.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PassthroughTest {
  private static final byte[] PIECE = new byte[64 << 10];

  private final ByteArrayOutputStream screen = new ByteArrayOutputStream();
  private final Passthrough passthrough = new Passthrough(screen::write, new Inbox());

  private void print(String text) throws Exception {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    passthrough.put(bytes, bytes.length);
  }

  @Test
  @DisplayName("output reaches the owner's terminal at once and the session in the same order")
  void straightThrough() throws Exception {
    print("hello ");
    print("world");
    byte[] taken = new byte[64];
    int count = passthrough.take(taken);
    assertThat(screen.toString(StandardCharsets.UTF_8)).isEqualTo("hello world");
    assertThat(new String(taken, 0, count, StandardCharsets.UTF_8)).isEqualTo("hello world");
  }

  @Test
  @DisplayName("while held, output waits for the session, which is told that it is unwritten")
  void held() throws Exception {
    print("before");
    passthrough.hold();
    print("during");
    assertThat(passthrough.held()).isFalse();
    byte[] taken = new byte[64];
    assertThat(passthrough.take(taken)).isEqualTo(6);
    assertThat(passthrough.held()).isTrue();
    assertThat(passthrough.release()).isFalse();
    assertThat(passthrough.take(taken)).isEqualTo(-6);
    assertThat(passthrough.release()).isTrue();
    print("after");
    assertThat(screen.toString(StandardCharsets.UTF_8)).isEqualTo("beforeafter");
  }

  @Test
  @DisplayName("the terminal leads while a flood goes by, unless it is held or too far ahead")
  void leads() throws Exception {
    long duringAll = System.nanoTime();
    assertThat(passthrough.leads(duringAll)).isFalse();
    passthrough.put(PIECE, PIECE.length);
    assertThat(passthrough.leads(duringAll)).isTrue();
    assertThat(passthrough.leads(Long.MAX_VALUE / 2)).as("long after").isFalse();
    for (int done = PIECE.length; done < Passthrough.LEAD; done += PIECE.length) {
      passthrough.put(PIECE, PIECE.length);
    }
    assertThat(passthrough.leads(duringAll)).as("too far ahead").isFalse();
    passthrough.take(new byte[PIECE.length]);
    assertThat(passthrough.leads(duringAll)).isTrue();
    passthrough.hold();
    assertThat(passthrough.leads(duringAll)).as("held").isFalse();
  }

  @ParameterizedTest(name = "held: {0}")
  @DisplayName("a flood runs ahead of the session up to a bound, and then waits for it")
  @CsvSource({"false, " + Passthrough.CAPACITY, "true, " + Passthrough.CAPACITY_HELD})
  void ahead(boolean held, int capacity) throws Exception {
    if (held) {
      passthrough.hold();
    }
    for (int done = 0; done < capacity; done += PIECE.length) {
      passthrough.put(PIECE, PIECE.length);
    }
    Thread shell = printing();
    awaitWaiting(shell);
    byte[] taken = new byte[PIECE.length];
    int sign = held ? -1 : 1;
    assertThat(passthrough.take(taken)).isEqualTo(sign * PIECE.length);
    shell.join();
    for (int left = capacity; left > 0; left -= PIECE.length) {
      assertThat(passthrough.take(taken)).isEqualTo(sign * PIECE.length);
    }
    assertThat(passthrough.empty()).isTrue();
    assertThat(screen.size()).isEqualTo(held ? 0 : capacity + PIECE.length);
  }

  @Test
  @DisplayName("at the end a shell that waits for the session is let go")
  void end() throws Exception {
    for (int done = 0; done < Passthrough.CAPACITY; done += PIECE.length) {
      passthrough.put(PIECE, PIECE.length);
    }
    Thread shell = printing();
    awaitWaiting(shell);
    passthrough.end();
    shell.join();
  }

  private Thread printing() {
    return Thread.ofPlatform()
        .start(
            () -> {
              try {
                passthrough.put(PIECE, PIECE.length);
              } catch (Exception failed) {
                throw new IllegalStateException(failed);
              }
            });
  }

  private static void awaitWaiting(Thread shell) {
    while (shell.getState() != Thread.State.WAITING) {
      assertThat(shell.isAlive()).as("the shell is still to wait").isTrue();
      Thread.onSpinWait();
    }
  }

  @Test
  @DisplayName("whatever is held and released when, every byte is written once and in order")
  void neverLost() throws Exception {
    Random random = new Random(1);
    StringBuilder printed = new StringBuilder();
    Thread shell =
        Thread.ofPlatform()
            .start(
                () -> {
                  try {
                    for (int i = 0; i < 20_000; i++) {
                      print("line " + i + "\n");
                    }
                    print("end\n");
                  } catch (Exception failed) {
                    throw new IllegalStateException(failed);
                  }
                });
    for (int i = 0; i < 20_000; i++) {
      printed.append("line ").append(i).append('\n');
    }
    printed.append("end\n");
    ByteArrayOutputStream session = new ByteArrayOutputStream();
    byte[] taken = new byte[4096];
    boolean holding = false;
    while (session.size() < printed.length()) {
      int count = passthrough.take(taken);
      if (count < 0) {
        screen.write(taken, 0, -count);
      }
      session.write(taken, 0, Math.abs(count));
      if (random.nextInt(50) == 0) {
        if (!holding) {
          passthrough.hold();
          holding = true;
        } else if (passthrough.release()) {
          holding = false;
        }
      }
      if (count == 0) {
        Thread.onSpinWait();
      }
    }
    shell.join();
    assertThat(session.toString(StandardCharsets.UTF_8)).isEqualTo(printed.toString());
    assertThat(screen.toString(StandardCharsets.UTF_8)).isEqualTo(printed.toString());
  }
}
