package weft.host;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import weft.protocol.Block;
import weft.protocol.HostToGuest;
import weft.protocol.Limits;
import weft.protocol.PersonId;
import weft.terminal.Terminal;

/// Blocks made of marks that the test prints itself; [weft.e2e] has real shells.
class BlocksTest {
  private static final String NONCE = "0123456789abcdef";

  private final Terminal terminal = new Terminal(40, 10);
  private final List<Block> news = new ArrayList<>();
  private final List<String> output = new ArrayList<>();
  private PersonId entering = PersonId.OWNER;
  private long now = 1_000;
  private final Blocks blocks = blocks();
  private final Shown shown = new Shown(terminal, blocks);

  private Blocks blocks() {
    Blocks made =
        new Blocks(terminal, new ShellMarks(NONCE, "/home/mo"), () -> entering, () -> now);
    made.onNews(
        block -> {
          news.add(block);
          output.add("<" + block.id() + " " + block.state() + ">");
        });
    return made;
  }

  private void print(String text) {
    byte[] bytes = text.getBytes(UTF_8);
    terminal.feed(bytes, 0, bytes.length, (b, off, len) -> output.add(shown(b, off, len)));
  }

  /// Without the NUL that stands for what guests don't get.
  private static String shown(byte[] b, int off, int len) {
    return new String(b, off, len, UTF_8).replace("\0", "");
  }

  private static String mark(String what) {
    return "\033]133;" + what + ";aid=" + NONCE + "\007";
  }

  private static String named(String command) {
    return "\033]633;E;" + command + ";" + NONCE + "\007";
  }

  private void prompt(String directory) {
    print(mark("A").replace(";aid", ";cwd=" + directory + ";aid") + "$ " + mark("B"));
  }

  private void runs(String command) {
    print(command + "\r\n" + named(command) + mark("C"));
  }

  private void command(String command, String printed, int status) {
    prompt("/tmp");
    runs(command);
    print(printed + mark("D;" + status));
  }

  private Block last() {
    return blocks.everything().getLast();
  }

  private String text(Block block) {
    return terminal
        .transcript(0)
        .text(weft.terminal.CellRange.rows(block.outputRow(), block.endRow() - 1));
  }

  @Test
  @DisplayName("K1 a block has its command, directory, status, times, person and rows")
  void whole() {
    prompt("/home/mo/src");
    assertThat(last().state()).isEqualTo(Block.State.PROMPT);
    entering = new PersonId(7);
    runs("make \\x3b echo \\\\o/");
    assertThat(last().state()).isEqualTo(Block.State.RUNNING);
    now = 4_500;
    print("one\r\ntwo\r\n" + mark("D;2"));
    assertThat(last())
        .isEqualTo(
            new Block(
                1,
                Block.State.ENDED,
                false,
                0,
                1,
                3,
                new Block.Exit(true, 2),
                1_000,
                3_500,
                new PersonId(7),
                "make ; echo \\o/",
                "/home/mo/src"));
    assertThat(text(last())).isEqualTo("one\ntwo");
  }

  @Test
  @DisplayName("K2 news of a block comes between the output before it and the output after it")
  void inOrder() {
    print("before" + mark("A") + "$ ls\r\n" + mark("C") + "x\r\n" + mark("D;0") + "after");
    assertThat(output)
        .containsExactly(
            "before", "<1 PROMPT>", "$ ls\r\n", "<1 RUNNING>", "x\r\n", "<1 ENDED>", "after");
  }

  @Test
  @DisplayName("K3 a state has the newest twenty and how many there are")
  void newest() {
    for (int i = 1; i <= 30; i++) {
      command("echo " + i, i + "\r\n", 0);
    }
    assertThat(shown.blocks().total()).isEqualTo(30);
    assertThat(shown.blocks().home()).isEqualTo("/home/mo");
    assertThat(shown.blocks().newest()).hasSize(Limits.STATE_BLOCKS);
    assertThat(shown.blocks().newest().getLast().command()).isEqualTo("echo 30");
  }

  @Test
  @DisplayName("K4 B28 older blocks come in lists that end where there are no earlier ones")
  void lists() {
    for (int i = 1; i <= 450; i++) {
      command("echo " + i, "", 0);
    }
    HostToGuest.BlockList newest = shown.list(5, 0);
    assertThat(newest.token()).isEqualTo(5);
    assertThat(newest.blocks()).hasSize(Limits.BLOCK_LIST);
    assertThat(newest.blocks().getLast().id()).isEqualTo(450);
    HostToGuest.BlockList before = shown.list(6, newest.blocks().getFirst().id());
    assertThat(before.blocks().getLast().id()).isEqualTo(250);
    assertThat(shown.list(7, 51).blocks()).hasSize(50);
    assertThat(shown.list(8, 1).blocks()).isEmpty();
    assertThat(shown.list(9, Long.MAX_VALUE).blocks().getLast().id()).isEqualTo(450);
  }

  @Test
  @DisplayName("B28 a list ends before it has more text than a frame should carry")
  void listOfLongOnes() {
    for (int i = 0; i < 60; i++) {
      command("x".repeat(4000), "", 0);
    }
    assertThat(shown.list(1, 0).blocks()).hasSize(Limits.BLOCK_LIST_TEXT / 4004);
  }

