package weft.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import weft.testkit.OuterTerminal;
import weft.testkit.Weft;

/// Commands and their outputs in the page, made by a real shell: seen, chosen, copied, filtered,
/// listed, linked, with the pointer and with keys alone (rules K1 to K4).
final class BlocksPageTest {
  private static final Browser BROWSER = new Browser();

  @AfterAll
  static void end() {
    BROWSER.close();
  }

  private static OuterTerminal session(Weft weft) throws IOException {
    OuterTerminal window = weft.share("--anyone", "view");
    atPrompt(window.type("seq -f 'row %.0f' 200\r").awaitText("row 200\n"));
    window.type("printf '\\033[31mred\\033[0m %0150d\\n' 7; (exit 3)\r").awaitText("0007\n");
    atPrompt(window);
    return window.type("echo the last\r").awaitText("\nthe last\n");
  }

  /// What is typed sooner is echoed into the output before.
  private static void atPrompt(OuterTerminal window) {
    window.await("a prompt", shown -> shown.text().stripTrailing().matches("(?s).*[$#]"));
  }

  private static Page ada(OuterTerminal window) {
    Page ada = BROWSER.page().join(Weft.link(window), "Ada").seeOnScreen("the last");
    ada.run("await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])");
    ada.run("await page.locator('.block.failed').waitFor()");
    return ada;
  }

  private static String copied(Page page) {
    return page.run("return await page.evaluate(() => navigator.clipboard.readText())");
  }

  private static void item(Page page, String words) {
    page.run(
        "await page.getByRole('menuitem', { name: "
            + Page.quoted(words)
            + ", exact: true }).click()");
  }

  private static void rightClickOnFailed(Page page) {
    page.run(
        "const box = await page.locator('.block.failed').boundingBox();"
            + " await page.mouse.click(box.x + 300, box.y + box.height - 5, { button: 'right' })");
  }

  @Test
  void K1_a_block_is_seen_and_its_menu_copies_what_it_says() throws IOException {
    try (Weft weft = new Weft();
        Page ada = ada(session(weft))) {
      assertThat(ada.run("return await page.locator('.block.failed').innerText()"))
          .endsWith("exit 3");
      rightClickOnFailed(ada);
      ada.run("await page.locator('.block.failed.chosen').waitFor()");
      assertThat(ada.axe()).isEmpty();
      item(ada, "Copy output");
      ada.see("copied");
      String line = "red " + "0".repeat(149) + "7";
      assertThat(copied(ada)).as("a wrapped line is one line").isEqualTo(line);
      rightClickOnFailed(ada);
      item(ada, "Copy command");
      ada.see("Command copied");
      assertThat(copied(ada)).isEqualTo("printf '\\033[31mred\\033[0m %0150d\\n' 7; (exit 3)");
      rightClickOnFailed(ada);
      item(ada, "Copy");
      ada.seeGone("Command copied");
      assertThat(copied(ada)).contains("printf ").endsWith("\n" + line);
      rightClickOnFailed(ada);
      item(ada, "Copy output with colours");
      ada.run(
          "await page.waitForFunction(async () => (await navigator.clipboard.read())[0]"
              + ".types.includes('text/html'))");
      assertThat(copied(ada)).contains("\033[0;31mred\033[m").contains("0007");
      assertThat(ada.thrown()).isEmpty();
    }
  }

