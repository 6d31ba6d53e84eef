package weft.terminal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// What was only in rows before a mark never comes into anything made from the mark on, whatever a
/// program does after it and however often the size changes.
final class FirstRowTest {
  private static final String SECRET = "§";

  @Test
  void nothingPrintedBeforeAMarkIsInAKeyframeOrAPageOrAnAnswerFromIt() {
    for (int seed = 0; seed < 150; seed++) {
      Random random = new Random(seed);
      Terminal t = new Terminal(4 + random.nextInt(40), 2 + random.nextInt(10));
      secrets(t, random);
      t.feed("\033[?1049l\033[r\033[?6l\033[999;1H\r\n\033[m\033]8;;\007\033[4l".getBytes(UTF_8));
      t.feed("\033]2;open\007\033[23t\033[23t\033[23t\033[23t\033]2;open\007".getBytes(UTF_8));
      RowMark mark = t.mark(t.cursorRow());
      String program = "";
      for (int i = 0; i < 8; i++) {
        byte[] after = after(random);
        t.feed(after);
        program += Fuzz.show(after);
        if (random.nextBoolean()) {
          t.resize(4 + random.nextInt(40), 2 + random.nextInt(12));
          program += " resize " + t.cols() + "x" + t.rows() + " ";
        }
        check(t, mark, "seed " + seed + " step " + i + " " + program);
      }
    }
  }

  private static void check(Terminal t, RowMark mark, String what) {
    Transcript all = t.transcript(mark.row());
    CellRange everything = CellRange.rows(0, all.endRow());
    assertThat(new String(t.keyframeWithTail(mark.row(), 1000), UTF_8))
        .as(what)
        .doesNotContain(SECRET);
    assertThat(all.text(everything)).as(what).doesNotContain(SECRET);
    assertThat(all.html(everything)).as(what).doesNotContain(SECRET);
    RowsPage page = all.page(0, all.endRow());
    assertThat(new String(page.bytes(), UTF_8)).as(what).doesNotContain(SECRET);
  }

  /// A random program in which every character, link and title is a secret.
  private static void secrets(Terminal t, Random random) {
    List<byte[]> pieces = new ArrayList<>();
    for (byte[] piece : new Programs(random.nextLong(), t.cols(), t.rows()).pieces(80)) {
      boolean text = piece.length > 0 && piece[0] >= 0x20;
      pieces.add(text ? SECRET.repeat(1 + random.nextInt(60)).getBytes(UTF_8) : piece);
      if (random.nextInt(6) == 0) {
        pieces.add((SECRET + "\r\n").getBytes(UTF_8));
        pieces.add(("\033]8;;http://" + SECRET + "\007x\033]8;;\007").getBytes(UTF_8));
      }
    }
    t.feed(Programs.join(pieces));
    if (random.nextBoolean()) {
      t.resize(4 + random.nextInt(40), 2 + random.nextInt(10));
    }
  }

  /// A program that doesn't move rows down: what an editing program shifts is its own business.
  private static byte[] after(Random random) {
    StringBuilder s = new StringBuilder();
    for (int i = 0; i < 12; i++) {
      s.append(
          switch (random.nextInt(8)) {
            case 0 -> "\r\n";
            case 1 -> "a long line of words that wraps ".repeat(random.nextInt(4));
            case 2 -> "\033[3" + random.nextInt(8) + "m日本";
            case 3 -> "\033[?1049h\033[Hvim";
            case 4 -> "\033[?1049l";
            case 5 -> "\033[" + (1 + random.nextInt(3)) + "A";
            case 6 -> "\033[K";
            default -> "open " + random.nextInt(100) + "\r\n";
          });
    }
    return s.toString().getBytes(UTF_8);
  }
}
