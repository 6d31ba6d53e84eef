package weft.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import weft.testkit.OuterTerminal;
import weft.testkit.Weft;

/// Whatever is wrong with a link or a session, its page says in one sentence what to do.
final class LinkPagesTest {
  private static final Browser BROWSER = new Browser();
  private static final String COPY_AGAIN = "Copy the whole link again.";
  private static final String OVER = "This session has ended. Ask the owner for a new link.";

  @AfterAll
  static void end() {
    BROWSER.close();
  }

  private static Page opened(String link) {
    return BROWSER.page().open(link);
  }

  /// Whoever reads the page with other senses can use it too.
  private static void accessible(Page page) {
    assertThat(page.axe()).isEmpty();
  }

  private static Page joined(String link) {
    return BROWSER.page().join(link, "Ada");
  }

  @Test
  void a_link_that_is_not_whole() throws IOException {
    try (Weft weft = new Weft()) {
      String link = Weft.link(weft.share("--anyone", "view"));
      String bare = link.substring(0, link.indexOf('#'));
      String id = bare.substring(bare.lastIndexOf('/') + 1);
      accessible(opened(bare).see("The part of the link after # is missing. " + COPY_AGAIN));
      opened(bare + "#").see("The part of the link after # is missing. " + COPY_AGAIN);
      opened(link.substring(0, link.length() - 3))
          .see("The part of the link after # is not right. " + COPY_AGAIN);
      accessible(
          joined(bare + "#AAAAAAAAAAAAAAAAAAAAAA")
              .see("The part of the link after # is not right. " + COPY_AGAIN));
      accessible(
          joined(link.replace(id, "AAAAAAAAAAAAAAAAAAAAAA"))
              .see("The relay knows no session under this link.")); // and a while later, for good
    }
  }

  @Test
  void a_link_that_was_revoked() throws Exception {
    try (Weft weft = new Weft()) {
      String old = Weft.link(weft.share("--anyone", "view"));
      Page inside = joined(old).see("You are viewing.");
      assertThat(weft.run("revoke").status()).isZero();
      accessible(inside.see("The owner removed you from this session."));
      accessible(joined(old).see("This link was replaced by a new one. Ask the owner for it."));
    }
  }

  @Test
  void a_session_that_ends_leaves_a_frozen_copy_to_select() throws Exception {
    try (Weft weft = new Weft()) {
      OuterTerminal window = weft.share("--anyone", "edit", "--relay", weft.relay());
      // The prompt does not wait for the network: a relay elsewhere knows the session a little
      // later.
      Patience.until("the relay", () -> weft.run("who", "--json").out().contains("\"up\""));
      Page guest = joined(Weft.link(window)).see("You can type.");
      window.type("echo kee''psake; exit 7\r");
      guest
          .see("The session has ended: its shell exited (status 7).")
          .see("What you see stays here to select and copy.")
          .seeOnScreen("keepsake")
          .type("x");
      guest.run("await page.evaluate(() => window.weftTerminal.selectAll())");
      assertThat(guest.run("return await page.evaluate(() => window.weftTerminal.getSelection())"))
          .contains("keepsake");
      assertThat(guest.axe()).isEmpty();
      joined(Weft.link(window)).see(OVER);
    }
  }

  @Test
  void a_relay_that_is_gone_with_its_session() throws IOException {
    try (Weft weft = new Weft()) {
      OuterTerminal window = weft.share("--anyone", "view");
      Page inside = joined(Weft.link(window)).see("You are viewing.");
      Page reading = opened(Weft.link(window)).see("Your name");
      window.type("exit\r");
      inside.see("The session has ended: its shell exited (status 0).");
      accessible(reading.click("Join").see("The relay cannot be reached. Trying again"));
    }
  }

  @Test
  void a_relay_that_is_down() throws IOException {
    try (Weft weft = new Weft()) {
      OuterTerminal window = weft.share("--anyone", "view", "--relay", weft.relay());
      window.type("printf 're%s\\n' ady\r");
      Page inside = joined(Weft.link(window)).see("You are viewing.").seeOnScreen("ready");
      weft.relays().getFirst().destroy();
      accessible(inside.see("The connection was lost. Reconnecting").seeOnScreen("ready"));
    }
  }

  @Test
  void a_session_of_another_version() throws IOException {
    try (Weft weft = new Weft()) {
      String link = Weft.link(weft.share("--anyone", "view"));
      Page page = BROWSER.page();
      // HOST (0x31) says the version in its second byte (rule L4).
      page.run(
          "await page.routeWebSocket(/v1/, ws => { const server = ws.connectToServer();"
              + " server.onMessage(m => { const frame = Buffer.from(m);"
              + " if (frame[0] === 0x31) frame[1] = 9; ws.send(frame); }); })");
      accessible(
          page.join(link, "Ada")
              .see("This page speaks version 1 of weft, the session version 9. Reload the page")
              .see("the owner should update weft."));
    }
  }

  @Test
  void a_page_elsewhere_cannot_reach_the_relay() throws IOException {
    try (Weft weft = new Weft()) {
      String link = Weft.link(weft.share("--anyone", "view"));
      String socket = link.replaceFirst("^http", "ws").replaceFirst("#.*", "");
      Page stranger = BROWSER.page();
      stranger.run(
          "await page.route('http://elsewhere.example/', route =>"
              + " route.fulfill({ contentType: 'text/html', body: 'elsewhere' }))");
      stranger.open("http://elsewhere.example/");
      String code =
          "return await page.evaluate(address => new Promise(resolve => {"
              + " const socket = new WebSocket(address);"
              + " socket.onopen = () => resolve('open');"
              + " socket.onerror = () => resolve('refused'); }), "
              + Page.quoted(socket.replace("/s/", "/v1/s/"))
              + ")";
      assertThat(stranger.run(code)).isEqualTo("refused");
      assertThat(opened(link).see("Your name").run(code)).isEqualTo("open");
    }
  }
}
