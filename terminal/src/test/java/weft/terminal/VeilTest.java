package weft.terminal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// What was on the screen before sharing began there never comes into anything made for guests,
/// whatever programs do with it, and a guest's terminal stays right all the same.
final class VeilTest {
  private static final String SECRET = "§";
  private static final int SEEDS = 300;

  @Test
  void nothingFromBeforeTheStartIsInAnythingMadeForGuestsWhateverProgramsDo() {
    for (int seed = 0; seed < SEEDS; seed++) {
      Random random = new Random(seed);
      Terminal t = secretive(random);
      begin(t, random);
      StringBuilder program = new StringBuilder();
      for (int i = 0; i < 10; i++) {
        byte[] after = after(random, t);
        t.feed(after);
        program.append(Fuzz.show(after));
        switch (random.nextInt(6)) {
          case 0 -> {
            t.resize(4 + random.nextInt(40), 2 + random.nextInt(12));
            program.append(" resize ").append(t.cols()).append('x').append(t.rows()).append(' ');
          }
          case 1 -> t.shareFrom(t.inGround() ? Math.max(start(t), later(t)) : start(t));
          default -> {}
        }
        check(t, "seed " + seed + " step " + i + " " + program);
      }
    }
  }

  private static long start(Terminal t) {
    return t.sharedFrom().orElseThrow();
  }

  private static long later(Terminal t) {
    return t.cursorRow();
  }

  @Test
  void aGuestsTerminalShowsTheHostsScreenLessWhatIsVeiled() {
    for (int seed = 0; seed < SEEDS; seed++) {
      Random random = new Random(seed);
      Terminal host = secretive(random);
      begin(host, random);
      if (Unreachable.is(host.dump(0), host.cols()) || savedBelowTheScreen(host)) {
        continue;
      }
      Terminal guest = new Terminal(host.cols(), host.rows());
      guest.feed(host.sharedKeyframe(50));
      same(host, guest, "seed " + seed);
      for (int i = 0; i < 6; i++) {
        byte[] after = after(random, host);
        ByteArrayOutputStream delta = new ByteArrayOutputStream();
        host.feed(after, 0, after.length, delta::write);
        guest.feed(delta.toByteArray());
        same(host, guest, "seed " + seed + " step " + i + " after " + Fuzz.show(after));
      }
    }
  }

  @Test
  void xtermShowsTheHostsScreenLessWhatIsVeiled() {
    for (int seed = 0; seed < SEEDS; seed++) {
      Random random = new Random(seed);
      Case c = Case.random(seed, 40);
      Terminal host = new Terminal(c.cols(), c.rows());
      host.feed(c.before());
      host.feed(new byte[] {0x18});
      if (Unreachable.is(host.dump(0), host.cols())) {
        continue;
      }
      host.shareFrom(host.topRow() + random.nextInt(host.rows() + 1));
      Oracle.Script script = new Oracle.Script(c.cols(), c.rows());
      script.write(host.sharedKeyframe(0)).look();
      ByteArrayOutputStream delta = new ByteArrayOutputStream();
      String begun = Fuzz.onScreen(host.dump(0));
      host.feed(c.after(), 0, c.after().length, delta::write);
      script.write(delta.toByteArray());
      Oracle.shared().send(script, 0);
      List<Oracle.Answer> looks = Oracle.shared().receive();
      assertThat(Fuzz.onScreen(looks.get(0).dump())).as("seed %d", seed).isEqualTo(begun);
      if (!looks.get(1).dump().startsWith("threw")) {
        assertThat(Fuzz.onScreen(looks.get(1).dump()))
            .as("seed %d, rest of %s", seed, c.show())
            .isEqualTo(Fuzz.onScreen(host.dump(0)));
      }
    }
  }

  @Test
  void itsOwnersTerminalStillHasWhatIsVeiled() {
    Terminal t = new Terminal(20, 4);
    t.feed("one\r\n\033[31mtwo\r\nthree".getBytes(UTF_8));
    t.shareFrom(2);
    assertThat(new String(t.endOverlay(1), UTF_8)).contains("two");
    assertThat(t.sharedTranscript().text(CellRange.rows(0, 3)))
        .isEqualToIgnoringWhitespace("three");
  }

  @Test
  void whatIsVeiledIsThereAgainForASharingFromTheStart() {
    Terminal t = new Terminal(20, 4);
    t.feed("one\r\n日本 two\r\nthree".getBytes(UTF_8));
    t.shareFrom(2);
    t.feed("\r\n\r\n\r\n\r\nfour".getBytes(UTF_8));
    assertThat(t.firstSharedRow()).isEqualTo(2);
    assertThat(t.text()).doesNotContain("one");
    t.shareEverything();
    assertThat(t.sharedTranscript().text(CellRange.rows(0, 9)))
        .isEqualToIgnoringWhitespace("one 日本 two three four");
  }

  @Test
  void aStartInTheAlternateScreenVeilsTheWholeNormalOne() {
    Terminal t = new Terminal(20, 4);
    t.feed("one\r\ntwo\033[?1049h\033[Hvim".getBytes(UTF_8));
    t.shareFrom(t.topRow() + t.rows());
    assertThat(t.text()).contains("vim");
    t.feed("\033[?1049l".getBytes(UTF_8));
    assertThat(t.text()).isBlank();
    t.feed("\r\nnew".getBytes(UTF_8));
    assertThat(t.text()).contains("new");
    assertThat(t.sharedTranscript().text(CellRange.rows(0, 9))).isEqualToIgnoringWhitespace("new");
  }

