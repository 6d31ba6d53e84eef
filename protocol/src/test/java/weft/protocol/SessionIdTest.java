package weft.protocol;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class SessionIdTest {
  @Test
  @DisplayName("L2: the ID is the start of the hash of label and keys")
  void hash() throws GeneralSecurityException {
    byte[] keys = new byte[64];
    Arrays.fill(keys, 32, 64, (byte) 7);
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    digest.update("weft/1 session".getBytes(US_ASCII));
    byte[] expected = Arrays.copyOf(digest.digest(keys), 16);
    assertThat(SessionId.of(Bytes.owned(keys, 0, 32), Bytes.owned(keys, 32, 32)).bytes())
        .isEqualTo(Bytes.owned(expected));
  }

  @Test
  @DisplayName("L1: an ID is 22 characters of base64url, spelled in one way only")
  void text() {
    byte[] bytes = new byte[16];
    Arrays.fill(bytes, (byte) 0xfb);
    SessionId id = new SessionId(Bytes.owned(bytes));
    assertThat(id.text()).isEqualTo("-_v7-_v7-_v7-_v7-_v7-w");
    assertThat(SessionId.parse(id.text())).contains(id);
    assertThat(SessionId.parse("-_v7-_v7-_v7-_v7-_v7-x")).isEmpty();
    assertThat(SessionId.parse("+/v7-_v7-_v7-_v7-_v7-w")).isEmpty();
    assertThat(SessionId.parse("-_v7-_v7-_v7-_v7-_v7-")).isEmpty();
    assertThat(SessionId.parse("-_v7-_v7-_v7-_v7-_v7-w==")).isEmpty();
    assertThat(SessionId.parse("")).isEmpty();
  }
}
