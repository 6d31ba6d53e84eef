package weft.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import weft.testkit.OuterTerminal;
import weft.testkit.Weft;

/// Whoever looks for something finds it wherever it is in the session, and nothing jumps.
final class FindTest {
  private static final Browser BROWSER = new Browser();
  private static final int LINES = 20_000;
  private static final String PHONE =
      "{\"viewport\":{\"width\":390,\"height\":844},\"phone\":true,\"isMobile\":true,"
          + "\"hasTouch\":true,\"deviceScaleFactor\":2}";

  /// The text that the box of the current match lies over, once what is looked at has arrived.
  private static final String CURRENT =
      """
      const current = async () => {
        await page.waitForFunction(() => {
          const at = window.weftScrolling.position;
          const past = document.querySelector('.past.on') !== null;
          return at.loading === 'no' && past === (window.weftScrolling.seen !== window.weftTerminal)
            && document.querySelector('.marks .current') !== null;
        });
        return await page.evaluate(() => {
          const { seen } = window.weftScrolling;
          const grid = document.querySelector('.marks').getBoundingClientRect();
          return [...document.querySelectorAll('.marks .current')].map(mark => {
            const box = mark.getBoundingClientRect();
            const cell = { width: grid.width / seen.cols, height: grid.height / seen.rows };
            const y = Math.round((box.top - grid.top) / cell.height);
            const from = Math.round((box.left - grid.left) / cell.width);
            const to = Math.round((box.right - grid.left) / cell.width);
            const { active } = seen.buffer;
            return active.getLine(active.viewportY + y).translateToString(false, from, to);
          }).join('|');
        });
      };
      """;

  @AfterAll
  static void end() {
    BROWSER.close();
  }

  private static OuterTerminal printed(Weft weft, String... more) throws IOException {
    OuterTerminal window = weft.share(more);
    window.type("seq -f 'line %.0f of the session' " + LINES + "\r");
    return window.awaitText("line " + LINES + " of the session");
  }

  private static Page late(OuterTerminal window, Page page) {
    return page.join(Weft.link(window), "Ada").seeOnScreen("line " + LINES + " of the session");
  }

  private static Page look(Page page, String text) {
    page.press("Control+Shift+f");
    page.run("await page.getByRole('textbox', { name: 'Find' }).fill(" + Page.quoted(text) + ")");
    return page;
  }

  /// Waits until that is the current match: the count is told before the rows are painted.
  private static void seeCurrent(Page page, String text) {
    page.run(
        CURRENT
            + "const wanted = "
            + Page.quoted(text)
            + "; let seen; for (let tries = 0; tries < 300; tries++) {"
            + " seen = await current(); if (seen === wanted) return;"
            + " await page.waitForTimeout(100); }"
            + " throw new Error(`the current match is ${seen}, not ${wanted}`)");
  }

  @Test
  void F1_F2_the_last_the_middle_and_the_first_match_are_found_and_shown() throws IOException {
    try (Weft weft = new Weft()) {
      OuterTerminal window = printed(weft, "--anyone", "view");
      Page ada = late(window, BROWSER.page());
      look(ada, "line 7777 of").see("1 of 1");
      seeCurrent(ada, "line 7777 of");
      // From what is seen upwards: the last of them is line 7790.
      look(ada, "0 of the session").see("779 of 2,000");
      seeCurrent(ada, "0 of the session");
      ada.press("Enter").see("778 of 2,000").press("Escape");
      ada.click("Back to live").seeGone("Back to live");
      look(ada, "0 of the session").see("2,000 of 2,000");
      ada.press("Enter").see("1,999 of 2,000");
      ada.press("Shift+Enter").press("ArrowDown").see("1 of 2,000");
      seeCurrent(ada, "0 of the session");
      assertThat(shown(ada)).contains("\nline 10 of the session\n");
      ada.press("ArrowUp").see("2,000 of 2,000");
      assertThat(shown(ada)).contains("\nline " + LINES + " of the session\n");
      look(ada, "no such thing").see("No match");
      assertThat(ada.axe()).isEmpty();
      ada.press("Escape").seeGone("No match");
      assertThat(ada.run("return await page.locator('.marks').count()")).isEqualTo("0");
      assertThat(ada.thrown()).isEmpty();
    }
  }

  @Test
  void F4_case_and_expressions_count_where_they_are_asked_for() throws IOException {
    try (Weft weft = new Weft()) {
      OuterTerminal window = printed(weft, "--anyone", "view");
      Page ada = late(window, BROWSER.page());
      look(ada, "LINE 1234 OF").see("1 of 1");
      ada.click("Match case").see("No match");
      ada.click("Match case").see("1 of 1");
      ada.click("Regular expression");
      look(ada, "^line (17|18)\\d{2}5 .*session$").see("1 of 200");
      seeCurrent(ada, "line 17005 of the session");
      ada.press("Enter").see("200 of 200");
      seeCurrent(ada, "line 18995 of the session");
      look(ada, "line [").see("This is not a regular expression.");
      look(ada, "((a{99}){99}){99}").see("This expression is too large.");
      assertThat(ada.axe()).isEmpty();
      assertThat(ada.thrown()).isEmpty();
    }
  }