  @Test
  void K1_keys_alone_choose_extend_open_the_menu_and_leave() throws IOException {
    try (Weft weft = new Weft();
        Page ada = ada(session(weft))) {
      ada.press("Control+Shift+ArrowUp");
      ada.run("await page.locator('.block.chosen').waitFor()");
      ada.press("ArrowUp").press("Shift+ArrowUp");
      assertThat(ada.run("return await page.locator('.block-choice').innerText()"))
          .isEqualTo("2 blocks chosen");
      ada.press("Enter");
      ada.run("await page.getByRole('menuitem', { name: 'Copy', exact: true }).waitFor()");
      ada.press("ArrowDown").press("Enter").see("Command copied");
      assertThat(copied(ada)).startsWith("seq -f 'row %.0f' 200\nprintf");
      ada.press("Escape");
      assertThat(ada.run("return await page.locator('.block.chosen').count()")).isEqualTo("0");
      ada.press("Control+Shift+PageUp");
      assertThat(ada.run("return await page.locator('.block-choice').innerText()"))
          .as("the one that failed")
          .startsWith("printf");
      assertThat(ada.thrown()).isEmpty();
    }
  }

  @Test
  void K3_K4_blocks_are_listed_searched_and_linked() throws IOException {
    try (Weft weft = new Weft()) {
      OuterTerminal window = weft.share("--anyone", "view");
      window.type("seq -f 'row %.0f' 200\r").awaitText("row 200\n");
      // What is typed before the prompt is there is echoed into the output.
      window.await("the prompt", shown -> shown.text().stripTrailing().matches("(?s).*[#$]"));
      window.type("for i in $(seq 60); do echo; done; history -c\r");
      for (int i = 0; i < 30; i++) {
        window.type("echo " + "number-" + i + "-\r").awaitText("\nnumber-" + i + "-\n");
      }
      Page ada = BROWSER.page().join(Weft.link(window), "Ada").seeOnScreen("number-29-");
      ada.run("await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])");
      ada.click("More").click("Blocks…").see("32 commands");
      assertThat(ada.axe()).isEmpty();
      ada.type("seq -f").see("1 command");
      ada.press("Enter");
      ada.run(
          "await page.waitForFunction(() => window.weftScrolling.shown()"
              + ".some(line => line.includes('seq -f')))");
      ada.run("await page.locator('.block.chosen').waitFor()");
      ada.press("Enter");
      item(ada, "Copy link to block");
      ada.see("Link copied");
      String link = copied(ada);
      assertThat(link).isEqualTo(Weft.link(window) + "&b=1");
      ada.close();
      // Somebody else opens it, in a browser that knows nothing of the session.
      Page eve = BROWSER.page().join(link, "Eve");
      eve.run(
          "await page.waitForFunction(() => window.weftScrolling?.shown()"
              + ".some(line => line.includes('seq -f')))");
      assertThat(eve.run("return await page.locator('.block-choice').innerText()"))
          .startsWith("seq -f");
      eve.press("Enter");
      item(eve, "Filter lines…");
      eve.run("await page.locator('.block-filter input:focus').waitFor()");
      eve.type("w 1.7$");
      eve.run(
          "const note = page.locator('.block-filter .find-note');"
              + " await note.filter({ hasText: /^10 of 200 lines$/ }).waitFor()"
              + ".catch(async late => { throw new Error(await note.innerText()"
              + " + ' for ' + await page.locator('.block-filter .field').first().inputValue()"
              + " + ': ' + late); })");
      eve.run("await page.getByRole('button', { name: 'row 117' }).click()");
      eve.run(
          "await page.waitForFunction(() => window.weftScrolling.shown()"
              + ".some(line => line === 'row 117'))");
      eve.run("await page.locator('.block-pinned').waitFor()");
      assertThat(eve.axe()).isEmpty();
      assertThat(eve.thrown()).isEmpty();
      eve.close();
    }
  }

  @Test
  void F1_find_in_block_finds_nothing_outside_of_it() throws IOException {
    try (Weft weft = new Weft();
        Page ada = ada(session(weft))) {
      rightClickOnFailed(ada);
      item(ada, "Find in block");
      ada.run("await page.getByRole('textbox', { name: 'Find' }).fill('red')");
      ada.see("of 2");
      ada.run("await page.getByRole('textbox', { name: 'Find' }).fill('row')");
      ada.see("No match");
      assertThat(ada.thrown()).isEmpty();
    }
  }
}
