package weft.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import weft.testkit.OuterTerminal;
import weft.testkit.Weft;

/// People in one session see each other, in real pages.
final class PresenceTest {
  private static final Browser BROWSER = new Browser();

  @AfterAll
  static void end() {
    BROWSER.close();
  }

  private static void face(Page page, String name) {
    page.run(
        "await page.locator('.people').getByRole('button', { name: "
            + Page.quoted(name)
            + " }).click()");
  }

  private static void select(Page page, String text) {
    page.run(
        "await page.evaluate(text => { const t = window.weftTerminal, b = t.buffer.active;"
            + " for (let y = 0; y < b.length; y++) {"
            + " const x = b.getLine(y).translateToString(true).indexOf(text);"
            + " if (x >= 0) return t.select(x, y, text.length); } throw new Error('none') }, "
            + Page.quoted(text)
            + ")");
  }

  private static String selected(Page page) {
    return page.run("return await page.evaluate(() => window.weftTerminal.getSelection())");
  }

  /// Waits until this text stands under somebody else's colour.
  private static void seeSelected(Page page, String text) {
    page.run(
        "await page.waitForFunction(text => {"
            + " const box = document.querySelector('.others-box'), t = window.weftTerminal;"
            + " const grid = document.querySelector('.others');"
            + " if (!box || !grid) return false;"
            + " const width = grid.offsetWidth / t.cols, height = grid.offsetHeight / t.rows;"
            + " const x = Math.round(box.offsetLeft / width);"
            + " const y = Math.round(box.offsetTop / height);"
            + " const cells = Math.round(box.offsetWidth / width), b = t.buffer.active;"
            + " const line = b.getLine(b.viewportY + y)?.translateToString(true);"
            + " return line?.slice(x, x + cells) === text }, "
            + Page.quoted(text)
            + ")");
  }

  @Test
  void W1_W2_people_see_what_others_select_and_go_with_them() throws Exception {
    try (Weft weft = new Weft()) {
      OuterTerminal window = weft.share("--anyone", "edit", "--", "/bin/bash");
      window.type("seq -f 'row %.0f' 200; echo marked-here\r").awaitText("\nmarked-here\n");
      Page ada = BROWSER.page().join(Weft.link(window), "Ada").seeOnScreen("marked-here");
      Page bo = BROWSER.page().join(Weft.link(window), "Bo").seeOnScreen("marked-here");
      ada.see("Bo joined");
      select(ada, "marked-here");
      seeSelected(bo, "marked-here");
      assertThat(bo.axe()).isEmpty();

      window.type("echo more\r").awaitText("\nmore\n");
      bo.seeOnScreen("more");
      seeSelected(bo, "marked-here");
      window.resize(60, 20);
      bo.run("await page.waitForFunction(() => window.weftTerminal.cols === 60)");
      seeSelected(bo, "marked-here");
      assertThat(selected(ada)).isEqualTo("marked-here");

      face(bo, "Ada");
      bo.run(
          "await page.getByRole('dialog', { name: 'Ada' })"
              + ".getByText('Editor · selecting').waitFor()");
      assertThat(bo.axe()).isEmpty();
      bo.click("Follow");
      bo.see("Following Ada");
      ada.run("await page.evaluate(() => window.weftScrolling.to(20))");
      bo.run(
          "await page.waitForFunction(() => window.weftScrolling.shown()"
              + ".some(line => line === 'row 30'))");
      ada.run("await page.evaluate(() => { window.weftScrolling.toLive() })");
      bo.seeGone("Back to live");
      bo.run("await page.locator('.stage').hover(); await page.mouse.wheel(0, -300)");
      bo.see("You no longer follow Ada.");
      ada.close();
      bo.see("Ada left");
      assertThat(bo.thrown()).isEmpty();
    }
  }

  @Test
  void W2_a_selection_in_a_full_screen_program_and_of_blocks_is_seen_too() throws Exception {
    try (Weft weft = new Weft()) {
      OuterTerminal window = weft.share("--anyone", "view", "--", "/bin/bash");
      window.type("echo one; echo two\r").awaitText("\ntwo\n");
      Page ada = BROWSER.page().join(Weft.link(window), "Ada").seeOnScreen("two");
      Page bo = BROWSER.page().join(Weft.link(window), "Bo").seeOnScreen("two");
      ada.press("Control+Shift+ArrowUp");
      bo.run(
          "await page.waitForFunction(() => document.querySelectorAll('.others-box').length ==="
              + " 3)");
      ada.press("Escape");
      bo.run("await page.waitForFunction(() => !document.querySelector('.others-box'))");
      window.type("printf '\\e[?1049h\\e[5;3Hin the alter''nate screen'; read x\r");
      ada.seeOnScreen("alternate");
      bo.seeOnScreen("alternate");
      select(ada, "alternate");
      seeSelected(bo, "alternate");
      window.type("\rprintf '\\e[?1049l'\r");
      bo.run("await page.waitForFunction(() => !document.querySelector('.others-box'))");
      assertThat(bo.thrown()).isEmpty();
    }
  }

