package weft.relay;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.HexFormat;
import weft.protocol.Bytes;
import weft.protocol.HostToRelay.Claim;
import weft.protocol.SessionId;

/// Whether a CLAIM is signed by the key it shows (rule R1).
final class ClaimCheck {
  private static final int NONCE = 32;
  private static final byte[] LABEL = "weft/1 claim".getBytes(US_ASCII);

  /// What X.509 writes before the 32 bytes of an Ed25519 public key (RFC 8410).
  private static final byte[] X509 = HexFormat.of().parseHex("302a300506032b6570032100");

  private static final SecureRandom RANDOM = new SecureRandom();

  private ClaimCheck() {}

  static Bytes freshNonce() {
    byte[] nonce = new byte[NONCE];
    RANDOM.nextBytes(nonce);
    return Bytes.owned(nonce);
  }

  static boolean holds(Claim claim, Bytes nonce) {
    SessionId id = SessionId.of(claim.signingKey(), claim.agreementKey());
    try {
      Signature signature = Signature.getInstance("Ed25519");
      signature.initVerify(key(claim.signingKey()));
      signature.update(LABEL);
      signature.update(nonce.buffer());
      signature.update(id.bytes().buffer());
      return signature.verify(claim.signature().toArray());
    } catch (GeneralSecurityException _) {
      return false;
    }
  }

  private static PublicKey key(Bytes raw) throws GeneralSecurityException {
    byte[] encoded = new byte[X509.length + raw.length()];
    System.arraycopy(X509, 0, encoded, 0, X509.length);
    raw.copyTo(encoded, X509.length);
    return KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded));
  }
}
