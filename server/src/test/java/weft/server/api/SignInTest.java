package weft.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weft.server.Key;
import weft.server.api.PeopleRelay.Answer;
import weft.server.api.PeopleRelay.Client;

/// Signing in by mail, what follows, and what somebody hostile tries.
final class SignInTest {
  private static final String ASK = "/api/sign-in/mail";
  private static final String LOOK = "/api/sign-in/mail/look";
  private static final String USE = "/api/sign-in/mail/use";

  @TempDir private Path folder;
  private PeopleRelay relay;

  @BeforeEach
  void start() throws Exception {
    relay = new PeopleRelay(folder, Map.of(Key.ADMINS, "root@example.org"));
  }

  @AfterEach
  void stop() {
    relay.close();
  }

  private static String email(String address) {
    return "{\"email\":\"" + address + "\"}";
  }

  private static String token(String token) {
    return "{\"token\":\"" + token + "\"}";
  }

  @Test
  void a_link_by_mail_signs_in_once() {
    Client ada = relay.client();
    assertThat(ada.get("/api/me").json()).containsEntry("signedIn", false);
    assertThat(ada.post(ASK, email(" Ada@Example.org ")).status()).isEqualTo(204);
    String token = relay.nextToken("ada@example.org");
    assertThat(ada.post(LOOK, token(token)).json()).containsEntry("email", "ada@example.org");
    Answer in = ada.post(USE, token(token));
    assertThat(in.status()).isEqualTo(200);
    assertThat(in.cookies())
        .anyMatch(
            cookie ->
                cookie.startsWith("weft=")
                    && cookie.contains("HttpOnly")
                    && cookie.contains("SameSite=Strict"))
        .noneMatch(cookie -> cookie.contains("Domain="));
    assertThat(ada.get("/api/me").json())
        .containsEntry("signedIn", true)
        .containsEntry("email", "ada@example.org")
        .containsEntry("name", "ada")
        .containsEntry("admin", false);
    Answer again = relay.client().post(USE, token(token));
    assertThat(again.status()).isEqualTo(410);
    assertThat(again.error()).contains("has been used");
    assertThat(relay.signedIn("root@example.org").get("/api/me").json())
        .containsEntry("admin", true);
  }

  @Test
  @DisplayName(
      "session fixation: a new sign-in has a new cookie, and the one before is worth nothing")
  void fixation() {
    Client ada = relay.signedIn("ada@example.org");
    String before = ada.cookies.get("weft");
    ada.post(ASK, email("ada@example.org"));
    ada.post(USE, token(relay.nextToken("ada@example.org")));
    assertThat(ada.cookies.get("weft")).isNotEqualTo(before);
    Client old = relay.client();
    old.cookies.put("weft", before);
    assertThat(old.get("/api/me").json()).containsEntry("signedIn", false);
    Client planted = relay.client();
    planted.cookies.put("weft", "A".repeat(43));
    planted.post(ASK, email("ken@example.org"));
    planted.post(USE, token(relay.nextToken("ken@example.org")));
    assertThat(planted.cookies.get("weft")).isNotEqualTo("A".repeat(43));
  }

  @Test
  void whoever_signs_out_or_removes_a_device_is_out_there() {
    Client page = relay.signedIn("ada@example.org");
    Client phone = relay.signedIn("ada@example.org");
    List<Map<String, Object>> devices = page.get("/api/devices").list("devices");
    assertThat(devices).hasSize(2);
    String other =
        devices.stream()
            .filter(device -> Boolean.FALSE.equals(device.get("here")))
            .map(device -> String.valueOf(device.get("id")))
            .findFirst()
            .orElseThrow();
    Client ken = relay.signedIn("ken@example.org");
    assertThat(ken.ask("DELETE", "/api/devices/" + other, "").status()).isEqualTo(404);
    assertThat(page.ask("DELETE", "/api/devices/" + other, "").status()).isEqualTo(204);
    assertThat(phone.get("/api/devices").status()).isEqualTo(401);
    String stolen = page.cookies.get("weft");
    assertThat(page.post("/api/sign-out", "").status()).isEqualTo(204);
    assertThat(page.cookies).isEmpty();
    Client thief = relay.client();
    thief.cookies.put("weft", stolen);
    assertThat(thief.get("/api/devices").status()).as("token replay").isEqualTo(401);
  }

  @Test
  @DisplayName("CSRF: what changes anything takes this relay's own page, from this origin")
  void csrf() {
    Client ada = relay.signedIn("ada@example.org");
    ada.headers.clear();
    assertThat(ada.ask("PUT", "/api/me", "{\"name\":\"Eve\"}").status()).isEqualTo(403);
    ada.headers.put("x-weft", "1");
    ada.headers.put("origin", "https://evil.example");
    assertThat(ada.ask("PUT", "/api/me", "{\"name\":\"Eve\"}").status()).isEqualTo(403);
    assertThat(ada.get("/api/me").status()).as("also to read").isEqualTo(403);
    ada.headers.put("origin", relay.address());
    assertThat(ada.ask("PUT", "/api/me", "{\"name\":\"Ada\\u202e L\"}").status()).isEqualTo(204);
    assertThat(ada.get("/api/me").json()).containsEntry("name", "Ada L");
    ada.headers.put("host", "evil.example");
  }

