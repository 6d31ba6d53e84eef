package weft.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The engine, its keyframes and its filter beside xterm.js. [FuzzMain] runs more of the same.
final class MatchesXtermTest {
  private static final int CASES = 800;
  private static Oracle oracle;

  @BeforeAll
  static void start() {
    oracle = new Oracle();
  }

  @AfterAll
  static void stop() {
    oracle.close();
  }

  @Test
  void randomProgramsLookTheSameWholeFilteredAndFromAnyKeyframe() {
    Fuzz fuzz = new Fuzz(oracle);
    for (int seed = 0; seed < CASES; seed++) {
      Case c = Case.random(seed, 40);
      assertThat(fuzz.check(c)).as("seed %d: %s", seed, c.show()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"bash", "vim", "less", "top", "tmux", "progress"})
  void recordedProgramsLookTheSameAtEveryCut(String name) throws IOException {
    byte[] recording = recording(name);
    Fuzz fuzz = new Fuzz(oracle);
    for (int i = 0; i <= 12; i++) {
      int cut = (int) ((long) recording.length * i / 12) - (i % 3);
      Case c = new Case(80, 24, List.of(recording), List.of(), Math.max(0, cut));
      assertThat(fuzz.check(c)).as("%s cut at %d", name, cut).isEmpty();
    }
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
      byte[] p = c.bytes();
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

  private static String ask(Case c, byte[] bytes) {
    return oracle.ask(new Oracle.Script(c.cols(), c.rows()).write(bytes), 0).dump();
  }
}