  @Test
  void F1_a_match_goes_over_the_edge_of_a_row() throws IOException {
    try (Weft weft = new Weft()) {
      OuterTerminal window = weft.share("--anyone", "view");
      window.type("clear; printf '%097d needle in a haystack\\n' 7; seq 3000\r");
      window.awaitText("\n3000\n");
      Page ada = BROWSER.page().join(Weft.link(window), "Ada").seeOnScreen("3000");
      look(ada, "7 needle in").see("1 of 1");
      seeCurrent(ada, "7 ne|edle in");
      assertThat(ada.thrown()).isEmpty();
    }
  }

  @Test
  void what_is_being_printed_is_found_too_and_never_moves_the_view() throws Exception {
    try (Weft weft = new Weft()) {
      OuterTerminal window = printed(weft, "--anyone", "view");
      Page ada = late(window, BROWSER.page());
      look(ada, "needle").see("No match");
      window.type("clear; printf 'need%s\\n' le; seq 60\r").awaitText("\n60\n");
      ada.see("1 of 1");
      seeCurrent(ada, "needle");
      Patience.until("rows in the view", () -> shown(ada).startsWith("needle\n"));
      String before = shown(ada);
      window.type("seq -f 'more %.0f' 30000; printf 'need%s again\\n' le\r");
      window.awaitText("needle again");
      ada.see("1 of 2");
      seeCurrent(ada, "needle");
      assertThat(shown(ada)).isEqualTo(before);
      ada.press("ArrowDown").see("2 of 2");
      Patience.until("the other match", () -> shown(ada).contains("needle again"));
      assertThat(ada.thrown()).isEmpty();
    }
  }

  @Test
  void the_screen_of_a_full_screen_program_is_searched() throws IOException {
    try (Weft weft = new Weft()) {
      OuterTerminal window = printed(weft, "--anyone", "view");
      Page ada = late(window, BROWSER.page());
      window.type("printf '\\e[?1049h\\e[Hsome needle, one more needle'; read x\r");
      ada.seeOnScreen("some needle");
      look(ada, "needle").see("2 of 2").see("only its screen is searched");
      seeCurrent(ada, "needle");
      ada.press("Enter").see("1 of 2");
      window.type("\r");
      window.type("printf '\\e[?1049l'\r");
      ada.seeGone("only its screen is searched");
      assertThat(ada.thrown()).isEmpty();
    }
  }

  @Test
  void after_the_session_has_ended_what_was_loaded_is_searched() throws IOException {
    try (Weft weft = new Weft()) {
      OuterTerminal window = printed(weft, "--anyone", "view");
      Page ada = late(window, BROWSER.page());
      ada.press("Home");
      look(ada, "line 3 of").see("1 of 1");
      window.type("exit\r");
      ada.see("What you see stays here");
      look(ada, "line 2 of").see("1 of 1").see("only what this page has loaded is searched");
      seeCurrent(ada, "line 2 of");
      look(ada, "line 9000 of").see("No match");
      assertThat(ada.thrown()).isEmpty();
    }
  }

  @Test
  void keys_of_a_program_stay_its_own_and_the_page_gets_the_others() throws IOException {
    try (Weft weft = new Weft()) {
      OuterTerminal window = weft.share("--anyone", "edit");
      Page ada = BROWSER.page().join(Weft.link(window), "Ada").see("You can type.");
      ada.run("await page.waitForFunction(() => window.weftTerminal !== undefined)");
      ada.run("await page.locator('.stage textarea').first().focus()");
      ada.type("cat -v\n").press("Control+f").type("\n").seeOnScreen("^F");
      ada.press("Control+Shift+f");
      ada.run("await page.getByRole('textbox', { name: 'Find' }).waitFor()");
      ada.press("Escape").type("back\n").seeOnScreen("back");
      assertThat(ada.thrown()).isEmpty();
    }
  }

  @Test
  void on_a_phone_it_is_in_the_menu_and_below_what_it_finds() throws IOException {
    try (Weft weft = new Weft()) {
      OuterTerminal window = printed(weft, "--anyone", "view");
      Page ada = late(window, BROWSER.page(PHONE));
      ada.click("More").click("Find…");
      ada.run("await page.getByRole('textbox', { name: 'Find' }).fill('line 1 of the')");
      ada.see("1 of 1");
      seeCurrent(ada, "line 1 of the");
      assertThat(ada.axe()).isEmpty();
      ada.click("Close (Esc)").seeGone("1 of 1");
      assertThat(ada.thrown()).isEmpty();
    }
  }

  private static String shown(Page page) {
    return page.run(
        "return await page.evaluate(() => window.weftScrolling.shown().join('\\n') + '\\n')");
  }
}