  @Test
  @DisplayName("mail injection: an address is one line, and nobody else's")
  void injection() {
    Client eve = relay.client();
    for (String bad :
        List.of(
            "ada@example.org\\r\\nBcc: all@example.org",
            "ada@example.org, ken@example.org",
            "Ada <ada@example.org>",
            "ada@example.org\\u0000",
            "ada",
            "@example.org",
            "ada@",
            "")) {
      assertThat(eve.post(ASK, email(bad)).status()).as(bad).isEqualTo(400);
    }
    for (String broken : List.of("", "{}", "[1", "{\"email\":17}", "null", "\"x\"")) {
      assertThat(eve.post(ASK, broken).status()).as("body %s", broken).isEqualTo(400);
    }
    assertThat(relay.mails()).isEmpty();
  }

  @Test
  @DisplayName("mass mails: one address gets five an hour, and the answer is the same")
  void mass() {
    Client eve = relay.client();
    for (int i = 0; i < 12; i++) {
      assertThat(eve.post(ASK, email("ada@example.org")).status()).isEqualTo(204);
    }
    eve.post(ASK, email("last@example.org"));
    relay.mail.waitForIncomingEmail(20_000, 6);
    assertThat(relay.mails()).hasSize(6);
  }

  @Test
  @DisplayName("enumeration: nothing tells whether an address has an account")
  void enumeration() {
    relay.signedIn("ada@example.org");
    Answer known = relay.client().post(ASK, email("ada@example.org"));
    Answer unknown = relay.client().post(ASK, email("nobody@example.org"));
    assertThat(known.status()).isEqualTo(unknown.status());
    assertThat(known.text()).isEqualTo(unknown.text());
    assertThat(known.whole().headers().map().keySet())
        .isEqualTo(unknown.whole().headers().map().keySet());
  }

  @Test
  void whoever_is_blocked_is_out_and_stays_out() {
    Client root = relay.signedIn("root@example.org");
    Client eve = relay.signedIn("eve@example.org");
    String id =
        String.valueOf(root.get("/api/admin/people?q=eve").list("items").getFirst().get("id"));
    assertThat(
            root.ask("PUT", "/api/admin/people/" + id, "{\"admin\":false,\"blocked\":true}")
                .status())
        .isEqualTo(204);
    assertThat(eve.get("/api/devices").status()).isEqualTo(401);
    assertThat(eve.post(ASK, email("eve@example.org")).status()).as("as always").isEqualTo(204);
    eve.post(ASK, email("mo@example.org"));
    assertThat(relay.nextMail("mo@example.org")).contains("sign-in#");
    assertThat(relay.mails()).hasSize(3);
    String text = root.get("/api/admin/audit.csv").text();
    assertThat(text).contains("\"person.change\",\"eve@example.org\",\"admin=false blocked=true\"");
    assertThat(text).doesNotContain(root.cookies.get("weft"));
  }

  @Test
  void a_terminal_is_let_in_by_its_code() {
    Client terminal = relay.client();
    Answer begun = terminal.post("/api/terminal/begin", "{\"name\":\"ada@laptop<script>\"}");
    String device = String.valueOf(begun.json().get("device"));
    String code = String.valueOf(begun.json().get("code"));
    String ask = "{\"device\":\"" + device + "\"}";
    assertThat(terminal.post("/api/terminal/outcome", ask).json())
        .containsEntry("state", "pending");
    Client ada = relay.signedIn("ada@example.org");
    String typed = code.toLowerCase(java.util.Locale.ROOT).replace("-", " ");
    assertThat(ada.post("/api/terminal/look", "{\"code\":\"" + typed + "\"}").json())
        .containsEntry("name", "ada@laptopscript");
    String allow = "{\"code\":\"" + typed + "\",\"allow\":true}";
    assertThat(ada.post("/api/terminal/answer", allow).status()).isEqualTo(204);
    assertThat(ada.post("/api/terminal/answer", allow).status()).as("once").isEqualTo(404);
    Map<String, Object> outcome = terminal.post("/api/terminal/outcome", ask).json();
    assertThat(outcome).containsEntry("state", "allowed").containsEntry("email", "ada@example.org");
    assertThat(terminal.post("/api/terminal/outcome", ask).json())
        .containsEntry("state", "unknown");
    Client signed = relay.client();
    signed.headers.put("authorization", "Bearer " + outcome.get("token"));
    assertThat(signed.get("/api/me").json()).containsEntry("email", "ada@example.org");
  }

  @Test
  @DisplayName("codes cannot be guessed: after twenty tries there is a pause")
  void guessing() {
    Client eve = relay.signedIn("eve@example.org");
    int last = 0;
    for (int i = 0; i < 21; i++) {
      last = eve.post("/api/terminal/look", "{\"code\":\"BBBB-BBBB\"}").status();
    }
    assertThat(last).isEqualTo(429);
  }

  @Test
  @DisplayName("path traversal and odd paths lead nowhere")
  void paths() {
    Client eve = relay.client();
    for (String path :
        List.of(
            "/api/../weft.db",
            "/api/%2e%2e/weft.db",
            "/assets/..%2f..%2fweft.db",
            "/..%2f..%2fetc/passwd",
            "/api/",
            "/api/me/")) {
      assertThat(eve.get(path).status()).as(path).isIn(400, 401, 404);
    }
    assertThat(eve.ask("PATCH", "/api/me", "").status()).isEqualTo(405);
    assertThat(eve.post("/api/sign-in/mail", "x".repeat(70_000)).status()).isEqualTo(413);
  }
}
