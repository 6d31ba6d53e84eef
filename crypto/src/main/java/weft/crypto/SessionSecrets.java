package weft.crypto;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import weft.protocol.Bytes;

/// The secrets a session's guests may hold: the owner's, the link's, and those links that were
/// replaced (rules L3, H4). One owner thread.
public final class SessionSecrets {
  /// How many replaced links are remembered; guests with an older one hear WRONG_SECRET.
  private static final int REMEMBERED = 256;

  /// What a secret's holder may expect.
  public enum Kind {
    OWNER,
    LINK,
    /// A link that was replaced by a new one.
    OLD,
    UNKNOWN
  }

  private final Secret owner;
  private final Bytes ownerId;
  private final Map<Bytes, Secret> old = new LinkedHashMap<>();
  private Secret link;
  private Bytes linkId;

  public SessionSecrets() {
    this(Secret.fresh(), Secret.fresh());
  }

  SessionSecrets(Secret owner, Secret link) {
    this.owner = owner;
    this.ownerId = owner.secretId();
    this.link = link;
    this.linkId = link.secretId();
  }

  public Secret owner() {
    return owner;
  }

  public Secret link() {
    return link;
  }

  /// Puts a new secret in the place of the link's, which from now on only brings back those who
  /// are in the session (rule H4).
  public Secret replaceLink() {
    old.put(linkId, link);
    if (old.size() > REMEMBERED) {
      old.remove(old.keySet().iterator().next());
    }
    link = Secret.fresh();
    linkId = link.secretId();
    return link;
  }

  public Kind kindOf(Bytes secretId) {
    if (secretId.equals(linkId)) {
      return Kind.LINK;
    }
    if (secretId.equals(ownerId)) {
      return Kind.OWNER;
    }
    return old.containsKey(secretId) ? Kind.OLD : Kind.UNKNOWN;
  }

  /// The secret of this id, whatever it is good for.
  Optional<Secret> withId(Bytes secretId) {
    return switch (kindOf(secretId)) {
      case OWNER -> Optional.of(owner);
      case LINK -> Optional.of(link);
      case OLD -> Optional.ofNullable(old.get(secretId));
      case UNKNOWN -> Optional.empty();
    };
  }
}
