package weft.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import weft.protocol.SessionId;

class SecretTest {
  @Test
  @DisplayName("L3: psk and secretId of the golden secrets are derived")
  void derivation() throws IOException {
    for (Map<String, Object> row : Vectors.read("handshake.json")) {
      Secret secret = Secret.of(Row.bytes(row, "secret"));
      assertThat(secret.psk()).isEqualTo(Row.bytes(row, "psk"));
      assertThat(secret.secretId()).isEqualTo(Row.bytes(row, "secretId"));
    }
  }

  @Test
  @DisplayName("L1: a secret is 22 characters of base64url, spelled in one way only")
  void text() {
    Secret secret = Secret.of(FrameExamples.counting(16, 200));
    assertThat(secret.text()).hasSize(22);
    assertThat(Secret.parse(secret.text())).contains(secret);
    assertThat(Secret.parse(secret.text() + "A")).isEmpty();
    assertThat(Secret.parse(secret.text().substring(1))).isEmpty();
    assertThat(Secret.parse("!".repeat(22))).isEmpty();
    assertThat(Secret.parse("A".repeat(21) + "B")).isEmpty();
    assertThat(Secret.parse("A".repeat(21) + "=")).isEmpty();
  }

  @Test
  @DisplayName("L1: secrets are fresh, and do not print")
  void printing() {
    Secret secret = Secret.fresh();
    assertThat(secret).isNotEqualTo(Secret.fresh()).isEqualTo(Secret.parse(secret.text()).get());
    Link link = new Link("https://x", new SessionId(FrameExamples.counting(16, 0)), secret);
    assertThat(link.toString() + secret).doesNotContain(secret.text());
    EpochKey key = new EpochKey(1, FrameExamples.counting(32, 0));
    assertThat(key.toString()).doesNotContain("0001").doesNotContain(key.key().hex());
  }

  @Test
  @DisplayName("H4: replaced links are known as old, up to a bound")
  void replaced() {
    SessionSecrets secrets = new SessionSecrets();
    Secret first = secrets.link();
    assertThat(secrets.kindOf(first.secretId())).isEqualTo(SessionSecrets.Kind.LINK);
    assertThat(secrets.kindOf(secrets.owner().secretId())).isEqualTo(SessionSecrets.Kind.OWNER);
    Secret second = secrets.replaceLink();
    assertThat(second).isEqualTo(secrets.link()).isNotEqualTo(first);
    assertThat(secrets.kindOf(first.secretId())).isEqualTo(SessionSecrets.Kind.OLD);
    for (int i = 0; i < 256; i++) {
      secrets.replaceLink();
    }
    assertThat(secrets.kindOf(first.secretId())).isEqualTo(SessionSecrets.Kind.UNKNOWN);
    assertThat(secrets.kindOf(second.secretId())).isEqualTo(SessionSecrets.Kind.OLD);
  }
}
