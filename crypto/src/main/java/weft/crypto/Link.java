package weft.crypto;

import java.util.Optional;
import java.util.regex.Pattern;
import weft.protocol.Decoded;
import weft.protocol.SessionId;

/// A session's link, `https://RELAY/s/ID#SECRET` (rule L1).
///
/// @param address scheme, host and port: what goes before `/s/ID`
public record Link(String address, SessionId id, Secret secret) {
  private static final Pattern ADDRESS = Pattern.compile("https?://[^/?#\\s]+");
  private static final String PATH = "/s/";

  /// With the secret: for the person it is meant for, never for a log.
  public String text() {
    return address + PATH + id.text() + "#" + secret.text();
  }

  /// Reads [#text]. Parameters after the secret, each after an `&`, are ignored.
  public static Decoded<Link> parse(String text) {
    int hash = text.indexOf('#');
    int before = hash < 0 ? text.length() : hash;
    int path = text.lastIndexOf(PATH, before);
    if (path < 0 || !ADDRESS.matcher(text.substring(0, path)).matches()) {
      return new Decoded.Malformed<>(0, "not a link of a session");
    }
    int idAt = path + PATH.length();
    Optional<SessionId> id =
        idAt <= before ? SessionId.parse(text.substring(idAt, before)) : Optional.empty();
    if (id.isEmpty()) {
      return new Decoded.Malformed<>(idAt, "the session's ID is incomplete");
    }
    if (hash < 0) {
      return new Decoded.Malformed<>(before, "the part after # is missing");
    }
    int end = text.indexOf('&', hash);
    Optional<Secret> secret = Secret.parse(text.substring(hash + 1, end < 0 ? text.length() : end));
    return secret.isPresent()
        ? new Decoded.Ok<>(new Link(text.substring(0, path), id.get(), secret.get()))
        : new Decoded.Malformed<>(hash + 1, "the part after # is incomplete");
  }

  @Override
  public String toString() {
    return address + PATH + id.text();
  }
}
