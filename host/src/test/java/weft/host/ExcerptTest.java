package weft.host;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import weft.protocol.Block;
import weft.protocol.Bytes;
import weft.protocol.PersonId;
import weft.terminal.CellRange;
import weft.terminal.Terminal;
import weft.terminal.Transcript;

class ExcerptTest {
  private static final String NONCE = "00112233445566778899aabbccddeeff";

  private final Terminal terminal = new Terminal(20, 5);
  private final Blocks blocks =
      new Blocks(terminal, new ShellMarks(NONCE, "/home/mo"), () -> PersonId.OWNER, () -> 0);

  private void print(String text) {
    terminal.feed(text.getBytes(UTF_8));
  }

  private static String mark(String what) {
    return "\033]133;" + what + ";aid=" + NONCE + "\007";
  }

  private void command(String command, String output) {
    print(mark("A") + "$ " + mark("B") + command + "\r\n" + mark("C") + output + mark("D;0"));
  }

  private static String rows(Terminal of, long first, long end) {
    Transcript all = of.transcript(0);
    return end > first ? all.text(CellRange.rows(first, end - 1)) : "";
  }

  @Test
  @DisplayName("Q4 a block and the next ones are complete once the last of them has ended")
  void complete() {
    command("one", "1\r\n");
    command("two", "2\r\n");
    assertThat(blocks.ended(1, 3)).isEmpty();
    print(mark("A") + "$ " + mark("B") + "three\r\n" + mark("C") + "3\r\n");
    assertThat(blocks.ended(1, 3)).isEmpty();
    print(mark("D;0"));
    assertThat(blocks.ended(1, 3).orElseThrow()).extracting(Block::id).containsExactly(1L, 2L, 3L);
    assertThat(blocks.ended(2, 1).orElseThrow()).extracting(Block::id).containsExactly(2L);
    assertThat(blocks.ended(9, 1)).isEmpty();
  }

  @Test
  @DisplayName("Q4 blocks within another don't count, but come with it")
  void nested() {
    print(mark("A") + "$ " + mark("B") + "ssh\r\n" + mark("C"));
    print("\033]133;A\007> \033]133;B\007ls\r\n\033]133;C\007there\r\n\033]133;D;0\007");
    print(mark("D;0"));
    command("next", "\r\n");
    assertThat(blocks.ended(1, 1).orElseThrow()).extracting(Block::nested).contains(true, false);
    assertThat(blocks.ended(2, 1).orElseThrow()).extracting(Block::id).containsExactly(2L);
  }

  @Test
  @DisplayName("Q4 an excerpt has the rows of its blocks, under other numbers, and nothing else")
  void rows() {
    command("before", "secret\r\n".repeat(40));
    command("seq", "\033[31mred\033[m\r\n" + "line\r\n".repeat(60) + "x".repeat(45) + "\r\n");
    terminal.resize(33, 7);
    command("short", "no line feed");
    List<Block> chosen = blocks.ended(2, 2).orElseThrow();
    command("after", "secret\r\n");
    terminal.resize(25, 9);
    List<Block> ended = blocks.ended(2, 2).orElseThrow();
    Excerpt excerpt = Excerpt.of(terminal, ended, blocks.openLine(ended.getLast()));
    Terminal copy = excerpt.terminal();
    assertThat(copy.cols()).isEqualTo(25);
    assertThat(copy.rows()).isEqualTo(9);
    assertThat(copy.firstRow()).isZero();
    assertThat(rows(copy, 0, copy.topRow() + 9)).doesNotContain("secret").doesNotContain("after");
    Block seq = excerpt.blocks().getFirst();
    assertThat(seq.id()).isEqualTo(chosen.getFirst().id());
    assertThat(rows(copy, seq.firstRow(), seq.outputRow())).isEqualTo("$ seq");
    assertThat(rows(copy, seq.outputRow(), seq.endRow()))
        .isEqualTo("red\n" + "line\n".repeat(60) + "x".repeat(45));
    Block last = excerpt.blocks().getLast();
    assertThat(last.firstRow()).isEqualTo(seq.endRow());
    assertThat(rows(copy, last.firstRow(), last.endRow())).isEqualTo("$ short\nno line feed");
    assertThat(new String(copy.keyframe(0, 100), UTF_8)).contains("31mred");
  }

  @Test
  @DisplayName("Q4 of a very long output the newest rows are kept")
  void bounded() {
    Terminal large = new Terminal(20, 5);
    Blocks marks = new Blocks(large, new ShellMarks(NONCE, ""), () -> PersonId.OWNER, () -> 0);
    large.feed((mark("A") + "$ " + mark("B") + "seq\r\n" + mark("C")).getBytes(UTF_8));
    for (int i = 0; i < Excerpt.MAX_ROWS + 100; i++) {
      large.feed((i + "\r\n").getBytes(UTF_8));
    }
    large.feed(mark("D;0").getBytes(UTF_8));
    Excerpt excerpt = Excerpt.of(large, marks.ended(1, 1).orElseThrow(), Bytes.EMPTY);
    Block block = excerpt.blocks().getFirst();
    assertThat(block.firstRow()).isZero();
    assertThat(block.endRow()).isEqualTo(Excerpt.MAX_ROWS);
    assertThat(rows(excerpt.terminal(), block.endRow() - 1, block.endRow()))
        .isEqualTo(String.valueOf(Excerpt.MAX_ROWS + 99));
  }
}
