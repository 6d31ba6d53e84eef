package weft.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The engine, its keyframes and its filter beside xterm.js. [FuzzMain] runs more of the same.
final class MatchesXtermTest {
  private static final int CASES = 800;
  private final Oracle oracle = Oracle.shared();

  @Test
  void randomProgramsLookTheSameWholeFilteredAndFromAnyKeyframe() {
    Fuzz fuzz = new Fuzz(oracle);
    for (int seed = 0; seed < CASES; seed++) {
      Case c = Case.random(seed, 40);
      assertThat(fuzz.check(c)).as("seed %d: %s", seed, c.show()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "bash",
        "vim",
        "less",
        "top",
        "tmux",
        "progress",
        "nsnake",
        "bastet",
        "htop",
        "git",
        "mc",
        "agent",
        "installers"
      })
  void recordedProgramsLookTheSameAtEveryCut(String name) throws IOException {
    byte[] recording = recording(name);
    Fuzz fuzz = new Fuzz(oracle);
    for (int i = 0; i <= 12; i++) {
      int cut = (int) ((long) recording.length * i / 12) - (i % 3);
      Case c = new Case(80, 24, List.of(recording), List.of(), Math.max(0, cut));
      assertThat(fuzz.check(c)).as("%s cut at %d", name, cut).isEmpty();
    }
  }

  /// What the long comparison found, as small as it got, and what was wrong.
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiterString = " | ",
      quoteCharacter = '`',
      value = {
        "half a wide character at the end of a row that one wraps from | 12x5 cut 20"
            + " a\\xed\\x95\\x9c\\xea\\xb8\\x80\\x1b[;3E\\xe5\\xad\\x97\\x1b[1'}{4x5}",
        "rows that a narrower screen drops below are still broken"
            + " | 21x8 cut 1 \\x1b#80123456789012345678901234567890123456789{9x9}",
        "history that is not taken back still counts"
            + " | 32x8 cut 11 q-+\\x1b[23eq-+\\xea\\xb0\\x80\\xcc\\x81\\xc2\\x84\\x1b[d{6x7}",
        "an underline that only a restored cursor has at a pending wrap | 6x3 cut 36"
            + " \\x1b[?1049h\\x1b[4:3m\\x1b[u\\xe7\\x95\\x8c\\xe7\\x95\\x8c\\xe7\\x95\\x8c\\x1b[37;53m",
        "half a wide character before an erased end that has attributes | 6x10 cut 0"
            + " \\x1b[1;4I\\xe7\\x95\\x8c\\xe7\\x95\\x8c\\xe7\\x95\\x8c\\xe7\\x95\\x8c\\xe7\\x95\\x8c"
            + "\\xe7\\x95\\x8c\\xd8\\x80a\\x1b[3'}\\x1b[1;9r\\x09\\x1b[1;23m\\x0c\\xe1\\x84\\x80",
        "a right half that a reflow brings to the first column | 12x10 cut 31"
            + " \\xe7\\x95\\x8c\\xe7\\x95\\x8c\\xe7\\x95\\x8c\\xe7\\x95\\x8c\\xe7\\x95\\x8c"
            + "\\xe7\\x95\\x8c\\x0d\\x0a\\x1b[7;0C\\x1b[0'}{4x20}",
        "a joiner printed with a pen that only a cursor restored elsewhere has | 11x3 cut 31"
            + " \\x1b[39;4;7m\\x1b[1s\\x1b[24m\\x1b8\\x1b[?1049h\\xe2\\x80\\x8d",
        "a blank with attributes two columns before a right half alone | 9x11 cut 58"
            + " \\xe1\\x84\\x80\\x1b[21m\\x1b[1 A\\x1b[5'}\\xf0\\x9f\\x91\\x8d"
            + "\\xf0\\x9f\\x8f\\xbd\\xef\\xbc\\xa1\\xc2\\x90$qr\\xc2\\x9c"
            + "\\x1b[;2Ha\\x1b[59;25mx y\\x1b[;3a",
        "the same after a wide cluster | 9x11 cut 71"
            + " \\x1b[2;11I\\xe1\\x84\\x80\\x1b[21m\\x1b[1 A\\x1b[5'}"
            + "\\xf0\\x9f\\x91\\x8d\\xf0\\x9f\\x8f\\xbd\\xef\\xbc\\xa1"
            + "\\x1b[;2H\\x1b[3 @ax y\\x1b[;3a\\xf0\\x9f\\x87\\xa9\\xf0\\x9f\\x87\\xaa"
            + "\\xf0\\x9f\\x87\\xab\\xf0\\x9f\\x87\\xb7",
        "and with another charset since"
            + " | 4x5 cut 43 \\x1b[0;4;58;2;4;5;6m\\x1b8a\\x1b[2a\\xcc\\x81e\\xcc\\x81\\x1b(0",
      })
  void aFindOfTheLongComparisonStaysMended(String what, String shown) {
    Case c = Case.parse(shown);
    assertThat(c.show()).isEqualTo(shown);
    assertThat(new Fuzz(oracle).check(c.cutAt(Math.min(c.cut(), c.bytes().length))))
        .as(what)
        .isEmpty();
    assertThat(new Fuzz(oracle).check(c.cutAt(c.bytes().length))).as(what).isEmpty();
  }

  @Test
  void aWideCharacterThatTheNewEdgeCutsGoesAndAKeyframeShowsTheSame() {
    byte[] text = "echo 漢字wide 漢字wide".getBytes(java.nio.charset.StandardCharsets.UTF_8);
    Case c = new Case(20, 4, List.of(text), List.of(new Case.Resized(1, 16, 4)), text.length);
    assertThat(new Fuzz(oracle).check(c)).isEmpty();
    Terminal t = new Terminal(20, 4);
    t.feed(text);
    t.resize(16, 4);
    assertThat(t.text()).startsWith("echo 漢字wide 漢\n");
  }

  static byte[] recording(String name) throws IOException {
    try (InputStream in = MatchesXtermTest.class.getResourceAsStream(name + ".vt")) {
      return in.readAllBytes();
    }
  }

  @Test
  void aNoticeOverARowLeavesNoTrace() {
    for (int seed = 0; seed < 60; seed++) {
      Case c = Case.random(seed, 30);
      Terminal t = new Terminal(c.cols(), c.rows());
      byte[] p = Pictures.areIn(c.bytes()) ? Pictures.seen(c).bytes() : c.bytes();
      t.feed(p);
      if (!t.inGround()) {
        continue;
      }
      int y = seed % c.rows();
      byte[] overlay =
          new EscapeText()
              .raw(p)
              .raw(t.beginOverlay(y))
              .text("\033[7mAda asks to join")
              .raw(t.endOverlay(y))
              .toBytes();
      String before = ask(c, p);
      if (!before.startsWith("threw")) {
        assertThat(visible(ask(c, overlay))).as(c.show()).isEqualTo(visible(before));
      }
    }
  }

  /// An empty cell that has attributes comes back as a space that has them, and so does half of a
  /// wide character.
  private static String visible(String dump) {
    return dump.replace('_', ' ').replace('<', ' ').replaceAll("@\\d+=", "@=");
  }

  private String ask(Case c, byte[] bytes) {
    return oracle.ask(new Oracle.Script(c.cols(), c.rows()).write(bytes), 0).dump();
  }
}
