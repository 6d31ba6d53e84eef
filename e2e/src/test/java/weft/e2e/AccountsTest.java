package weft.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import no.nav.security.mock.oauth2.MockOAuth2Server;
import no.nav.security.mock.oauth2.token.DefaultOAuth2TokenCallback;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weft.pty.ShellCommand;
import weft.testkit.Certificates;
import weft.testkit.OuterTerminal;
import weft.testkit.Weft;

/// People at a relay with accounts, as they meet it: pages, mails, terminals.
final class AccountsTest {
  private static final Browser BROWSER = new Browser(List.of(), "--ignore-certificate-errors");
  private static final Pattern TOKEN = Pattern.compile("sign-in#([A-Za-z0-9_-]{43})");
  private static final Pattern CODE = Pattern.compile("type the code ([A-Z]{4}-[A-Z]{4})");

  @TempDir Path folder;
  private final GreenMail mail =
      new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
  private final Weft weft = newWeft();
  private final Map<String, Integer> read = new HashMap<>();

  private static Weft newWeft() {
    try {
      return new Weft();
    } catch (IOException failed) {
      throw new java.io.UncheckedIOException(failed);
    }
  }

  @BeforeEach
  void start() {
    mail.start();
  }

  @AfterEach
  void stop() throws IOException {
    weft.close();
    mail.stop();
  }

  @AfterAll
  static void close() {
    BROWSER.close();
  }

  private static int freePort() throws IOException {
    try (ServerSocket free = new ServerSocket(0)) {
      return free.getLocalPort();
    }
  }

  /// A relay with accounts, under a name: passkeys need one.
  ///
  /// @param more lines of its configuration, in front of the tables
  private String relay(String more) throws IOException {
    int port = freePort();
    return relay(port, "http://localhost:" + port, more);
  }