  @Test
  void M11_two_people_who_type_into_one_program_are_told_of_each_other() throws Exception {
    try (Weft weft = new Weft()) {
      OuterTerminal window = weft.share("--anyone", "edit", "--", "/bin/bash");
      window.type("cat\r");
      Page ada = BROWSER.page().join(Weft.link(window), "Ada").seeOnScreen("cat");
      Page bo = BROWSER.page().join(Weft.link(window), "Bo").seeOnScreen("cat");
      ada.run("await page.locator('.stage').click()");
      ada.type("from-ada");
      bo.see("Ada is typing");
      window.awaitText("from-ada");
      // The owner types between Ada's keys, and keeps them away for a second more each time.
      ada.run(
          "await page.evaluate(() => { globalThis.typing = setInterval("
              + "() => window.weftTerminal.input('.', true), 100) })");
      bo.run("await page.waitForFunction(() => window.weftTerminal.buffer.active.cursorX > 15)");
      window.type("x");
      ada.see("The owner is typing; your keys are not taken.");
      ada.run("await page.evaluate(() => clearInterval(globalThis.typing))");
      ada.see("You can type.");
      ada.run("await page.locator('.stage').click()");
      ada.type("y");
      window.await("both", shown -> shown.text().matches("(?s).*from-ada\\.+x\\.*y.*"));
      window.type("\003");
    }
  }

  @Test
  void who_asks_and_who_comes_is_told_by_the_system_and_by_a_sound_only_when_wanted()
      throws Exception {
    try (Weft weft = new Weft()) {
      OuterTerminal window = weft.share("--", "/bin/bash");
      Page owner = BROWSER.page().open(weft.ownerLink() + "&debug").see("You own this session");
      owner.run("await page.context().grantPermissions(['notifications'])");
      owner.run(
          "await page.evaluate(() => { window.told = []; window.sounds = 0;"
              + " const Real = Notification, Sound = AudioContext;"
              + " window.Notification = class extends Real { constructor(words, more) {"
              + " super(words, more); this.onshow = () => window.told.push(words); } };"
              + " window.AudioContext = class extends Sound { constructor() { super();"
              + " window.sounds++; } };"
              + " Object.defineProperty(document, 'visibilityState',"
              + " { get: () => window.away ? 'hidden' : 'visible' }); })");
      Page ann = BROWSER.page().join(Weft.link(window), "Ann");
      owner.see("Ann");
      assertThat(owner.run("return await page.evaluate(() => window.told.length)")).isEqualTo("0");
      owner.click("More").click("Notify me of requests").press("Escape");
      owner.click("More").click("Sound when people come and go").press("Escape");
      Page bo = BROWSER.page().join(Weft.link(window), "Bo");
      owner.see("Bo");
      owner.run("await page.evaluate(() => { window.away = true })");
      Page cy = BROWSER.page().join(Weft.link(window), "Cy");
      owner.run("await page.waitForFunction(() => window.told.length > 0)");
      assertThat(owner.run("return await page.evaluate(() => window.told.join())"))
          .as("while nobody looks, and nothing of those who asked before")
          .isEqualTo("Cy asks to join");
      assertThat(owner.run("return await page.evaluate(() => window.sounds)")).isEqualTo("0");
      assertThat(weft.run("allow", "Cy").status()).isZero();
      cy.see("You are viewing.");
      owner.run("await page.waitForFunction(() => window.sounds === 1)");
      cy.close();
      owner.run("await page.waitForFunction(() => window.sounds === 2)");
      assertThat(owner.thrown()).isEmpty();
      List.of(ann, bo, owner).forEach(Page::close);
    }
  }

  @Test
  void M12_without_the_owner_editors_are_viewers_and_then_it_ends() throws Exception {
    try (Weft weft = new Weft()) {
      OuterTerminal window = weft.share("--anyone", "edit", "--idle", "3s,0,0", "--", "/bin/bash");
      Page ada = BROWSER.page().join(Weft.link(window), "Ada");
      ada.see("everybody is a viewer until the owner is back");
      window.awaitText("You have been away: everybody is a viewer until you press a key.");
      window.type("#");
      ada.see("You can type");
      // A click in the owner's page does the same as a key at the terminal.
      Page owner = BROWSER.page().open(weft.ownerLink() + "&debug").see("You own this session");
      ada.see("everybody is a viewer until the owner is back");
      owner.click("More");
      ada.see("You can type");
    }
    try (Weft weft = new Weft()) {
      OuterTerminal window =
          weft.share("--anyone", "edit", "--idle", "0,5s,15s", "--", "/bin/bash");
      Page ada = BROWSER.page().join(Weft.link(window), "Ada");
      ada.see("Sharing ends in a minute unless the owner comes back.");
      window.awaitText("Sharing ends in a minute, as you have been away.");
      ada.see("What you see stays here to select and copy.");
      window.type("echo it goes-on\r").awaitText("\nit goes-on\n");
    }
  }

  @Test
  void D6_the_owner_approves_what_an_editor_runs() throws Exception {
    try (Weft weft = new Weft()) {
      OuterTerminal window =
          weft.share("--anyone", "edit", "--approve-commands", "--", "/bin/bash");
      Page ada = BROWSER.page().join(Weft.link(window), "Ada");
      ada.see("You can write commands. The owner approves each.");
      ada.run("await page.locator('.draft .cm-content').click()");
      ada.type("echo app''roved");
      window.awaitText("Ada: echo app''roved  ·  Ctrl-\\ then r run");
      ada.press("Enter").see("The owner has been asked to run this.");
      window.awaitText("Ada wants to run: echo app''roved");
      window.type("\034").type("r");
      window.awaitText("\napproved\n");
      ada.seeOnScreen("approved");
      ada.type("echo de''nied");
      ada.press("Enter");
      window.awaitText("wants to run: echo de''nied");
      window.type("\034").type("d");
      ada.see("The owner did not run this.");
      // The owner takes it over, and goes on with it at the shell's own prompt.
      window.awaitText("Ada: echo de''nied");
      window.type("\034").type("t");
      window.awaitText("# echo de''nied");
      window.type(" after-all\r").awaitText("\ndenied after-all\n");
      assertThat(ada.thrown()).isEmpty();
    }
  }
}
