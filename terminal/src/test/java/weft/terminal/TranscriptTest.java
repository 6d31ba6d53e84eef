package weft.terminal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// Text of rows, beside a model made of the same rows one by one.
final class TranscriptTest {
  private static Terminal fed(int cols, int rows, String text) {
    Terminal t = new Terminal(cols, rows);
    t.feed(text.getBytes(UTF_8));
    return t;
  }

  /// A terminal after a random program, in its normal screen.
  private static Terminal random(long seed) {
    Random random = new Random(seed);
    Terminal t = new Terminal(4 + random.nextInt(30), 2 + random.nextInt(6));
    for (int i = 0; i < 4; i++) {
      t.feed(Programs.join(new Programs(random.nextLong(), t.cols(), t.rows()).pieces(120)));
      if (random.nextInt(3) == 0) {
        t.resize(4 + random.nextInt(30), 2 + random.nextInt(6));
      }
    }
    return t;
  }

  private static List<Transcript.Line> lines(Transcript all) {
    List<Transcript.Line> lines = new ArrayList<>();
    for (long row = all.firstRow(); row < all.endRow(); ) {
      Transcript.Line line = all.line(row);
      assertThat(line.firstRow()).isEqualTo(row);
      lines.add(line);
      row = line.endRow();
    }
    return lines;
  }

  @Test
  void aLineIsTheSameFromEachOfItsRows() {
    for (int seed = 0; seed < 40; seed++) {
      Transcript all = random(seed).transcript(0);
      for (Transcript.Line line : lines(all)) {
        for (long row = line.firstRow(); row < line.endRow(); row++) {
          assertThat(all.line(row)).isEqualTo(line);
        }
      }
    }
  }

  @Test
  void aWrappedLineIsOneLineWithItsWideCharactersWhole() {
    Transcript all = fed(5, 3, "ab日本語d\r\n  x  \r\nend").transcript(0);
    assertThat(lines(all))
        .extracting(Transcript.Line::text)
        .containsExactly("ab日本語d", "  x", "end");
    assertThat(all.text(CellRange.rows(0, 9))).isEqualTo("ab日本語d\n  x\nend");
    assertThat(all.text(new CellRange(0, 3, 1, 2))).isEqualTo("日本");
  }

  @Test
  void anEndlessLineIsCutAlikeFromEverywhere() {
    Terminal t = fed(10, 3, "x\r\ny\r\n" + "0123456789".repeat(5000) + "\r\nz");
    Transcript all = t.transcript(0);
    List<Transcript.Line> lines = lines(all);
    assertThat(lines).hasSizeBetween(5, 10);
    for (Transcript.Line line : lines) {
      assertThat(all.line(line.endRow() - 1)).isEqualTo(line);
      assertThat(all.line((line.firstRow() + line.endRow()) / 2)).isEqualTo(line);
    }
    assertThat(String.join("", lines.stream().map(Transcript.Line::text).toList()))
        .isEqualTo("xy" + "0123456789".repeat(5000) + "z");
  }

  @Test
  void searchingFindsInBothDirectionsWhatIsThere() {
    for (int seed = 0; seed < 40; seed++) {
      Transcript all = random(seed).transcript(0);
      for (String what : new String[] {"o", "The", "日本", "界界", "e\u0301", "0123"}) {
        List<CellRange> down = search(all, what, true);
        List<CellRange> up = search(all, what, false);
        Collections.reverse(up);
        assertThat(up).isEqualTo(down);
        int expected = 0;
        for (Transcript.Line line : lines(all)) {
          var matcher =
              Pattern.compile(Pattern.quote(what), Pattern.CASE_INSENSITIVE).matcher(line.text());
          while (matcher.find()) {
            expected++;
          }
        }
        assertThat(down).hasSize(expected);
        for (CellRange match : down) {
          assertThat(all.text(match)).containsIgnoringCase(what);
        }
      }
    }
  }

  private static List<CellRange> search(Transcript all, String what, boolean down) {
    List<CellRange> found = new ArrayList<>();
    LineMatcher matcher = LineMatcher.literal(what, true);
    long row = down ? 0 : all.endRow();
    SearchStep step;
    do {
      step = down ? all.search(matcher, row, all.endRow()) : all.searchBack(matcher, row);
      found.addAll(step.matches());
      row = step.nextRow();
    } while (!step.done());
    return found;
  }

  @Test
  void aSearchTakesManyStepsThroughManyRows() {
    Terminal t = new Terminal(20, 4);
    t.feed("needle\r\n".getBytes(UTF_8));
    t.feed("hay\r\n".repeat(5000).getBytes(UTF_8));
    Transcript all = t.transcript(0);
    SearchStep first = all.searchBack(LineMatcher.literal("needle", false), all.endRow());
    assertThat(first.done()).isFalse();
    assertThat(first.matches()).isEmpty();
    assertThat(search(all, "needle", false)).containsExactly(new CellRange(0, 0, 0, 6));
  }

  @Test
  void aSearchDownwardsEndsWithTheLastLineThatBeginsBeforeTheEnd() {
    Terminal t = new Terminal(20, 4);
    t.feed("needle\r\nhay needle, needle, needle\r\nneedle".getBytes(UTF_8));
    SearchStep step = t.transcript(0).search(LineMatcher.literal("needle", false), 0, 2);
    assertThat(step.done()).isTrue();
    assertThat(step.nextRow()).isEqualTo(3);
    assertThat(step.matches())
        .containsExactly(
            new CellRange(0, 0, 0, 6),
            new CellRange(1, 4, 1, 10),
            new CellRange(1, 12, 1, 18),
            new CellRange(2, 0, 2, 6));
  }

