package weft.crypto;

import java.security.MessageDigest;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import weft.protocol.Bytes;

/// What a link carries after `#`, 16 random bytes, and what is derived from it (rules L1, L3).
public final class Secret {
  private static final int LENGTH = 16;

  /// Length of [#text].
  private static final int CHARACTERS = 22;

  private static final int PSK = 32;
  private static final int ID = 8;
  private static final Bytes SALT = Concat.ascii("weft/1");

  private final Bytes bytes;

  private Secret(Bytes bytes) {
    this.bytes = bytes;
  }

  public static Secret fresh() {
    return new Secret(Randomness.bytes(LENGTH));
  }

  /// @param bytes 16 of them
  static Secret of(Bytes bytes) {
    if (bytes.length() != LENGTH) {
      throw new IllegalArgumentException("a secret is 16 bytes, not " + bytes.length());
    }
    return new Secret(bytes);
  }

  /// Reads [#text]; empty if it is not exactly that.
  public static Optional<Secret> parse(String text) {
    if (text.length() != CHARACTERS) {
      return Optional.empty();
    }
    try {
      Secret secret = of(Bytes.owned(Base64.getUrlDecoder().decode(text)));
      // Four bits of the last character are unused: only one spelling is the secret's.
      return secret.text().equals(text) ? Optional.of(secret) : Optional.empty();
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  /// 22 characters of base64url, for links only.
  public String text() {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.toArray());
  }

  /// The pre-shared key of the handshake, 32 bytes.
  Bytes psk() {
    return Hkdf.expand(prk(), Concat.ascii("psk"), PSK);
  }

  /// Tells the host which secret a guest holds, without telling the secret; 8 bytes.
  public Bytes secretId() {
    return Hkdf.expand(prk(), Concat.ascii("id"), ID);
  }

  private Bytes prk() {
    return Hkdf.extract(SALT, bytes);
  }

  /// Takes the same time wherever the two differ.
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Secret that
        && MessageDigest.isEqual(bytes.toArray(), that.bytes.toArray());
  }

  @Override
  public int hashCode() {
    return bytes.hashCode();
  }

  @Override
  public String toString() {
    return "a secret";
  }
}
