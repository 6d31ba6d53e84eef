package weft.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// What xterm.js makes of pages, beside the rows they are made of.
final class PagesMatchXtermTest {
  private static final int ALL = 10_000;
  private final Oracle oracle = Oracle.shared();

  @Test
  void aPageIsExactlyItsRowsInAFreshTerminal() {
    for (int seed = 0; seed < 150; seed++) {
      Random random = new Random(seed);
      Terminal t = new Terminal(4 + random.nextInt(40), 2 + random.nextInt(8));
      t.feed(Programs.join(new Programs(seed, t.cols(), t.rows()).pieces(400)));
      t.feed(new byte[] {0x18});
      t.feed("\033[?1049l".getBytes(java.nio.charset.StandardCharsets.UTF_8));
      Transcript all = t.transcript(0);
      long first = all.firstRow() + random.nextInt((int) (all.endRow() - all.firstRow()));
      RowsPage page = all.page(first, first + 1 + random.nextInt(60));
      Oracle.Script script =
          new Oracle.Script(page.columns(), RowsPage.SCREEN_ROWS).write(page.bytes());
      List<String> shown = rows(oracle.ask(script, ALL).dump());
      List<String> own = rows(t.dump(ALL));
      int from = (int) (page.firstRow() - t.firstRow());
      int count = (int) (page.endRow() - page.firstRow());
      List<String> expected = own.subList(from, from + count);
      assertThat(rest(shown.subList(0, count))).as("seed %d", seed).isEqualTo(rest(expected));
      if (page.continued()) {
        assertThat(expected.getFirst()).matches("^[h0-9-]+\\+.*");
      }
    }
  }

  /// The lines of a dump that are rows.
  private static List<String> rows(String dump) {
    String[] lines = dump.split("\n", -1);
    return Arrays.stream(lines).filter(line -> line.matches("h?-?\\d+[:+].*")).toList();
  }

  /// Rows without their names, and links without their order; the first row's soft wrap is what
  /// [RowsPage#continued] is for.
  private static String rest(List<String> rows) {
    String all = String.join("\n", rows).replaceAll("(?m)^h?-?\\d+", "");
    return all.substring(1).replaceAll("@\\d+=", "@=");
  }
}
