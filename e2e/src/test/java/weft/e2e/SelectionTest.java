package weft.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import weft.testkit.OuterTerminal;
import weft.testkit.Weft;

/// What somebody selects in one place and goes on selecting in another is copied whole.
final class SelectionTest {
  private static final Browser BROWSER = new Browser();
  private static final int LINES = 20_000;

  private static final String SETTLED =
      """
      const settled = () => page.waitForFunction(() => {
        const at = window.weftScrolling.position;
        const past = document.querySelector('.past.on') !== null;
        return at.loading === 'no' && past === (window.weftScrolling.seen !== window.weftTerminal);
      });
      /** The middle of a row of the terminal that is seen, by what stands there. */
      const rowOf = async text => {
        const y = await page.evaluate(text => window.weftScrolling.shown().indexOf(text), text);
        const grid = await page.locator('.stage > .xterm .xterm-screen').boundingBox();
        const rows = await page.evaluate(() => window.weftTerminal.rows);
        return { x: grid.x, y: grid.y + (y + 0.5) * grid.height / rows, cell: grid.height / rows };
      };
      """;

  @AfterAll
  static void end() {
    BROWSER.close();
  }

  private static Page ada(Weft weft) throws IOException {
    OuterTerminal window = weft.share("--anyone", "view");
    window.type("clear; seq -f 'line %.0f of the session' " + LINES + "; printf '%0250d\\n' 7\r");
    window.awaitText("0007");
    Page ada = BROWSER.page().join(Weft.link(window), "Ada").seeOnScreen("0007");
    ada.run("await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])");
    return ada;
  }

  private static String copied(Page page) {
    return page.run("return await page.evaluate(() => navigator.clipboard.readText())");
  }

  private static String lines(int from, int to) {
    return IntStream.rangeClosed(from, to)
        .mapToObj(line -> "line " + line + " of the session")
        .collect(Collectors.joining("\n"));
  }

  @Test
  void a_selection_goes_on_across_pages_and_the_seam_and_is_copied_whole() throws IOException {
    try (Weft weft = new Weft()) {
      Page ada = ada(weft);
      ada.run(
          SETTLED
              + """
              const last = await rowOf('line 20000 of the session');
              await page.mouse.move(last.x + 1, last.y);
              await page.mouse.down();
              await page.mouse.move(last.x + 400, last.y, { steps: 4 });
              await page.mouse.up();
              await page.keyboard.press('Home');
              await settled();
              const first = await rowOf('line 3 of the session');
              await page.keyboard.down('Shift');
              await page.mouse.click(first.x + 1, first.y);
              await page.keyboard.up('Shift');
              await page.keyboard.press('Control+Shift+C');
              """);
      ada.see("19,998 rows copied");
      assertThat(copied(ada)).isEqualTo(lines(3, LINES));
      // What is seen of it is shown as selected, there and on the way back.
      String shown = "return await page.evaluate(() => window.weftScrolling.seen.getSelection())";
      assertThat(ada.run(shown)).startsWith("line 3 of the session\nline 4 of the session\n");
      ada.click("Back to live").seeGone("Back to live");
      assertThat(ada.run(shown)).endsWith("line 19999 of the session\nline 20000 of the session");
      assertThat(ada.thrown()).isEmpty();
    }
  }

  @Test
  void all_text_is_the_whole_session_and_wrapped_rows_are_one_line() throws IOException {
    try (Weft weft = new Weft()) {
      Page ada = ada(weft);
      ada.click("More").click("Copy all text").see("rows copied");
      assertThat(copied(ada)).contains(lines(1, LINES) + "\n" + "0".repeat(249) + "7\n");
      assertThat(ada.thrown()).isEmpty();
    }
  }
}
