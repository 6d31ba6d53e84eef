package weft.server.store;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;

/// Random identifiers and tokens, and what is kept of a token.
public final class Secrets {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

  /// Without vowels, so that no word comes out, and without what looks alike.
  private static final String LETTERS = "BCDFGHJKLMNPQRSTVWXZ";

  private Secrets() {}

  /// 22 characters, 16 bytes of chance.
  public static String id() {
    return random(16);
  }

  /// 43 characters, 32 bytes of chance.
  public static String token() {
    return random(32);
  }

  /// For people to compare, and to type: `BCDF-GHJK`, 34 bits of chance.
  public static String code() {
    StringBuilder code = new StringBuilder();
    for (int i = 0; i < 8; i++) {
      code.append(i == 4 ? "-" : "").append(LETTERS.charAt(RANDOM.nextInt(LETTERS.length())));
    }
    return code.toString();
  }

  /// What is stored in a token's place, and looked up by: nobody learns a token by timing that.
  public static String hash(String token) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(token.getBytes(US_ASCII));
      return BASE64.encodeToString(digest);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static String random(int bytes) {
    byte[] random = new byte[bytes];
    RANDOM.nextBytes(random);
    return BASE64.encodeToString(random);
  }
}
