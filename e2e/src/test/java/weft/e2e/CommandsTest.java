package weft.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.avaje.jsonb.Jsonb;
import java.nio.file.Path;
import java.util.Map;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weft.crypto.Link;
import weft.protocol.Bytes;
import weft.protocol.Decoded;
import weft.protocol.HostToGuest;
import weft.protocol.Reason;
import weft.protocol.Role;
import weft.pty.TerminalSize;
import weft.testkit.Certificates;
import weft.testkit.OuterTerminal;
import weft.testkit.TestGuest;
import weft.testkit.Weft;

/// The commands of a session, typed inside of it and run from another terminal.
class CommandsTest {
  private Weft weft;

  @BeforeEach
  void person() throws Exception {
    weft = new Weft();
  }

  @AfterEach
  void end() throws Exception {
    weft.close();
  }

  private Weft.Result ok(String... arguments) throws Exception {
    Weft.Result result = weft.run(arguments);
    assertThat(result.status()).as(String.join(" ", arguments) + ": " + result.err()).isZero();
    assertThat(result.err()).isEmpty();
    return result;
  }

  private Map<String, Object> json(String... arguments) throws Exception {
    return Jsonb.instance().type(Object.class).map().fromJson(ok(arguments).out());
  }

  private void fails(int status, String error, String... arguments) throws Exception {
    Weft.Result result = weft.run(arguments);
    assertThat(result.status()).as(String.join(" ", arguments)).isEqualTo(status);
    assertThat(result.err()).containsPattern("^weft: " + error);
    assertThat(result.err().lines().toList()).hasSizeBetween(1, 2);
    assertThat(result.err().lines().skip(1)).allMatch(line -> line.startsWith("hint: "));
  }

  private static TestGuest asking(String link, String name) {
    TestGuest guest = TestGuest.of(link, name).connect();
    guest.await("waiting", g -> g.heard().contains(new HostToGuest.Waiting()));
    return guest;
  }

  @Test
  @DisplayName("from another terminal every command works, in words and in JSON")
  void outside() throws Exception {
    String link = Weft.link(weft.share());
    assertThat(ok("link").out().strip()).isEqualTo(link);
    assertThat(ok("open", "--print").out()).contains("/s/").doesNotContain(link);
    assertThat(ok("ls").out()).contains("live");
    assertThat(json("who", "--json"))
        .containsKeys("id", "title", "link", "ownerLink", "anyone", "relays")
        .containsKeys("pid", "started", "state", "columns", "rows", "people", "requests")
        .containsEntry("anyone", "none")
        .containsEntry("state", "live");
    assertThat(ok("ls", "--json").out()).startsWith("[{");

    TestGuest ada = asking(link, "Ada");
    assertThat(ok("who").out()).contains("Ada").contains("asks to join");
    assertThat(json("allow", "Ada", "--json")).containsEntry("ok", true).containsKey("session");
    ada.await("the role", g -> g.role() == Role.VIEWER);
    assertThat(ok("allow", "ada", "--edit").out()).isEqualTo("Ada can now edit\n");
    ada.await("the role", g -> g.role() == Role.EDITOR);
    TestGuest bob = asking(link, "Bob");
    assertThat(ok("deny").out()).isEqualTo("Bob was denied\n");
    bob.await("being denied", g -> g.over() == Reason.DENIED);
    assertThat(ok("remove", "Ada").out()).isEqualTo("Ada was removed\n");
    ada.await("being removed", g -> g.over() == Reason.REMOVED);
    assertThat(json("anyone", "view", "--json")).containsEntry("ok", true);
    assertThat(ok("revoke").out()).contains("#").doesNotContain(link);
    assertThat(ok("stop").out()).contains("stopped");
    fails(1, "sharing has stopped", "link");
    ada.close();
    bob.close();
  }

