package weft.protocol;

/// Lengths of the fields that have a fixed one, bytes.
final class Sizes {
  /// A raw Ed25519 or X25519 public key, HPKE's `enc`, an epoch key.
  static final int KEY = 32;

  static final int SIGNATURE = 64;
  static final int NONCE = 32;
  static final int SECRET_ID = 8;
  static final int PERSON_KEY = 16;
  static final int INPUT_STREAM = 16;
  static final int SESSION_ID = 16;

  private Sizes() {}
}