  @Test
  void aDearMatcherTakesShorterSteps() {
    Terminal t = new Terminal(20, 4);
    t.feed("hay\r\n".repeat(5000).getBytes(UTF_8));
    LineMatcher dear =
        new LineMatcher() {
          @Override
          public void match(CharSequence line, Found found) {}

          @Override
          public int cost() {
            return 10_000;
          }
        };
    SearchStep step = t.transcript(0).search(dear, 0, 5000);
    assertThat(step.nextRow()).isEqualTo(7); // 21 characters, the first over 200,000
  }

  @Test
  void aLiteralThatRepeatsItselfIsFoundWhereItIs() {
    Random random = new Random(3);
    for (int i = 0; i < 2000; i++) {
      String line = letters(random, 60);
      String what = letters(random, 1 + random.nextInt(5));
      List<Integer> found = new ArrayList<>();
      LineMatcher.literal(what, false).match(line, (start, end) -> found.add(start));
      List<Integer> expected = new ArrayList<>();
      for (int at = line.indexOf(what); at >= 0; at = line.indexOf(what, at + what.length())) {
        expected.add(at);
      }
      assertThat(found).isEqualTo(expected);
    }
  }

  private static String letters(Random random, int n) {
    StringBuilder s = new StringBuilder();
    for (int i = 0; i < n; i++) {
      s.append((char) ('a' + random.nextInt(2)));
    }
    return s.toString();
  }

  @Test
  void nothingFromBeforeTheFirstRowIsInAnyAnswer() {
    Terminal t = fed(10, 3, "secret1\r\nsecret2\r\nopen1\r\nopen2\r\nopen3\r\nopen4");
    Transcript shared = t.transcript(2);
    CellRange everything = new CellRange(-5, 0, 99, 99);
    assertThat(shared.text(everything)).startsWith("open1").doesNotContain("secret");
    assertThat(shared.html(everything)).doesNotContain("secret");
    assertThat(new String(shared.ansi(everything), UTF_8)).doesNotContain("secret");
    assertThat(new String(shared.page(0, 99).bytes(), UTF_8)).doesNotContain("secret");
    assertThat(shared.line(0).text()).isEqualTo("open1");
    assertThat(search(shared, "secret", true)).isEmpty();
    assertThat(search(shared, "secret", false)).isEmpty();
    Transcript half = fed(4, 2, "secretopen\r\n").transcript(2);
    assertThat(half.line(2).text()).isEqualTo("en");
    assertThat(search(half, "secret", false)).isEmpty();
  }

  @Test
  void htmlIsThePlainTextInHarmlessElements() {
    Pattern tag = Pattern.compile("</?(pre|span|a)( (style|href|rel|target)=\"[^\"<>]*\")*>");
    for (int seed = 0; seed < 40; seed++) {
      Transcript all = random(seed).transcript(0);
      CellRange everything = CellRange.rows(0, all.endRow());
      String html = all.html(everything);
      String text = tag.matcher(html).replaceAll("");
      assertThat(text).doesNotContain("<", ">", "\"", "'");
      text = text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"");
      text = text.replace("&#39;", "'").replace("&amp;", "&");
      assertThat(text.replaceAll(" +(\n|$)", "$1").stripTrailing())
          .isEqualTo(all.text(everything).stripTrailing());
    }
  }

  @Test
  void htmlRunsNothing() {
    String evil =
        "<script>x</script>&\"'"
            + "\033]8;;javascript:alert(1)\007a\033]8;;http://x/\"onclick=y\007b"
            + "\033]8;;https://ok/?a&b\007c\033]8;;\007";
    String html = fed(80, 3, evil).transcript(0).html(CellRange.rows(0, 0));
    assertThat(html)
        .doesNotContain("<script", "javascript", "\"onclick")
        .contains("&lt;script&gt;x&lt;/script&gt;&amp;&quot;&#39;")
        .contains("rel=\"noopener noreferrer\" target=\"_blank\" href=\"https://ok/?a&amp;b\"")
        .contains("href=\"http://x/&quot;onclick=y\"");
  }

  @Test
  void htmlCarriesColoursAndAttributes() {
    String html =
        fed(40, 2, "\033[1;31mr\033[0;7mi\033[0;4:3;58:5:9mu\033[0;48;2;1;2;3mb")
            .transcript(0)
            .html(CellRange.rows(0, 0));
    assertThat(html)
        .contains("<span style=\"color:#cc0000;font-weight:bold;\">r</span>")
        .contains("<span style=\"color:#1e1e1e;background:#d4d4d4;\">i</span>")
        .contains("<span style=\"text-decoration:underline wavy #ef2929;\">u</span>")
        .contains("<span style=\"background:#010203;\">b</span>");
  }

  @Test
  void ansiTextLooksTheSameOnAnotherTerminal() {
    for (int seed = 0; seed < 40; seed++) {
      Terminal t = random(seed);
      Transcript all = t.transcript(0);
      byte[] ansi = all.ansi(CellRange.rows(0, all.endRow()));
      Terminal other = new Terminal(2000, 400);
      other.feed("\033[20h".getBytes(UTF_8));
      other.feed(ansi);
      String again = new String(other.transcript(0).ansi(CellRange.rows(0, 399)), UTF_8);
      assertThat(again.replaceAll("\n+$", ""))
          .isEqualTo(new String(ansi, UTF_8).replaceAll("\n+$", ""));
    }
  }
}