  @Test
  @DisplayName("inside the session the same commands are plain ones")
  void inside() throws Exception {
    OuterTerminal window = weft.share();
    window.type("clear; weft who; echo who=$?\r").awaitText("who=0");
    assertThat(window.text()).containsPattern("owner +here");
    window.type("clear; weft who --json | grep -c ownerLink; weft anyone edit\r");
    window.awaitText("anyone with the link can edit");
    window.type("clear; weft remove Nobody; echo remove=$?\r").awaitText("remove=1");
    assertThat(window.text()).contains("weft: nobody here is called 'Nobody'").contains("hint: ");
    window.type("clear; weft share; echo share=$?\r").awaitText("share=1");
    assertThat(window.text()).contains("already in a shared session");
    window.type("clear; weft stop; echo stop=$?\r").awaitText("stop=0");
    window.type("exit\r");
    assertThat(window.exit().shellStatus()).isZero();
  }

  @Test
  @DisplayName("mistakes are one lowercase line and a hint; two sessions ask which one is meant")
  void mistakes() throws Exception {
    fails(1, "no session is running", "who");
    fails(2, "there is no command 'whom'", "whom");
    OuterTerminal first = weft.share();
    fails(2, "remove whom\\?", "remove");
    fails(2, "what may anyone", "anyone", "everything");
    fails(1, "nobody is asking", "allow");
    fails(1, "nobody here is called 'Zoe'", "allow", "Zoe");
    fails(2, "unrecognized option", "who", "--bogus");
    fails(2, "--listen was given 2 times", "relay", "--listen", ":1", "--listen", ":2");
    weft.share();
    Patience.until(
        "the second one to answer, a moment after its prompt",
        () -> weft.run("ls").out().lines().filter(line -> line.contains(" since ")).count() == 2);
    fails(1, "2 sessions are running", "who");
    String id = Weft.link(first).replaceAll(".*/s/|#.*", "");
    assertThat(ok("link", "--session", id).out().strip()).isEqualTo(Weft.link(first));
    fails(1, "no session has the id 'zzz'", "who", "--session", "zzz");
    assertThat(ok("ls").out().lines().filter(line -> line.contains(" since "))).hasSize(2);
    assertThat(ok("stop", "--all").out().lines()).hasSize(2);
  }

  @Test
  @DisplayName("a relay off loopback refuses plain HTTP in one sentence")
  void plain() throws Exception {
    fails(1, "", "relay", "--listen", "0.0.0.0:0");
    OuterTerminal window =
        weft.window(new TerminalSize(100, 30), "--relay", "http://relay.example.org");
    window.awaitText("a relay off this machine needs https");
  }

  @Test
  @DisplayName("TLS from PEM files works, for a relay of its own and for the one inside the host")
  void tls(@TempDir Path folder) throws Exception {
    Certificates made = Certificates.in(folder);
    String relay = weft.relay("--tls-cert", made.certificate(), "--tls-key", made.key());
    assertThat(relay).startsWith("https://127.0.0.1:");
    reaches(weft.share("--relay", relay, "--ca", made.certificate(), "--anyone", "view"), made);
    reaches(
        weft.share(
            "--listen",
            "127.0.0.1:0",
            "--anyone",
            "view",
            "--tls-cert",
            made.certificate(),
            "--tls-key",
            made.key()),
        made);
  }

  private void reaches(OuterTerminal window, Certificates made) throws Exception {
    SSLContext trusting = made.trusting();
    if (!(Link.parse(Weft.link(window)) instanceof Decoded.Ok<Link>(Link link))) {
      throw new AssertionError("no link");
    }
    String id = link.id().text();
    Patience.until(
        "the relay", // nor does a session that is just starting answer at once
        () -> weft.run("who", "--json", "--session", id).out().contains("\"up\""));
    TestGuest guest = new TestGuest(link, "Tess", Bytes.owned(new byte[16]), trusting).connect();
    Scene.seesTheScreen(guest);
    window.type("echo over-tls-$((6*7))\r");
    guest.awaitText("over-tls-42");
    guest.close();
  }
}