  private String relay(int port, String address, String more) throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("relay.toml"),
            """
            listen = "127.0.0.1:%d"
            public = "%s"
            %s
            [accounts]
            on = true
            admins = "root@example.org"
            [database]
            at = "%s"
            [mail]
            smtp = "127.0.0.1:%d"
            tls = "none"
            from = "weft@example.org"
            """
                .formatted(
                    port, address, more, folder.resolve("weft.db"), mail.getSmtp().getPort()));
    weft.relay("--config", file.toString());
    return address;
  }

  /// The oldest mail to somebody that has not been read.
  private String nextMail(String to) throws Exception {
    int next = read.merge(to, 1, Integer::sum) - 1;
    Patience.until("a mail to " + to, () -> mail.getReceivedMessagesForDomain(to).length > next);
    return GreenMailUtil.getBody(mail.getReceivedMessagesForDomain(to)[next])
        .replace("=\r\n", "")
        .replace("=3D", "=");
  }

  /// Asks for a link in this page, and opens it in another tab of the same browser.
  private void signIn(Page page, String relay, String email) throws Exception {
    page.run("await page.getByLabel('E-mail address').fill(" + Page.quoted(email) + ")");
    page.click("Send me a link").see("Look into your mail");
    String sent = nextMail(email);
    Matcher token = TOKEN.matcher(sent);
    assertThat(token.find()).as(sent).isTrue();
    page.run(
        "const other = await page.context().newPage(); await other.goto("
            + Page.quoted(relay + "/sign-in#" + token.group(1))
            + "); await other.getByRole('button', { name: 'Sign in' }).click();"
            + " await other.getByText('My devices').waitFor(); await other.close()");
  }

  private Page signedIn(String relay, String email) throws Exception {
    Page page = BROWSER.page().open(relay + "/sign-in");
    signIn(page, relay, email);
    return page.see("My devices");
  }

  /// Signs this person's terminal in, through their page.
  private void login(String relay, Page page, String... more) throws Exception {
    List<String> command = new java.util.ArrayList<>(List.of("login", relay, "--name", "laptop"));
    command.addAll(List.of(more));
    OuterTerminal terminal =
        weft.program(
            ShellCommand.of(Weft.checkout().resolve("weft"), command.toArray(String[]::new)));
    terminal.await("a code", shown -> CODE.matcher(shown.text()).find());
    Matcher code = CODE.matcher(terminal.text());
    assertThat(code.find()).isTrue();
    page.open(relay + "/terminal");
    page.run("await page.getByLabel('The code').fill(" + Page.quoted(code.group(1)) + ")");
    page.click("Continue").see("laptop").click("Allow").see("is signed in");
    terminal.awaitText("signed in at " + relay + " as");
  }

  private String output(String... command) throws Exception {
    Weft.Result result = weft.run(command);
    assertThat(result.status()).as(result.err()).isZero();
    return result.out();
  }

  @Test
  @DisplayName(
      "who is invited signs in, and is in the session; who is not asks, by name; all of it live")
  void invited() throws Exception {
    String relay = relay("");
    OuterTerminal refused = weft.share("--relay", relay);
    refused.awaitText("Sharing has stopped: sign in with weft login " + relay);
    refused.type("exit\r");
    Patience.until("gone", () -> output("ls").contains("no session is running"));
    Page mo = signedIn(relay, "mo@example.org");
    login(relay, mo);
    OuterTerminal window = weft.share("--relay", relay);
    Patience.until("known", () -> output("who", "--json").contains("\"account\":\"mo@"));
    String link = Weft.link(window);
    window.type("weft() { " + Weft.checkout().resolve("weft") + " \"$@\"; }\r");
    window.type("weft invite ada@example.org,ken@example.org --edit\r");
    window.awaitText("ada@example.org, ken@example.org can edit");
    String invitation = nextMail("ada@example.org");
    assertThat(invitation)
        .contains("mo lets you work in a live terminal session", relay + "/s/")
        .doesNotContain(link.substring(link.indexOf('#') + 1));
    nextMail("ken@example.org");

    Page ada = BROWSER.page().join(link, "Anything").see("Sign in to join");
    ada.click("Sign in");
    signIn(ada, relay, "ada@example.org");
    ada.see("You can type.");
    assertThat(ada.run("return page.url()")).as("back with the secret").contains("#");
    window.type("echo seen-$((6*7))\r").awaitText("seen-42");
    assertThat(output("who")).containsPattern("ada +editor +here +ada@example.org");

    Page eve = BROWSER.page().open(relay + "/sign-in");
    signIn(eve, relay, "eve@example.org");
    eve.see("My devices").open(link).see("Waiting for the owner");
    window.awaitText("eve");
    assertThat(output("who")).contains("eve@example.org", "asks to join");
    window.type("weft allow eve\r").awaitText("eve can now view");
    eve.see("You are viewing.");

    window.type("weft access ada@example.org view\r").awaitText("ada@example.org can view");
    ada.see("You are viewing.");
    window.type("weft remove ada\r").awaitText("ada was removed");
    ada.see("The owner removed you from this session.");
    ada.open(link).see("Waiting for the owner").close();
    window.type("weft access eve@example.org none\r").awaitText("eve@example.org cannot get in");
    eve.see("The owner removed you").close();

    assertThat(output("ls", "--all")).contains("yours, of mo@example.org on laptop");
    mo.open(relay + "/account").see("laptop").click("Stop sharing all");
    window.awaitText("Sharing has stopped: it was stopped from elsewhere.");
    window.type("echo still-$((6*7))\r").awaitText("still-42");
    assertThat(output("logout")).contains("signed out at " + relay);
    assertThat(weft.run("ls", "--all").err()).contains("not signed in anywhere");
    assertThat(mo.thrown()).isEmpty();
    mo.close();
  }

  @Test
  @DisplayName("the owner's page gives and takes access, and limits are said where they are shown")
  void popover() throws Exception {
    String relay =
        relay("limits.guests = 10\nlimits.person-sessions = 2\nlimits.person-bytes = 1000000000");
    Page mo = signedIn(relay, "mo@example.org");
    mo.run("await page.getByPlaceholder('Its name').fill('Engines')");
    mo.click("Create").see("Invite into the team");
    mo.run("await page.getByPlaceholder('E-mail addresses').fill('ken@example.org')");
    mo.click("Invite").see("invited, not here yet");
    nextMail("ken@example.org");
    login(relay, mo);
    OuterTerminal window = weft.share("--relay", relay);
    Patience.until("known", () -> output("who", "--json").contains("\"account\":\"mo@"));
    String link = Weft.link(window);
    Page owner = mo.open(weft.ownerLink()).see("You own this session.");
    owner.click("Share");
    owner.run("await page.getByLabel('E-mail addresses').fill('ada@example.org; mist')");
    owner.click("Invite").see("mist is not an address.");
    owner.run("await page.getByLabel('E-mail addresses').fill('ada@example.org')");
    owner.click("Invite").see("has got a mail");
    nextMail("ada@example.org");
    owner.see("invited, not here yet");
    owner.run("await page.getByLabel('Access of my team').selectOption('Viewer')");
    Page ken = signedIn(relay, "ken@example.org");
    ken.open(link).see("You are viewing.");
    Page ada = signedIn(relay, "ada@example.org");
    ada.open(link).see("You are viewing.");
    owner.run("await page.getByLabel('Access of ada').selectOption('editor')");
    ada.see("You can type.");
    owner.see("here · ada@example.org");
    owner.run("await page.getByLabel('Access of my team').selectOption('No access')");
    ken.see("removed").close();
    assertThat(owner.axe()).isEmpty();

    OuterTerminal second = weft.share("--relay", relay);
    Patience.until(
        "two", () -> output("ls", "--all").lines().filter(l -> l.contains("yours")).count() == 2);
    OuterTerminal third = weft.share("--relay", relay);
    third.awaitText("Sharing has stopped: you share as many as this relay allows.");
    third.type("echo mine-$((6*7))\r").awaitText("mine-42");
    owner.press("Escape").click("Share").see("Other shared sessions");
    assertThat(owner.axe()).isEmpty();
    owner.click("Stop the session on laptop").seeGone("Other shared sessions");
    second.awaitText("Sharing has stopped: it was stopped from elsewhere.");
    Page account = ada.open(relay + "/account").see("Shared with you");
    account.see("0 of 2 sessions · up to 10 guests each");
    assertThat(account.axe()).isEmpty();
    account.run("await page.setViewportSize({ width: 390, height: 780 })");
    account.run("await page.getByText('My devices').scrollIntoViewIfNeeded()");
    account.see("My devices");
    assertThat(account.run("return await page.evaluate(() => document.body.scrollWidth)"))
        .as("nothing is wider than a phone")
        .isEqualTo("390");
    account.close();
    Page root = signedIn(relay, "root@example.org");
    root.open(relay + "/admin").see("ken@example.org");
    assertThat(root.axe()).isEmpty();
    for (String tab : List.of("Sessions", "Use", "Audit")) {
      root.run("await page.getByRole('tab', { name: " + Page.quoted(tab) + " }).click()");
      root.see("mo@example.org");
      assertThat(root.axe()).isEmpty();
    }
    root.run("await page.getByRole('tab', { name: 'Sessions' }).click()");
    root.click("End");
    root.run("await page.getByRole('dialog').getByRole('button', { name: 'End' }).click()");
    owner.see("The owner stopped sharing.");
    root.close();
    owner.close();
  }

  @Test
  @DisplayName("a passkey that was added signs in, without a mail")
  void passkey() throws Exception {
    String relay = relay("");
    Page ada = signedIn(relay, "ada@example.org");
    ada.run(
        "const cdp = await page.context().newCDPSession(page); await cdp.send('WebAuthn.enable');"
            + " await cdp.send('WebAuthn.addVirtualAuthenticator', { options: { protocol: 'ctap2',"
            + " transport: 'internal', hasResidentKey: true, hasUserVerification: true,"
            + " isUserVerified: true, automaticPresenceSimulation: true } })");
    ada.click("Add a passkey").see("not used yet");
    ada.click("Sign out").see("A relay for shared terminals");
    // Not opened anew: the authenticator is this page's.
    ada.run("await page.goto(" + Page.quoted(relay + "/sign-in") + ")");
    ada.click("Use a passkey").see("My devices");
    ada.see("ada@example.org").see("last used");
    ada.click("Remove the passkey").see("With one, signing in takes no mail.");
    ada.click("Sign out").see("A relay for shared terminals");
    ada.run("await page.goto(" + Page.quoted(relay + "/sign-in") + ")");
    ada.click("Use a passkey").see("This passkey is not known here.");
    ada.close();
  }

  @Test
  @DisplayName("through a provider and nginx: secure cookies, and the session behind it")
  void provider() throws Exception {
    Certificates made = Certificates.in(folder);
    MockOAuth2Server provider = new MockOAuth2Server();
    provider.start();
    int inside = freePort();
    try (Nginx nginx = new Nginx(folder, made, inside)) {
      String relay =
          relay(
              inside,
              nginx.address(),
              "proxy.forwarded-for = true\noidc.issuer = '"
                  + provider.issuerUrl("team")
                  + "'\noidc.client-id = 'weft'\noidc.name = 'Example Inc.'");
      provider.enqueueCallback(
          new DefaultOAuth2TokenCallback(
              "team",
              "4711",
              "JWT",
              List.of("weft"),
              Map.of("email", "ada@example.org", "email_verified", true, "name", "Ada L"),
              3600));
      Page ada = BROWSER.page().open(relay + "/sign-in");
      ada.run("await page.getByRole('link', { name: 'Continue with Example Inc.' }).click()");
      ada.see("My devices").see("ada@example.org");
      String cookies =
          ada.run(
              "return (await page.context().cookies()).filter(c => c.httpOnly).map(c => c.name"
                  + " + ' ' + c.secure + ' ' + c.sameSite).join()");
      assertThat(cookies).isEqualTo("__Host-weft true Strict");
      login(relay, ada, "--ca", made.certificate());
      OuterTerminal window = weft.share("--relay", relay, "--ca", made.certificate());
      Patience.until("known", () -> output("who", "--json").contains("\"account\":\"ada@"));
      ada.open(Weft.link(window) + "&debug").see("You can type.");
      window.type("echo through-$((6*7))\r").awaitText("through-42");
      ada.seeOnScreen("through-42");
      ada.close();
    } finally {
      provider.shutdown();
    }
  }
}
