package weft.terminal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class GuestFilterTest {
  private static String filter(String in) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    byte[] b = in.getBytes(UTF_8);
    new GuestFilter(80, 24).feed(b, 0, b.length, out::write);
    return out.toString(UTF_8);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\033[c",
        "\033[>c",
        "\033[=c",
        "\033[6n",
        "\033[?6n",
        "\033[5n",
        "\033[?996n",
        "\033[?1$p",
        "\033[4$p",
        "\033[>q",
        "\033[x",
        "\033[18t",
        "\033[21t",
        "\033[8;1;1t",
        "\033[?u",
        "\033[>1u",
        "\033[=1u",
        "\033[<u",
        "\033P$qm\033\\",
        "\033P+q544e\033\\",
        "\033]10;?\007",
        "\033]4;1;?\007",
        "\033]52;c;?\007",
        "\033]52;c;aGk=\007",
        "\033]7;file:///x\007",
        "\033]133;A\007",
        "\033]633;A\007",
        "\033]9;hi\007",
        "\005",
        "\033Z",
        "\033_G\033\\",
        "\033^x\033\\",
        "\033Xx\033\\",
        "\u009bc",
        "\u009d52;c;?\u009c",
        "\u0090$qm\u009c",
        "\033[?2031h",
        "\033[?2048h",
        "\033[1;\0306n",
        "\033]0;no end",
      })
  void whatATerminalWouldAnswerOrActOnIsRemoved(String query) {
    assertThat(filter(query).replace("\033\\", "")).isNotEqualTo(query).doesNotContain("\033[");
    assertThat(filter(query)).doesNotContain("\033]").doesNotContain("\033P");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "plain\r\n\ttext", "日本語 é 👍", "\033[1;31mred\033[m", "\033[2J\033[H", "\0337x\0338",
        "\033(0qqq\033(B", "\033[?1049h", "\033[2 q", "\033[4:3m", "\033]0;title\007",
        "\033]8;id=a;http://a.example/\007link\033]8;;\007", "\033[3g\033H", "\033[!p",
      })
  void whatShowsPassesAsItIs(String shown) {
    assertThat(filter(shown)).isEqualTo(shown);
  }

  @Test
  void aColourIsSetButNeverAskedFor() {
    assertThat(filter("\033]4;1;?;2;#ffffff\007")).isEqualTo("\033]4;2;rgb:ff/ff/ff\007");
  }

  @Test
  void anUnfinishedSequenceWaits() {
    assertThat(filter("a\033[3")).isEqualTo("a");
    assertThat(filter("a\033]2;t")).isEqualTo("a");
  }

  @Test
  void anOverlongSequenceIsSwallowedHereAndInTheEngine() {
    String overlong = "\033[" + "1;".repeat(Parser.MAX_SEQUENCE_BYTES) + "m";
    assertThat(filter(overlong + "x")).isEqualTo("x");
    String title = "\033]2;" + "t".repeat(Parser.MAX_STRING_BYTES) + "\007";
    assertThat(filter(title + "x")).isEqualTo("x");
    Terminal t = new Terminal(80, 24);
    t.feed(title.getBytes(UTF_8));
    assertThat(t.title()).isEmpty();
  }

  @Test
  void aCountThatWouldKeepAPageBusyIsCut() {
    assertThat(filter("\033[2147483647S")).isEqualTo("\033[24S");
    assertThat(filter("a\033[2147483647b")).isEqualTo("a\033[1920b");
  }

  @Test
  void theSequenceThatWedgesXtermIsReplacedByOneThatDoesTheSame() {
    Terminal t = new Terminal(20, 8);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    byte[] b = "\033[8;20H\033[1J".getBytes(UTF_8);
    t.feed(b, 0, b.length, out::write);
    assertThat(out.toString(UTF_8)).isEqualTo("\033[8;20H\033[2J");
  }
}
