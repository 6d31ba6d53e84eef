package weft.crypto;

import java.security.SecureRandom;
import weft.protocol.Bytes;

/// Keys that are the same every time, for `vectors/` and tests.
final class FixedKeys {
  private static final Bytes KEM_SUITE = Concat.of(Concat.ascii("KEM"), Concat.u16(0x0020));

  private FixedKeys() {}

  static SessionIdentity identity(Bytes ed25519Seed, Bytes x25519Secret) {
    return new SessionIdentity(new Fixed(ed25519Seed), AgreementKey.of(x25519Secret));
  }

  /// DeriveKeyPair of RFC 9180: the private key that an HPKE library makes of `ikm`.
  static Bytes derive(Bytes ikm) {
    Bytes version = Concat.ascii("HPKE-v1");
    Bytes prk =
        Hkdf.extract(Bytes.EMPTY, Concat.of(version, KEM_SUITE, Concat.ascii("dkp_prk"), ikm));
    Bytes info = Concat.of(Concat.u16(32), version, KEM_SUITE, Concat.ascii("sk"));
    return Hkdf.expand(prk, info, 32);
  }

  /// Gives the same bytes at every call.
  private static final class Fixed extends SecureRandom {
    private static final long serialVersionUID = 1;
    private final transient Bytes bytes;

    Fixed(Bytes bytes) {
      this.bytes = bytes;
    }

    @Override
    public void nextBytes(byte[] target) {
      bytes.slice(0, target.length).copyTo(target, 0);
    }
  }
}
