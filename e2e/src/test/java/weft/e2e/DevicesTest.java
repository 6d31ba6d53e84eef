package weft.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import weft.testkit.OuterTerminal;
import weft.testkit.Weft;

/// One person in two browsers is one person, with one role.
final class DevicesTest {
  private static final Browser BROWSER = new Browser();

  @AfterAll
  static void end() {
    BROWSER.close();
  }

  @Test
  void H5_another_device_is_the_same_person_and_a_role_reaches_both() throws Exception {
    try (Weft weft = new Weft()) {
      OuterTerminal window = weft.share("--anyone", "view");
      Page laptop = BROWSER.page().join(Weft.link(window), "Ada L").see("You are viewing.");
      laptop.run("await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])");
      laptop.click("More").click("Open on another device…").see("Whoever has this link is you");
      laptop.run("await page.getByRole('img', { name: 'QR code' }).waitFor()");
      assertThat(laptop.axe()).isEmpty();
      laptop.run("await page.locator('dialog').getByText('Copy link').click()");
      String link =
          laptop
              .see("Link copied.")
              .run("return await page.evaluate(() => navigator.clipboard.readText())");
      assertThat(link).startsWith(Weft.link(window) + "&person=");

      Page phone = BROWSER.page().open(link + "&debug").see("You are viewing.");
      assertThat(phone.run("return page.url()")).isEqualTo(Weft.link(window) + "&debug");
      assertThat(weft.run("who", "--json").out())
          .containsOnlyOnce("\"name\":\"Ada L\"")
          .contains("\"devices\":2");

      assertThat(weft.run("allow", "Ada L", "--edit").status()).isZero();
      laptop.see("You can type.");
      phone.see("You can type.");
      phone.run("await page.locator('.stage').click()");
      phone.type("printf 'from the %s\\n' phone\n");
      laptop.seeOnScreen("from the phone");

      // It is remembered, as on the first device.
      phone.open(Weft.link(window) + "&debug").see("You can type.");
      assertThat(laptop.thrown()).isEmpty();
      assertThat(phone.thrown()).isEmpty();
    }
  }
}
