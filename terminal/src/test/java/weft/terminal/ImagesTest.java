package weft.terminal;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.util.Base64;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Pictures, of which the engine and its guests show placeholders.
final class ImagesTest {
  private static final String ST = "\033\\";
  private static final String ALPHABET = "!\"#$-;,=:~?0189aTpicrsvmftCUPwhGIq%\037é";

  private static Terminal fed(String program) {
    Terminal t = new Terminal(40, 10);
    t.feed(program.getBytes(UTF_8));
    return t;
  }

  /// The block's columns and rows, and the cursor after.
  private static String shown(String program) {
    Terminal t = fed(program);
    int width = 0;
    int height = 0;
    for (Row row : t.screen.active.lines()) {
      int grey = 0;
      for (long cell : row.cells) {
        grey += (t.screen.styles.bg(Cell.style(cell)) & Attributes.COLOUR) != 0 ? 1 : 0;
      }
      width = Math.max(width, grey);
      height += grey > 0 ? 1 : 0;
    }
    return width + "x" + height + " " + t.cursorColumn() + "," + t.screen.active.y;
  }

  private static String bytes(String hex) {
    return hex.replace("\\e", "\033").replace("ST", ST).replace("BEL", "\007");
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = " | ",
      value = {
        "\\ePq\"1;1;45;70~ST | 5x4 0,3",
        "\\eP0;1;0q!120~-!30~-!30~-~ST | 12x2 0,1",
        "\\ePq#0!20~$!50?-ST | 5x1 0,0",
        "abc\\ePq\"1;1;30;30ST | 3x2 3,1",
        "\\e_Ga=T,c=4,r=3;AAAAST | 4x3 4,2",
        "\\e_Ga=T,c=4,r=3,C=1;AAAAST | 4x3 0,0",
        "\\e_Ga=T,f=24,s=45,v=41;AAAAST | 5x3 5,2",
        "\\e_Ga=T,f=24,s=40,v=40,c=8;AAAAST | 8x4 8,3",
        "\\e_Ga=t,i=7,s=30,v=30;AAAAST | 0x0 0,0",
        "\\e_Ga=t,i=7,s=30,v=30;AAAAST\\e_Ga=p,i=7ST | 3x2 3,1",
        "\\e_Ga=t,i=7,s=30,v=30;AAAAST\\e_Ga=d,d=I,i=7ST\\e_Ga=p,i=7ST | 0x0 0,0",
        "\\e_Ga=p,i=8ST | 0x0 0,0",
        "\\e_Ga=T,U=1,c=4,r=3;AAAAST | 0x0 0,0",
        "\\e_Ga=q,s=1,v=1;AAAAST | 0x0 0,0",
        "\\e_Ga=T,s=30,v=30,m=1;AAAAST\\e_Gm=1;AAAAST | 0x0 0,0",
        "\\e_Ga=T,s=30,v=30,m=1;AAAAST\\e_Gm=1;AAAAST\\e_Gm=0;AAAAST | 3x2 3,1",
        "\\e]1337;File=inline=1;width=6;height=2:AAAABEL | 6x2 6,1",
        "\\e]1337;File=inline=1;width=25%;height=40px:AAAAST | 10x2 10,1",
        "\\e]1337;File=width=6;height=2:AAAABEL | 0x0 0,0",
        "\\e]1337;File=inline=1:AAAABEL | 16x8 16,7",
        "\\e]1337;CurrentDir=/BEL | 0x0 0,0",
        "\\ePq~~\\x18 | 0x0 0,0",
        "\\eP$qmST | 0x0 0,0",
        "\\eX_Ga=T,c=4,r=3;AAAAST | 0x0 0,0",
      })
  void aPictureTakesItsCellsAndLeavesTheCursorWhereATerminalDoes(String program, String shown) {
    assertThat(shown(bytes(program).replace("\\x18", "\030"))).isEqualTo(shown);
  }

  @Test
  void theSizeIsReadFromThePicturesHeader() {
    assertThat(shown("\033_Ga=T,f=100;" + Pictures.png(50, 50) + ST)).isEqualTo("5x3 5,2");
    String chunks = Pictures.png(50, 50);
    assertThat(
            shown(
                "\033_Ga=T,f=100,m=1;"
                    + chunks.substring(0, 8)
                    + ST
                    + "\033_Gm=0;"
                    + chunks.substring(8)
                    + ST))
        .isEqualTo("5x3 5,2");
    String gif = "GIF89a\062\0\062\0";
    String jpeg = "\u00ff\u00d8\u00ff\u00e0\0\004ab\u00ff\u00c2\0\021\b\0\062\0\062\003";
    for (String file : new String[] {gif, jpeg}) {
      String base64 = Base64.getEncoder().encodeToString(file.getBytes(ISO_8859_1));
      assertThat(shown("\033]1337;File=inline=1:" + base64 + "\007")).isEqualTo("5x3 5,2");
    }
    assertThat(
            shown(
                "\033]1337;MultipartFile=inline=1\007\033]1337;FilePart="
                    + chunks
                    + "\007\033]1337;FileEnd\007"))
        .isEqualTo("5x3 5,2");
  }

