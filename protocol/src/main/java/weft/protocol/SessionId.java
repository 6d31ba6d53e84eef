package weft.protocol;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Optional;

/// A session's name in its link, and the fingerprint of its host's keys (rules L1, L2).
///
/// @param bytes 16 bytes
public record SessionId(Bytes bytes) {
  private static final Bytes LABEL = Bytes.owned("weft/1 session".getBytes(US_ASCII));

  /// Length of [#text].
  private static final int CHARACTERS = 22;

  public SessionId {
    if (bytes.length() != Sizes.SESSION_ID) {
      throw new IllegalArgumentException("a session id is 16 bytes, not " + bytes.length());
    }
  }

  /// The id of the host with these two raw public keys (rule L2).
  public static SessionId of(Bytes signingKey, Bytes agreementKey) {
    MessageDigest digest = sha256();
    digest.update(LABEL.buffer());
    digest.update(signingKey.buffer());
    digest.update(agreementKey.buffer());
    return new SessionId(Bytes.owned(digest.digest(), 0, Sizes.SESSION_ID));
  }

  /// Reads [#text]; empty if it is not exactly that.
  public static Optional<SessionId> parse(String text) {
    if (text.length() != CHARACTERS) {
      return Optional.empty();
    }
    try {
      SessionId id = new SessionId(Bytes.owned(Base64.getUrlDecoder().decode(text)));
      // Two bits of the last character are unused: only one spelling is the id's.
      return id.text().equals(text) ? Optional.of(id) : Optional.empty();
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  /// 22 characters of base64url.
  public String text() {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.toArray());
  }

  @Override
  public String toString() {
    return text();
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
