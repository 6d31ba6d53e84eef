package weft.crypto;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.NamedParameterSpec;
import weft.protocol.Bytes;
import weft.protocol.SessionId;

/// A host's keys, made for one session: Ed25519 to claim its room, X25519 for guests (rules L2,
/// R1).
public final class SessionIdentity {
  private static final String ALGORITHM = "Ed25519";
  private static final int RAW = 32;
  private static final Bytes CLAIM = Concat.ascii("weft/1 claim");

  private final PrivateKey signing;
  private final Bytes signingKey;
  private final AgreementKey agreement;
  private final SessionId id;

  public SessionIdentity() {
    this(signingPair(new SecureRandom()), AgreementKey.generate());
  }

  /// @param random gives the Ed25519 seed: for test vectors
  SessionIdentity(SecureRandom random, AgreementKey agreement) {
    this(signingPair(random), agreement);
  }

  private SessionIdentity(KeyPair signing, AgreementKey agreement) {
    byte[] encoded = signing.getPublic().getEncoded();
    this.signing = signing.getPrivate();
    // A raw Ed25519 key is the end of its X.509 encoding.
    this.signingKey = Bytes.owned(encoded, encoded.length - RAW, RAW);
    this.agreement = agreement;
    this.id = SessionId.of(signingKey, agreement.raw());
  }

  public SessionId sessionId() {
    return id;
  }

  /// Raw Ed25519 public key, 32 bytes.
  public Bytes signingKey() {
    return signingKey;
  }

  /// Raw X25519 public key, 32 bytes.
  public Bytes agreementKey() {
    return agreement.raw();
  }

  /// The signature of CLAIM for a relay's `nonce` (rule R1), 64 bytes.
  public Bytes claimSignature(Bytes nonce) {
    try {
      Signature signature = Signature.getInstance(ALGORITHM);
      signature.initSign(signing);
      signature.update(Concat.of(CLAIM, nonce, id.bytes()).toArray());
      return Bytes.owned(signature.sign());
    } catch (GeneralSecurityException e) {
      throw unavailable(e);
    }
  }

  AgreementKey agreement() {
    return agreement;
  }

  @Override
  public String toString() {
    return "the keys of " + id;
  }

  private static KeyPair signingPair(SecureRandom random) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance(ALGORITHM);
      generator.initialize(NamedParameterSpec.ED25519, random);
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw unavailable(e);
    }
  }

  private static IllegalStateException unavailable(GeneralSecurityException e) {
    return new IllegalStateException("every Java has Ed25519", e);
  }
}