  @Test
  @DisplayName("B27 the oldest blocks are forgotten, and ids go on")
  void bounded() {
    for (int i = 0; i < Limits.BLOCKS + 10; i++) {
      command("x", "", 0);
    }
    assertThat(shown.blocks().total()).isEqualTo(Limits.BLOCKS);
    assertThat(blocks.everything().getFirst().id()).isEqualTo(11);
    assertThat(shown.list(1, 12).blocks()).hasSize(1);
  }

  @Test
  @DisplayName("B29 a long command is cut between characters, controls are left out")
  void cut() {
    prompt("/");
    runs("é\\x1b[31m" + "é".repeat(4000));
    assertThat(last().command()).startsWith("é[31mé").hasSizeLessThan(2100);
    assertThat(last().command().getBytes(UTF_8)).hasSizeLessThanOrEqualTo(Limits.BLOCK_TEXT);
  }

  @Test
  @DisplayName("K5 marks without the nonce neither end nor name a block, and make nested ones")
  void nested() {
    prompt("/");
    runs("ssh far");
    print("\033]133;D;1\007\033]633;E;rm -rf /;x\007\033]133;D;1;aid=wrong\007");
    assertThat(last().state()).isEqualTo(Block.State.RUNNING);
    print("\033]133;A\007far$ \033]133;B\007uptime\r\n\033]133;C\007up\r\n\033]133;D;3\007");
    print("\033]133;A\007far$ ");
    assertThat(blocks.everything()).hasSize(2);
    Block far = last();
    assertThat(far.nested()).isTrue();
    assertThat(far.command()).isEqualTo("uptime");
    assertThat(far.exit()).isEqualTo(new Block.Exit(true, 3));
    assertThat(text(far)).isEqualTo("up");
    assertThat(blocks.everything().getFirst().command()).isEqualTo("ssh far");
    print("logout\r\n" + mark("D;0"));
    assertThat(blocks.everything().getFirst().state()).isEqualTo(Block.State.ENDED);
  }

  @Test
  @DisplayName("K5 a shell with marks of its own besides ours makes no block twice")
  void twice() {
    prompt("/");
    print("\033]133;A\007\033]133;B\007");
    print("ls\r\n" + named("ls") + mark("C") + "\033]133;C\007x\r\n");
    print("\033]133;D;0\007\033]133;A\007" + mark("D;0"));
    prompt("/");
    assertThat(blocks.everything()).hasSize(2);
    assertThat(blocks.everything().getFirst().command()).isEqualTo("ls");
  }

  @Test
  @DisplayName("K2 what clear takes away belongs to no block any more")
  void cleared() {
    command("seq 3", "1\r\n2\r\n3\r\n", 0);
    command("clear", "\033[H\033[2J", 0);
    prompt("/");
    assertThat(news.getLast().firstRow()).isZero();
    for (Block block : blocks.everything()) {
      assertThat(Math.max(block.outputRow(), block.endRow())).isZero();
    }
    runs("echo new");
    print("new\r\n" + mark("D;0"));
    assertThat(text(last())).isEqualTo("new");
  }

  @Test
  @DisplayName(
      "output without a line feed keeps its row, and the prompt beside it is the next one's")
  void unfinished() {
    command("printf x", "x", 0);
    Block first = last();
    prompt("/");
    assertThat(text(first)).startsWith("x");
    assertThat(blocks.everything().getFirst().endRow()).isEqualTo(first.endRow());
    assertThat(last().firstRow()).isEqualTo(first.outputRow());
  }

  @Test
  @DisplayName("an empty line and Ctrl-C at the prompt begin no other block")
  void nothingEntered() {
    prompt("/");
    print("\r\n" + mark("D;0"));
    prompt("/");
    print("half^C\r\n" + mark("D;130"));
    prompt("/");
    assertThat(blocks.everything()).hasSize(1);
    assertThat(last().firstRow()).isEqualTo(2);
  }

  @Test
  @DisplayName("rows stay right while the window changes and output scrolls far away")
  void resized() {
    command("long", "0123456789".repeat(9) + "\r\nend\r\n", 0);
    terminal.resize(13, 6);
    assertThat(text(blocks.everything().getFirst())).isEqualTo("0123456789".repeat(9) + "\nend");
    for (int i = 0; i < 900; i++) {
      command("seq", "1\r\n2\r\n3\r\n4\r\n5\r\n6\r\n7\r\n", 0);
      if (i % 100 == 0) {
        terminal.resize(20 + i / 20, 5 + i / 100);
      }
    }
    assertThat(text(blocks.everything().getFirst())).isEqualTo("0123456789".repeat(9) + "\nend");
    assertThat(text(blocks.everything().get(450))).isEqualTo("1\n2\n3\n4\n5\n6\n7");
    assertThat(text(last())).isEqualTo("1\n2\n3\n4\n5\n6\n7");
  }

  @Test
  @DisplayName("a command that the history does not have is read from the screen")
  void fromTheScreen() {
    print(
        mark("A;n=41") + "$ " + mark("B") + "echo a very long line that wraps over more rows\r\n");
    print(named("   40  something else") + mark("C"));
    assertThat(last().command()).isEqualTo("echo a very long line that wraps over more rows");
    print(mark("D;0") + mark("A;n=41") + "$ " + mark("B") + "ls\r\n");
    print(named("   41* ls  -l") + mark("C"));
    assertThat(last().command()).isEqualTo("ls  -l");
  }
}
