package weft.terminal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Histories with every kind of limit beside one that keeps all rows as they are.
final class HistoryTest {
  private static final int ALL = 1 << 21;
  private static final Executor AT_ONCE = Runnable::run;

  @TempDir Path folder;

  private static byte[] program(Random random, Terminal t) {
    List<byte[]> pieces =
        new ArrayList<>(new Programs(random.nextLong(), t.cols(), t.rows()).pieces(300));
    for (int i = 0; i < 400; i++) {
      String colour = random.nextBoolean() ? "\033[" + (31 + random.nextInt(7)) + "m" : "";
      String link = random.nextInt(9) == 0 ? "\033]8;;http://x/" + i + "\007" : "";
      String words = "日本 line naïve 👩‍💻 ".repeat(random.nextInt(4));
      pieces.add(
          (colour + link + words + random.nextLong() + "\033[m\033]8;;\007\r\n").getBytes(UTF_8));
    }
    return Programs.join(pieces);
  }

  /// Feeds both the same, resizes both alike, and finds them the same all the way back.
  private static void compare(long seed, HistoryOptions options) {
    Random random = new Random(seed);
    Terminal model = new Terminal(30, 6, 1L << 40);
    Terminal t = new Terminal(30, 6, options);
    for (int i = 0; i < 12; i++) {
      byte[] program = program(random, t);
      model.feed(program);
      t.feed(program);
      if (random.nextInt(3) == 0) {
        int cols = 5 + random.nextInt(60);
        int rows = 2 + random.nextInt(12);
        model.resize(cols, rows);
        t.resize(cols, rows);
      }
    }
    model.feed("\033[?1049l".getBytes(UTF_8));
    t.feed("\033[?1049l".getBytes(UTF_8));
    assertThat(t.firstRow()).isEqualTo(model.firstRow());
    assertThat(t.dump(ALL)).isEqualTo(model.dump(ALL));
    assertThat(t.keyframe(0, ALL)).isEqualTo(model.keyframe(0, ALL));
  }

  @Test
  void packedRowsComeBackAsTheyWere() {
    for (int seed = 0; seed < 3; seed++) {
      compare(seed, new HistoryOptions(1L << 40, 0, null, AT_ONCE));
    }
  }

  @Test
  void spilledRowsComeBackAsTheyWerePackedOrNot() {
    for (Executor packer : new Executor[] {AT_ONCE, task -> {}, null}) {
      compare(7, new HistoryOptions(0, 0, new FakeSpill(1L << 40), packer));
    }
  }

  @Test
  void rowsComeBackFromARealFileAndAnotherThread() throws Exception {
    try (ExecutorService packer = Executors.newSingleThreadExecutor();
        SpillFile file = new SpillFile(folder, 1L << 30)) {
      compare(8, new HistoryOptions(200_000, 100_000, file, packer));
    }
  }

  @Test
  void aPackingThreadThatHasEndedOrNeverStartsOnlyCostsRoom() {
    ExecutorService ended = Executors.newSingleThreadExecutor();
    ended.shutdown();
    compare(9, new HistoryOptions(1L << 40, 0, null, ended));
    compare(9, new HistoryOptions(1L << 40, 0, null, task -> {}));
  }

  @Test
  void aFullSpillLosesTheOldestRowsAndNoOthers() {
    for (int seed = 0; seed < 8; seed++) {
      Random random = new Random(seed);
      FakeSpill spill = new FakeSpill(70_000 + random.nextInt(100_000));
      Terminal t = new Terminal(30, 6, new HistoryOptions(100_000, 0, spill, AT_ONCE));
      number(t, random, 60_000);
      check(t);
      assertThat(t.history().forgottenRows()).isEqualTo(t.firstRow()).isPositive();
      assertThat(t.history().spilledBytes()).isBetween(1L, spill.capacity());
      assertThat(t.history().trouble()).isEmpty();
    }
  }

  @Test
  void aDiskThatFailsAtAnyTimeLosesOldRowsAndSaysSo() {
    for (int seed = 0; seed < 12; seed++) {
      Random random = new Random(seed);
      FakeSpill spill = new FakeSpill(600_000);
      Terminal t = new Terminal(30, 6, new HistoryOptions(100_000, 0, spill, AT_ONCE));
      for (int i = 0; i < 8; i++) {
        spill.room = random.nextInt(3) == 0 ? 0 : random.nextInt(500_000);
        number(t, random, 8_000);
        check(t);
      }
      assertThat(t.history().trouble()).isNotEmpty();
      spill.readable = false;
      assertThat(t.keyframe(0, ALL)).isNotEmpty();
      t.resize(60, 40);
      t.resize(20, 4);
    }
  }

  /// Rows that tell their own number.
  private static void number(Terminal t, Random random, int rows) {
    number(t, random, rows, "");
  }

  private static void number(Terminal t, Random random, int rows, String more) {
    StringBuilder s = new StringBuilder();
    for (int i = 0; i < rows; i++) {
      s.append("r").append(t.cursorRow() + i).append(' ');
      s.append(Integer.toHexString(random.nextInt())).append(more).append("\r\n");
    }
    t.feed(s.toString().getBytes(UTF_8));
  }

  /// All rows that are held tell the right number.
  private static void check(Terminal t) {
    String[] lines = new String(t.keyframe(t.firstRow(), ALL), UTF_8).split("\r\n", -1);
    for (int i = 0; i < t.topRow() - t.firstRow(); i++) {
      assertThat(lines[i]).startsWith("r" + (t.firstRow() + i) + " ");
    }
  }

