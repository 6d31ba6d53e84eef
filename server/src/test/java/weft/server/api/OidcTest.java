package weft.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import no.nav.security.mock.oauth2.MockOAuth2Server;
import no.nav.security.mock.oauth2.token.DefaultOAuth2TokenCallback;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weft.server.Key;
import weft.server.api.PeopleRelay.Answer;
import weft.server.api.PeopleRelay.Client;

/// Signing in through a real provider, run here.
final class OidcTest {
  private static final String ISSUER = "team";
  private static final String CLIENT = "weft";

  @TempDir private Path folder;
  private final MockOAuth2Server provider = new MockOAuth2Server();
  private PeopleRelay relay;

  @BeforeEach
  void start() throws Exception {
    provider.start();
    Path secret = Files.writeString(folder.resolve("secret"), "very secret\n");
    relay =
        new PeopleRelay(
            folder,
            Map.of(
                Key.OIDC_ISSUER,
                provider.issuerUrl(ISSUER).toString(),
                Key.OIDC_CLIENT,
                CLIENT,
                Key.OIDC_SECRET,
                secret.toString(),
                Key.OIDC_NAME,
                "Example Inc."));
  }

  @AfterEach
  void stop() {
    relay.close();
    provider.shutdown();
  }

  /// What the provider says of whoever signs in next.
  private void person(String subject, Map<String, Object> claims) {
    provider.enqueueCallback(
        new DefaultOAuth2TokenCallback(ISSUER, subject, "JWT", List.of(CLIENT), claims, 3600));
  }

  /// There and back, as a browser goes.
  private Answer through(Client client, String next) {
    Answer there = client.get("/api/sign-in/oidc?next=" + next);
    assertThat(there.status()).isEqualTo(302);
    assertThat(there.location())
        .startsWith(provider.authorizationEndpointUrl(ISSUER).toString())
        .contains("code_challenge_method=S256", "nonce=", "state=", "response_type=code");
    Answer back = relay.client().get(there.location());
    assertThat(back.location()).startsWith(relay.address() + "/api/sign-in/oidc/back?");
    return client.get(back.location());
  }

  @Test
  void somebody_with_a_verified_address_is_in() throws Exception {
    Client ada = relay.client();
    assertThat(ada.get("/api/sign-in/ways").json()).containsEntry("provider", "Example Inc.");
    person("4711", Map.of("email", "Ada@example.org", "email_verified", true, "name", "Ada L"));
    Answer back = through(ada, "/s/AAAAAAAAAAAAAAAAAAAAAA");
    assertThat(back.location()).isEqualTo("/s/AAAAAAAAAAAAAAAAAAAAAA");
    assertThat(ada.get("/api/me").json())
        .containsEntry("email", "ada@example.org")
        .containsEntry("name", "Ada L");
    var asked = provider.takeRequest();
    while (!"POST".equals(asked.getMethod())) {
      asked = provider.takeRequest();
    }
    assertThat(asked.getBody().readUtf8()).contains("code_verifier=");
    assertThat(asked.getHeader("Authorization")).startsWith("Basic ");
    person("4711", Map.of("email", "new@example.org", "email_verified", true));
    Client again = relay.client();
    through(again, "/account");
    assertThat(again.get("/api/me").json())
        .as("the same person, who has another address there now")
        .containsEntry("email", "ada@example.org");
  }

  @Test
  void an_address_that_is_not_verified_is_nobody() {
    for (Map<String, Object> claims :
        List.<Map<String, Object>>of(
            Map.of("email", "ada@example.org", "email_verified", false),
            Map.of("email", "ada@example.org"),
            Map.of("email_verified", true))) {
      Client eve = relay.client();
      person("666", claims);
      assertThat(through(eve, "/account").location()).isEqualTo("/sign-in?trouble=unverified");
      assertThat(eve.get("/api/me").json()).containsEntry("signedIn", false);
    }
  }

  @Test
  void what_comes_back_belongs_to_the_browser_that_went() {
    Client ada = relay.client();
    person("4711", Map.of("email", "ada@example.org", "email_verified", true));
    String there = ada.get("/api/sign-in/oidc?next=/account").location();
    String back = relay.client().get(there).location();
    Client victim = relay.client();
    assertThat(victim.get(back).location()).isEqualTo("/sign-in?trouble=late");
    String forged = back.replaceAll("state=[^&]+", "state=forged");
    assertThat(ada.get(forged).location()).isEqualTo("/sign-in?trouble=late");
    assertThat(ada.get(back).location()).as("used up").isEqualTo("/sign-in?trouble=late");
    assertThat(ada.get("/api/me").json()).containsEntry("signedIn", false);
  }

  @Test
  void a_code_counts_once_and_open_redirects_lead_to_the_account() {
    Client ada = relay.client();
    for (String evil :
        List.of(
            "//evil.example", "https://evil.example", "/%5Cevil.example", "javascript:1", "/s/x")) {
      person("4711", Map.of("email", "ada@example.org", "email_verified", true));
      assertThat(through(ada, evil).location()).as(evil).isEqualTo("/account");
    }
  }

  @Test
  void a_provider_that_is_away_is_said_so() {
    provider.shutdown();
    assertThat(relay.client().get("/api/sign-in/oidc?next=/account").location())
        .isEqualTo("/sign-in?trouble=provider");
  }
}
