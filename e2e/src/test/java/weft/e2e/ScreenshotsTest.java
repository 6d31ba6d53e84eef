package weft.e2e;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import weft.testkit.OuterTerminal;
import weft.testkit.Weft;

/// Photographs of the real pages for the documentation, into the folder that `weft.shots` names.
@EnabledIfSystemProperty(named = "weft.shots", matches = ".+")
final class ScreenshotsTest {
  private static final String STILL_DARK = "\"reducedMotion\":\"reduce\",\"colorScheme\":\"dark\"}";
  private static final String DARK = "{\"viewport\":{\"width\":1240,\"height\":760}," + STILL_DARK;
  private static final String LIGHT = DARK.replace("dark", "light");
  private static final String PHONE =
      "{\"viewport\":{\"width\":390,\"height\":844},\"phone\":true,\"isMobile\":true,"
          + "\"hasTouch\":true,\"deviceScaleFactor\":2,"
          + STILL_DARK;

  /// What stands on the screen: a repository and its tests.
  private static final String SCENE =
      """
      PS1='\\[\\e[34m\\]~/src/api\\[\\e[0m\\] \\[\\e[32m\\]❯\\[\\e[0m\\] '
      git() { command git -c color.ui=always -c core.pager= "$@"; }
      npm() {
        printf '\\n\\e[32m ✓\\e[0m routes/health \\e[2m(4)\\e[0m\\n'
        printf '\\e[31m ✗\\e[0m routes/session › \\e[1mrejects an expired token\\e[0m\\n'
        printf '   \\e[31mAssertionError: expected 200 to equal 401\\e[0m\\n\\n'
        printf ' Tests  \\e[31m1 failed\\e[0m | \\e[32m23 passed\\e[0m \\e[2m(24)\\e[0m\\n\\n'
      }
      mkdir -p api/src/routes; cd api; command git init -q -b main
      command git config user.name Mo; command git config user.email mo@api.example
      printf 'export function fresh(token) {\\n  if (token.exp < Date.now()) {\\n' > src/routes/session.ts
      printf '    return next();\\n  }\\n}\\n' >> src/routes/session.ts
      command git add .; command git commit -qm 'sessions: expire tokens'
      sed -i 's/Date.now()/Date.now() \\/ 1000/' src/routes/session.ts
      """;

  @Test
  void pages_for_the_documentation() throws Exception {
    Path folder = Weft.checkout().resolve(System.getProperty("weft.shots"));
    Files.createDirectories(folder);
    try (Weft weft = new Weft();
        Browser browser = new Browser()) {
      Path scene = Files.writeString(weft.home().resolve(".scene"), SCENE);
      OuterTerminal window = weft.share("--name", "Mo Khan");
      window.type(". " + scene.getFileName() + "; clear\r");
      window.type("git status -sb\rgit diff\rnpm test\r").awaitText("23 passed");
      String link = Weft.link(window);
      Page owner = browser.page(DARK).open(weft.ownerLink() + "&debug").see("You own this session");
      Page ada = browser.page(DARK).join(link, "Ada L.");
      owner.click("Allow as editor");
      ada.see("You can type.").seeOnScreen("23 passed");
      Page ken = browser.page(LIGHT).join(link, "Ken T.");
      owner.click("Allow as viewer");
      ken.see("You are viewing.").seeOnScreen("23 passed");
      Page joan = browser.page(PHONE).join(link, "Joan");
      owner.click("Allow as viewer");
      joan.see("You are viewing.").seeOnScreen("23 passed");
      ken.click("Request edit access");
      owner.see("asks to edit").click("Share").see("Who has access");
      photograph(owner, folder.resolve("owner-request.png"));
      owner.press("Escape");
      owner.run(
          "const card = page.getByRole('region', { name: 'Request of Ken T.' });"
              + " await card.getByRole('button', { name: 'Allow' }).click()");
      ken.see("You can type.");
      ken.run(
          "await page.evaluate(() => { const t = window.weftTerminal, b = t.buffer.active;"
              + " for (let y = 0; y < b.length; y++) { const x = b.getLine(y)"
              + ".translateToString(true).indexOf('expected 200 to equal 401');"
              + " if (x >= 0) return t.select(x, y, 25); } })");
      DraftPageTest.write(owner, "npm test -- session");
      DraftPageTest.write(ada, "").press("Home").press("ArrowRight").press("ArrowRight");
      DraftPageTest.write(ken, "").press("End").type(" --watch").press("Shift+Home");
      owner.see("3 editing together");
      photograph(owner, folder.resolve("together.png"));
      photograph(ada, folder.resolve("guest.png"));
      photograph(joan, folder.resolve("phone.png"));
      photograph(ken, folder.resolve("light.png"));
    }
  }

  /// Once nothing moves any more: toasts have gone, and the latency is known.
  private static void photograph(Page page, Path file) {
    page.run(
        "await page.waitForFunction(() => document.querySelector('.toasts')?.children.length ==="
            + " 0); await page.getByText(/ ms$/).first().waitFor({ state: 'attached' }); await"
            + " page.screenshot({ path: "
            + Page.quoted(file.toString())
            + ", animations: 'disabled' })");
  }
}
