package weft.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import weft.pty.ShellCommand;
import weft.testkit.OuterTerminal;
import weft.testkit.Weft;

/// A shell that was wrapped all along and is shared later: what was before stays at home, until the
/// owner says otherwise (rules Q1 to Q3).
final class StartingPointTest {
  private static final Browser BROWSER = new Browser();

  @AfterAll
  static void end() {
    BROWSER.close();
  }

  @Test
  void Q1_Q2_Q3_sharing_starts_where_the_owner_says() throws Exception {
    String program = Weft.checkout().resolve("weft").toString();
    try (Weft weft = new Weft()) {
      OuterTerminal window = weft.program(ShellCommand.of(Weft.checkout().resolve("weft")));
      window.type("echo sec''ret; seq -f be%.0ffore 100\r").awaitText("\nbe100fore\n");
      window.type(program + " share --without-scrollback --anyone view\r");
      window.await("the link", shown -> shown.text().contains("/s/"));
      window.type("echo sha''red\r").awaitText("shared\n");

      Page ada = BROWSER.page().join(Weft.link(window), "Ada").seeOnScreen("shared");
      Page owner = BROWSER.page().open(weft.ownerLink() + "&debug").seeOnScreen("shared");
      owner.see("Sharing starts here");
      assertThat(past(ada)).doesNotContain("secret").doesNotContain("be99fore");
      assertThat(owner.axe()).isEmpty();

      owner.run("await page.getByRole('button', { name: 'Share', exact: true }).click()");
      owner.click("Change…").see("Share from where?").see("From the start of the session");
      assertThat(owner.axe()).isEmpty();
      owner.run("await page.getByLabel('From the start of the session').check()");
      owner.click("Share from here").seeGone("Sharing starts here");
      Patience.until("what was before", () -> past(ada).contains("secret"));
      assertThat(ada.thrown()).isEmpty();
      assertThat(owner.thrown()).isEmpty();
    }
  }

  @Test
  void Q4_an_excerpt_ends_with_its_last_command() throws Exception {
    String program = Weft.checkout().resolve("weft").toString();
    try (Weft weft = new Weft()) {
      OuterTerminal window = weft.program(ShellCommand.of(Weft.checkout().resolve("weft")));
      window.type("echo sec''ret\r").awaitText("\nsecret");
      window.type("seq 3000 3100\r").awaitText("\n3100");
      window.type(program + " share --from-block 2 --only 3 --anyone edit\r");
      window.await("the link", shown -> shown.text().contains("/s/"));
      Page ada = BROWSER.page().join(Weft.link(window), "Ada").seeOnScreen("3100");
      ada.see("Excerpt").see("The owner shares the next commands to read, then nothing more.");
      ada.type("echo ty''ped\r");
      window.type("echo la''st\r").awaitText("last\n");
      ada.see("The owner shares these commands to read, and nothing more.");
      window.type("echo af''ter\r").awaitText("after\n");
      ada.seeOnScreen("last");
      assertThat(past(ada)).contains("3010").doesNotContain("secret").doesNotContain("after");
      assertThat(window.text()).doesNotContain("typed");
      assertThat(ada.axe()).isEmpty();

      Page late = BROWSER.page().join(Weft.link(window), "Bo").seeOnScreen("last");
      assertThat(past(late)).contains("3010").doesNotContain("secret").doesNotContain("after");
      assertThat(late.thrown()).isEmpty();

      window.type(program + " share --without-scrollback; echo ag''ain\r");
      ada.see("Live").seeOnScreen("again");
      assertThat(past(ada)).doesNotContain("3010");
      assertThat(ada.thrown()).isEmpty();
    }
  }

  /// All that the page can show, scrolled to its oldest row.
  private static String past(Page page) {
    page.run("await page.evaluate(() => window.weftScrolling.to(0))");
    return page.run("return await page.evaluate(() => window.weftScrolling.shown().join('\\n'))");
  }
}
