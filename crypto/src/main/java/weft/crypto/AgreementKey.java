package weft.crypto;

import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.KeyAgreement;
import weft.protocol.Bytes;

/// An X25519 key pair (RFC 7748); public keys are raw, 32 bytes little-endian.
///
/// Raw keys go in and out of the JDK inside their X.509 and PKCS #8 encodings, whose last 32
/// bytes they are: always of full length, and with the unused top bit masked on the way in.
final class AgreementKey {
  static final int RAW = 32;

  private static final Bytes X509 =
      Bytes.owned(HexFormat.of().parseHex("302a300506032b656e032100"));
  private static final Bytes PKCS8 =
      Bytes.owned(HexFormat.of().parseHex("302e020100300506032b656e04220420"));
  private static final String ALGORITHM = "X25519";

  /// The u-coordinate 9, little-endian.
  private static final Bytes BASE_POINT;

  static {
    byte[] nine = new byte[RAW];
    nine[0] = 9;
    BASE_POINT = Bytes.owned(nine);
  }

  private final PrivateKey secret;
  private final Bytes raw;

  private AgreementKey(PrivateKey secret, Bytes raw) {
    this.secret = secret;
    this.raw = raw;
  }

  static AgreementKey generate() {
    try {
      KeyPair pair = KeyPairGenerator.getInstance(ALGORITHM).generateKeyPair();
      byte[] encoded = pair.getPublic().getEncoded();
      return new AgreementKey(pair.getPrivate(), Bytes.owned(encoded, encoded.length - RAW, RAW));
    } catch (GeneralSecurityException e) {
      throw unavailable(e);
    }
  }

  /// @param scalar the raw private key, 32 bytes
  static AgreementKey of(Bytes scalar) {
    try {
      PrivateKey secret =
          KeyFactory.getInstance(ALGORITHM)
              .generatePrivate(new PKCS8EncodedKeySpec(Concat.of(PKCS8, scalar).toArray()));
      Bytes raw = new AgreementKey(secret, Bytes.EMPTY).agree(BASE_POINT).orElseThrow();
      return new AgreementKey(secret, raw);
    } catch (GeneralSecurityException e) {
      throw unavailable(e);
    }
  }

  /// The public key, raw.
  Bytes raw() {
    return raw;
  }

  /// The shared secret with the owner of raw public key `other`; empty if that is a point of low
  /// order, with which the secret would be known to everybody.
  Optional<Bytes> agree(Bytes other) {
    if (other.length() != RAW) {
      return Optional.empty();
    }
    try {
      PublicKey key =
          KeyFactory.getInstance(ALGORITHM)
              .generatePublic(new X509EncodedKeySpec(Concat.of(X509, other).toArray()));
      KeyAgreement agreement = KeyAgreement.getInstance(ALGORITHM);
      agreement.init(secret);
      agreement.doPhase(key, true);
      byte[] shared = agreement.generateSecret();
      return MessageDigest.isEqual(shared, new byte[RAW])
          ? Optional.empty()
          : Optional.of(Bytes.owned(shared));
    } catch (InvalidKeyException _) {
      return Optional.empty();
    } catch (GeneralSecurityException e) {
      throw unavailable(e);
    }
  }

  private static IllegalStateException unavailable(GeneralSecurityException e) {
    return new IllegalStateException("every Java has X25519", e);
  }
}
