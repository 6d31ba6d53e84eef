package weft.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import weft.protocol.Bytes;
import weft.protocol.SessionId;

class SessionIdentityTest {
  @Test
  @DisplayName("L2: a session's ID is made of both public keys")
  void id() throws IOException {
    for (Map<String, Object> row : Vectors.read("handshake.json")) {
      SessionIdentity identity =
          FixedKeys.identity(Row.bytes(row, "ed25519Seed"), Row.bytes(row, "x25519Secret"));
      assertThat(identity.signingKey()).isEqualTo(Row.bytes(row, "ed25519"));
      assertThat(identity.agreementKey()).isEqualTo(Row.bytes(row, "x25519"));
      assertThat(identity.sessionId().bytes()).isEqualTo(Row.bytes(row, "sessionId"));
    }
  }

  @Test
  @DisplayName("L2: no two sessions have the same keys")
  void fresh() {
    SessionIdentity one = new SessionIdentity();
    SessionIdentity other = new SessionIdentity();
    assertThat(one.sessionId()).isNotEqualTo(other.sessionId());
    assertThat(SessionId.of(one.signingKey(), other.agreementKey())).isNotEqualTo(one.sessionId());
    assertThat(SessionId.of(other.signingKey(), one.agreementKey())).isNotEqualTo(one.sessionId());
  }

  @Test
  @DisplayName("R1: a claim's signature is valid for its nonce and ID, and for no other")
  void claim() throws GeneralSecurityException {
    SessionIdentity identity = new SessionIdentity();
    Bytes nonce = FrameExamples.counting(32, 5);
    Bytes signature = identity.claimSignature(nonce);
    Bytes label = Concat.ascii("weft/1 claim");
    Bytes id = identity.sessionId().bytes();
    assertThat(verify(identity, signature, Concat.of(label, nonce, id))).isTrue();
    Bytes otherNonce = FrameExamples.counting(32, 6);
    assertThat(verify(identity, signature, Concat.of(label, otherNonce, id))).isFalse();
    Bytes otherId = new SessionIdentity().sessionId().bytes();
    assertThat(verify(identity, signature, Concat.of(label, nonce, otherId))).isFalse();
  }

  private static boolean verify(SessionIdentity identity, Bytes signature, Bytes message)
      throws GeneralSecurityException {
    Bytes encoded = Concat.of(StreamVectors.hex("302a300506032b6570032100"), identity.signingKey());
    Signature verifier = Signature.getInstance("Ed25519");
    verifier.initVerify(
        KeyFactory.getInstance("Ed25519")
            .generatePublic(new X509EncodedKeySpec(encoded.toArray())));
    verifier.update(message.toArray());
    return verifier.verify(signature.toArray());
  }
}
