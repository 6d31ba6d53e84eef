package weft.terminal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class TerminalTest {
  private static Terminal fed(int cols, int rows, String text) {
    Terminal t = new Terminal(cols, rows);
    t.feed(text.getBytes(UTF_8));
    return t;
  }

  private static String keyframe(Terminal t, long firstRow) {
    return new String(t.keyframe(firstRow, 1000), UTF_8);
  }

  @Test
  void rowsCountFromTheSessionsStart() {
    Terminal t = fed(10, 3, "0\r\n1\r\n2\r\n3\r\n4");
    assertThat(t.topRow()).isEqualTo(2);
    assertThat(t.firstRow()).isZero();
    assertThat(t.cursorRow()).isEqualTo(4);
  }

  @Test
  void aKeyframeHoldsNothingFromBeforeItsFirstRow() {
    Terminal t = fed(20, 4, "secret1\r\nsecret2\r\nsecret3\r\nopen1\r\nopen2\r\nopen3");
    assertThat(keyframe(t, 0)).contains("secret1");
    assertThat(keyframe(t, 3)).doesNotContain("secret").contains("open1");
  }

  @Test
  void theScreenHiddenByTheAlternateOneObeysTheFirstRowToo() {
    Terminal t = fed(20, 4, "secret1\r\nsecret2\r\nopen\033[?1049hvim");
    assertThat(t.isAlternate()).isTrue();
    assertThat(keyframe(t, 2)).doesNotContain("secret").contains("open").contains("vim");
  }

  @Test
  void historyKeepsToItsBytesAndRowNumbersStayTrue() {
    Terminal t = new Terminal(80, 5, 256 * 1024);
    for (int i = 0; i < 20_000; i++) {
      t.feed(("line " + i + "\r\n").getBytes(UTF_8));
    }
    assertThat(t.firstRow()).isPositive();
    assertThat(keyframe(t, t.topRow() - 1)).startsWith("line " + (t.topRow() - 1));
  }

  @Test
  void modesTitleAndDirectoryAreKnown() {
    Terminal t =
        fed(
            20,
            4,
            "\033]2;hi\007\033]7;file://h/a%20b\007\033[?2004h\033[?1h\033[?1000h\033[?2026h");
    assertThat(t.title()).isEqualTo("hi");
    assertThat(t.workingDirectory()).contains("/a b");
    assertThat(t.bracketedPaste()).isTrue();
    assertThat(t.applicationCursor()).isTrue();
    assertThat(t.mouse()).isTrue();
    assertThat(t.synchronizedOutput()).isTrue();
  }

  @Test
  void groundIsBetweenSequencesAndCharacters() {
    Terminal t = new Terminal(20, 4);
    t.feed(new byte[] {(byte) 0xe2, (byte) 0x82});
    assertThat(t.inGround()).isFalse();
    t.feed(new byte[] {(byte) 0xac});
    assertThat(t.inGround()).isTrue();
  }

  @Test
  void aListenerHearsCommandsWhereTheyCome() {
    Terminal t = new Terminal(20, 4);
    List<String> heard = new ArrayList<>();
    t.onOsc((number, text) -> heard.add(number + " " + text + " @" + t.cursorColumn()));
    t.feed("ab\033]133;A\033\\cd\033]7;x\007".getBytes(UTF_8));
    assertThat(heard).containsExactly("133 A @2", "7 x @4");
  }

  @Test
  void theResultNeverDependsOnHowInputWasCut() {
    for (int seed = 0; seed < 300; seed++) {
      Case c = Case.random(seed, 60);
      Terminal whole = new Terminal(c.cols(), c.rows());
      whole.feed(c.bytes());
      Terminal bytewise = new Terminal(c.cols(), c.rows());
      for (byte b : c.bytes()) {
        bytewise.feed(new byte[] {b});
      }
      assertThat(bytewise.dump(100)).isEqualTo(whole.dump(100));
      assertThat(bytewise.keyframeWithTail(0, 100)).isEqualTo(whole.keyframeWithTail(0, 100));
    }
  }

  @Test
  void anyBytesAndSizesAreTaken() {
    Random random = new Random(7);
    for (int seed = 0; seed < 300; seed++) {
      Terminal t = new Terminal(random.nextInt(40), random.nextInt(12), 200_000);
      for (int i = 0; i < 12; i++) {
        byte[] noise = new byte[random.nextInt(300)];
        random.nextBytes(noise);
        t.feed(noise);
        t.feed(Programs.join(new Programs(seed * 31L + i, t.cols(), t.rows()).pieces(20)));
        t.resize(random.nextInt(40), random.nextInt(12));
        t.keyframeWithTail(random.nextInt(5), 50);
        t.beginOverlay(0);
        t.endOverlay(t.rows());
        assertThat(t.dump(10)).isNotEmpty();
      }
    }
  }

  @Test
  void stylesClustersAndLinksThatNoCellUsesAreForgotten() {
    Terminal t = new Terminal(20, 4, 100_000);
    StringBuilder s = new StringBuilder();
    for (int i = 0; i < 70_000; i++) {
      s.append("\033[38;2;").append(i >> 16).append(';').append(i >> 8 & 255).append(';');
      s.append(i & 255).append('m').append((char) (0x4e00 + i % 20_000)).append("\u0301\u0302\r");
    }
    for (int i = 0; i < 5_000; i++) {
      s.append("\033]8;;http://x/").append(i).append("\007y\033]8;;\007\r");
    }
    s.append("end");
    t.feed(s.toString().getBytes(UTF_8));
    assertThat(t.dump(0)).contains("end");
    assertThat(new String(t.keyframe(0, 10), UTF_8)).contains("end");
  }

  @Test
  void aWiderScreenJoinsWrappedRowsAboveTheCursor() {
    Terminal t = fed(10, 5, "0123456789abc\r\nnext");
    t.resize(20, 5);
    assertThat(keyframe(t, 0)).contains("0123456789abc\r\nnext");
    t.resize(5, 5);
    assertThat(t.cols()).isEqualTo(5);
  }

  @Test
  void anEmojiTakesTwoColumnsAsItDoesInAPage() {
    assertThat(fed(20, 1, "👩‍💻|🇪🇺|💾|").dump(0)).contains("{👩‍💻}2<|{🇪🇺}2<|💾2<|");
  }
}
