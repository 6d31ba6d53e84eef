package weft.crypto;

import java.util.LinkedHashSet;
import java.util.Set;
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
  private final Set<Bytes> old = new LinkedHashSet<>();
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

  /// Puts a new secret in the place of the link's, which is good for nothing from now on.
  public Secret replaceLink() {
    old.add(linkId);
    if (old.size() > REMEMBERED) {
      old.remove(old.iterator().next());
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
    return old.contains(secretId) ? Kind.OLD : Kind.UNKNOWN;
  }
}
