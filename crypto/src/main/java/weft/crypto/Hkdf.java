package weft.crypto;

import java.security.GeneralSecurityException;
import javax.crypto.KDF;
import javax.crypto.SecretKey;
import javax.crypto.spec.HKDFParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import weft.protocol.Bytes;

/// HKDF-SHA256 (RFC 5869).
final class Hkdf {
  /// Bytes of an extracted key.
  static final int HASH = 32;

  private Hkdf() {}

  static Bytes extract(Bytes salt, Bytes material) {
    HKDFParameterSpec.Builder builder = HKDFParameterSpec.ofExtract().addIKM(material.toArray());
    return derive(
        salt.length() == 0 ? builder.extractOnly() : builder.addSalt(salt.toArray()).extractOnly());
  }

  /// @param length of the result, bytes
  static Bytes expand(Bytes prk, Bytes info, int length) {
    SecretKey key = new SecretKeySpec(prk.toArray(), "HKDF-PRK");
    return derive(HKDFParameterSpec.expandOnly(key, info.toArray(), length));
  }

  private static Bytes derive(HKDFParameterSpec parameters) {
    try {
      return Bytes.owned(KDF.getInstance("HKDF-SHA256").deriveData(parameters));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has HKDF-SHA256", e);
    }
  }
}
