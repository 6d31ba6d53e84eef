package weft.crypto;

import java.security.SecureRandom;
import weft.protocol.Bytes;

/// Fresh bytes nobody can guess.
final class Randomness {
  private static final SecureRandom SOURCE = new SecureRandom();

  private Randomness() {}

  static Bytes bytes(int count) {
    byte[] bytes = new byte[count];
    SOURCE.nextBytes(bytes);
    return Bytes.owned(bytes);
  }
}