  @Test
  void onePictureIsAGreyBlockThatTellsItsSize() {
    assertThat(fed("\033_Ga=T,c=14,r=3;AA" + ST).text()).startsWith("\n  image 14×3\n\n");
  }

  @Test
  void aPictureAtTheBottomScrollsAndOneThatIsTooLargeIsCut() {
    Terminal t = fed("top\033[9;1H\033_Ga=T,c=4,r=5;AA" + ST);
    assertThat(t.topRow()).isEqualTo(3);
    assertThat(shown("\033[3;30H\033_Ga=T,c=99999999,r=99999999;AA" + ST)).isEqualTo("11x10 39,9");
    assertThat(shown("\033[3;30H\033_Ga=T,C=1,c=9999,r=9999;AA" + ST)).isEqualTo("11x8 29,2");
    assertThat(shown("\033[3;6r\033[4;1H\033_Ga=T,c=4,r=9;AA" + ST)).isEqualTo("4x4 4,5");
  }

  @Test
  void thePenAndWhatElseAProgramHasSetStay() {
    String set = "\033[1;3;4:3;38;2;1;2;3;45;58;5;9m\033]8;;http://x/\007\033[1\"q\0337";
    String after = "\033[9;1Hx\0338y";
    String with = fed(set + "\033_Ga=T,c=4,r=2,C=1;AA" + ST + after).dump(0);
    String without = fed(set + "\033[4;1H" + after).dump(0);
    assertThat(with.lines().skip(2 + 3 + 6)).isEqualTo(without.lines().skip(2 + 3 + 6).toList());
    assertThat(with.lines().toList().getFirst()).isEqualTo(without.lines().toList().getFirst());
  }

  @Test
  void megabytesOfDataCostNoMemoryAndNothingOfThemShows() {
    String sixel = "\033Pq" + "!255~-".repeat(300_000) + ST;
    String kitty = "\033_Ga=T,f=100;" + "QUJD".repeat(500_000) + ST;
    String iterm = "\033]1337;File=inline=1;width=3;height=3:" + "QUJD".repeat(500_000) + "\007";
    for (String picture : new String[] {sixel, kitty, iterm}) {
      assertThat(fed(picture + "x").text().replaceAll("image [0-9]+×[0-9]+", "").strip())
          .isEqualTo("x");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"\033Pq", "\033P1;2;3q\"", "\033_G", "\033_Ga=T,", "\033]1337;File=inline=1;"})
  void nothingInAPictureMakesTheEngineThrow(String start) {
    Random random = new Random(start.length());
    for (int i = 0; i < 3_000; i++) {
      StringBuilder s = new StringBuilder(start);
      for (int k = random.nextInt(40); k > 0; k--) {
        s.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
      }
      fed(s + (random.nextBoolean() ? ST : "\007"));
    }
  }

  @Test
  void guestsShowTheSameHoweverTheProgramIsCut() {
    String program =
        "one\033Pq\"1;1;45;70#1~~-~~"
            + ST
            + "two\033[1;31m\033_Ga=T,c=4,r=3;AAAA"
            + ST
            + "three\033[4h\033]1337;File=inline=1;width=30;height=4:AAAA\007four\033[3;8r\033[?6h"
            + "\033_Ga=T,c=14,r=7;AA"
            + ST
            + "five\033(0\033Pq!999~"
            + ST
            + "six";
    byte[] b = program.getBytes(UTF_8);
    Terminal whole = fed(program);
    Oracle oracle = Oracle.shared();
    ByteArrayOutputStream first = new ByteArrayOutputStream();
    for (int cut = 0; cut <= b.length; cut++) {
      Terminal t = new Terminal(40, 10);
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      t.feed(b, 0, cut, out::write);
      String there = t.dump(100);
      byte[] keyframe = t.keyframe(0, 100);
      Oracle.Script script =
          new Oracle.Script(40, 10).write(out.toByteArray()).look().fresh(40, 10).write(keyframe);
      ByteArrayOutputStream rest = new ByteArrayOutputStream();
      t.feed(b, cut, b.length - cut, rest::write);
      oracle.send(script.look().write(rest.toByteArray()), 100);
      java.util.List<Oracle.Answer> looks = oracle.receive();
      assertThat(looks.get(0).dump()).isEqualTo(there);
      assertThat(looks.get(1).dump()).isEqualTo(there);
      assertThat(looks.get(2).dump()).isEqualTo(whole.dump(100));
      out.writeBytes(rest.toByteArray());
      assertThat(t.dump(100)).isEqualTo(whole.dump(100));
      if (cut == 0) {
        first.writeBytes(out.toByteArray());
      }
      assertThat(out.toByteArray()).isEqualTo(first.toByteArray());
    }
  }
}