  @Test
  void aDiskThatStandsStillKeepsNobodyWaitingAndRowsAreReadFromMemory() throws Exception {
    FakeSpill spill = new FakeSpill(1L << 30);
    CountDownLatch gate = new CountDownLatch(1);
    spill.gate = gate;
    try (ExecutorService packer = Executors.newSingleThreadExecutor()) {
      Terminal t = new Terminal(30, 6, new HistoryOptions(100_000, 0, spill, packer));
      number(t, new Random(1), 60_000);
      assertThat(spill.held()).isZero();
      assertThat(t.history().spilledBytes()).isZero();
      check(t);
      assertThat(t.firstRow()).isZero();
      gate.countDown();
      packer.submit(() -> {}).get();
      number(t, new Random(2), 60_000);
      packer.submit(() -> {}).get();
      number(t, new Random(3), 6_000);
      assertThat(t.history().spilledBytes()).isPositive();
      assertThat(t.history().memoryBytes()).isLessThan(3_000_000);
      check(t);
      assertThat(t.firstRow()).isZero();
      assertThat(t.history().forgottenRows()).isZero();
      assertThat(t.history().trouble()).isEmpty();
    }
  }

  @Test
  void aDiskThatStandsStillForLongLosesRowsThatMemoryHasNoRoomForAndNoOthers() throws Exception {
    FakeSpill spill = new FakeSpill(1L << 30);
    CountDownLatch gate = new CountDownLatch(1);
    spill.gate = gate;
    try (ExecutorService packer = Executors.newSingleThreadExecutor()) {
      Terminal t = new Terminal(200, 6, new HistoryOptions(100_000, 0, spill, packer));
      for (int i = 0; i < 10; i++) {
        number(t, new Random(i), 30_000, ".".repeat(130));
        long most = HistoryStore.MAX_WRITING_BYTES + 2_000_000;
        assertThat(t.history().memoryBytes()).isLessThan(most);
      }
      assertThat(t.history().trouble()).contains("too slow");
      gate.countDown();
      packer.submit(() -> {}).get();
      number(t, new Random(10), 60_000);
      packer.submit(() -> {}).get();
      long blank = 0;
      String[] lines = new String(t.keyframe(t.firstRow(), ALL), UTF_8).split("\r\n", -1);
      for (int i = 0; i < t.topRow() - t.firstRow(); i++) {
        if (lines[i].isEmpty()) {
          blank++;
        } else {
          assertThat(lines[i]).startsWith("r" + (t.firstRow() + i) + " ");
        }
      }
      assertThat(blank).isPositive().isEqualTo(t.history().forgottenRows());
    }
  }

  @Test
  void rowsOnTheirWayToTheDiskAreTakenBackClearedAndWrittenAnew() throws Exception {
    for (int seed = 0; seed < 6; seed++) {
      Random random = new Random(seed);
      FakeSpill spill = new FakeSpill(300_000 + random.nextInt(3_000_000));
      Terminal t;
      try (ExecutorService packer = Executors.newSingleThreadExecutor()) {
        t = new Terminal(30, 6, new HistoryOptions(100_000, 50_000, spill, packer));
        for (int i = 0; i < 8; i++) {
          CountDownLatch gate = new CountDownLatch(1);
          spill.gate = gate;
          number(t, random, random.nextInt(30_000));
          t.resize(30, 6 + random.nextInt(200));
          t.resize(30, 6);
          if (random.nextInt(4) == 0) {
            t.feed("\033[3J".getBytes(UTF_8));
          }
          spill.room = random.nextInt(3) == 0 ? random.nextInt(1_000_000) : Long.MAX_VALUE;
          gate.countDown();
          number(t, random, random.nextInt(30_000));
          check(t);
        }
      }
      check(t);
    }
  }

  @Test
  void aSpillFileIsNowhereToBeFound() throws Exception {
    try (SpillFile file = new SpillFile(folder, 1L << 20)) {
      file.write(0, new byte[] {1, 2, 3}, 1, 2);
      byte[] back = new byte[2];
      file.read(0, back, 0, 2);
      assertThat(back).containsExactly(2, 3);
      try (Stream<Path> left = Files.list(folder)) {
        assertThat(left).isEmpty();
      }
    }
  }

  @Test
  void aFolderThatIsGoneIsADiskThatFails() {
    SpillFile file = new SpillFile(folder.resolve("none"), 1L << 30);
    Terminal t = new Terminal(30, 6, new HistoryOptions(100_000, 0, file, AT_ONCE));
    number(t, new Random(1), 60_000);
    check(t);
    assertThat(t.history().trouble()).contains("could not be written");
    assertThat(t.history().memoryBytes()).isLessThan(300_000);
  }

  @Test
  void clearingForgetsTheSpillToo() {
    FakeSpill spill = new FakeSpill(1L << 30);
    Terminal t = new Terminal(30, 6, new HistoryOptions(0, 0, spill, null));
    number(t, new Random(1), 60_000);
    t.feed("\033[3J".getBytes(UTF_8));
    assertThat(spill.held()).isZero();
    assertThat(t.firstRow()).isEqualTo(t.topRow());
    number(t, new Random(2), 9_000);
    check(t);
  }

  @Test
  void aRowOfLongLinksLosesSomeOfThemAndNothingElse() {
    Terminal t = new Terminal(200, 2);
    StringBuilder s = new StringBuilder();
    for (int i = 0; i < 200; i++) {
      s.append("\033]8;;http://x/").append(i).append("y".repeat(15_000)).append("\007z");
    }
    t.feed(s.append("\033]8;;\007\r\n\r\n\r\n").toString().getBytes(UTF_8));
    assertThat(t.dump(3)).contains("z".repeat(150)).contains("http://x/0y");
    assertThat(t.history().memoryBytes()).isLessThan(200_000);
  }
}