  @Test
  void aClearedScreenIsSharedThoughItsRowsAreBeforeTheStart() {
    Terminal t = new Terminal(20, 4);
    t.feed("one\r\ntwo\r\n$ ".getBytes(UTF_8));
    t.shareFrom(2);
    t.feed("\033[H\033[2J$ new".getBytes(UTF_8));
    assertThat(new String(t.sharedKeyframe(0), UTF_8)).contains("$ new");
    t.feed("\r\n\r\n\r\n\r\n\r\n".getBytes(UTF_8));
    assertThat(t.sharedTranscript().text(CellRange.rows(0, 9))).contains("$ new");
  }

  @Test
  void manyLooksAndClustersUnderAVeilSurviveTheirTablesBeingSwept() {
    Terminal t = new Terminal(60, 8);
    StringBuilder before = new StringBuilder();
    for (int i = 0; i < 300; i++) {
      before.append("\033[38;2;1;2;").append(i % 256).append("me\u0301");
    }
    t.feed(before.toString().getBytes(UTF_8));
    String real = t.dump(0);
    t.feed("\033[m\r\n".getBytes(UTF_8));
    t.shareFrom(t.cursorRow());
    StringBuilder after = new StringBuilder("\033[8;1H");
    for (int i = 0; i < 70_000; i++) {
      after.append("\033[38;2;9;").append(i >> 8).append(';').append(i & 255).append("m\rx");
      after
          .append(Character.toChars(0x300 + i % 64))
          .append(Character.toChars(0x300 + i / 64 % 64));
    }
    t.feed(after.append("\r\033[m\033[K\033[6;1H").toString().getBytes(UTF_8));
    t.shareEverything();
    assertThat(screenRows(t.dump(0), 5)).isEqualTo(screenRows(real, 5));
  }

  private static String screenRows(String dump, int rows) {
    return dump.lines()
        .skip(3)
        .limit(rows)
        .map(row -> row.replaceFirst("^(\\d+)\\+", "$1:"))
        .reduce("", (a, b) -> a + "\n" + b);
  }

  /// Where only a smaller window leads to: the cursor is saved at the bottom instead.
  private static boolean savedBelowTheScreen(Terminal t) {
    Buffer b = t.screen.normal;
    return b.saved.row >= b.base + b.rows;
  }

  private static void same(Terminal host, Terminal guest, String what) {
    assertThat(Fuzz.onScreen(guest.dump(0))).as(what).isEqualTo(Fuzz.onScreen(host.dump(0)));
  }

  private static void check(Terminal t, String what) {
    Transcript all = t.sharedTranscript();
    CellRange everything = CellRange.rows(0, all.endRow());
    assertThat(new String(t.sharedKeyframe(1000), UTF_8)).as(what).doesNotContain(SECRET);
    assertThat(all.text(everything)).as(what).doesNotContain(SECRET);
    assertThat(all.html(everything)).as(what).doesNotContain(SECRET);
    assertThat(new String(all.ansi(everything), UTF_8)).as(what).doesNotContain(SECRET);
    RowsPage page = all.page(0, all.endRow());
    assertThat(new String(page.bytes(), UTF_8)).as(what).doesNotContain(SECRET);
    assertThat(all.search(LineMatcher.literal(SECRET, false), 0, all.endRow()).matches())
        .as(what)
        .isEmpty();
  }

  /// Sharing begins on a random row whose screen has no secrets from there on.
  static void begin(Terminal t, Random random) {
    t.feed(new byte[] {0x18});
    if (t.isAlternate()) {
      t.feed("\033[r\033[?6l\033[m\033[0\"q\033[H\033[2J".getBytes(UTF_8));
      t.shareFrom(t.topRow() + t.rows());
      return;
    }
    int y = random.nextInt(t.rows());
    t.feed(("\033[r\033[?6l\033[m\033[0\"q\033[" + (y + 1) + "H\033[J").getBytes(UTF_8));
    t.shareFrom(t.topRow() + y);
  }

  /// A random program in which every character, link and title is a secret.
  static Terminal secretive(Random random) {
    Terminal t = new Terminal(4 + random.nextInt(40), 2 + random.nextInt(10));
    List<byte[]> pieces = new ArrayList<>();
    for (byte[] piece : new Programs(random.nextLong(), t.cols(), t.rows()).pieces(80)) {
      boolean text = piece.length > 0 && piece[0] >= 0x20;
      pieces.add(text ? SECRET.repeat(1 + random.nextInt(60)).getBytes(UTF_8) : piece);
      if (random.nextInt(6) == 0) {
        pieces.add((SECRET + "\r\n").getBytes(UTF_8));
        pieces.add(("\033]8;;http://" + SECRET + "\007x\033]2;" + SECRET + "\007").getBytes(UTF_8));
        pieces.add((random.nextBoolean() ? "\033[22;2t" : "\033]8;;\007").getBytes(UTF_8));
      }
    }
    t.feed(Programs.join(pieces));
    if (random.nextBoolean()) {
      t.resize(4 + random.nextInt(40), 2 + random.nextInt(10));
    }
    return t;
  }

  static byte[] after(Random random, Terminal t) {
    return Programs.join(
        new Programs(random.nextLong() & ~7L, t.cols(), t.rows()).pieces(1 + random.nextInt(20)));
  }
}
