package weft.host;

import weft.crypto.EpochKey;
import weft.crypto.SessionIdentity;
import weft.crypto.SessionSecrets;
import weft.crypto.StreamSealer;

/// Everything secret that a session starts with. Making it is most of a cold start's work, so it is
/// made on a thread of its own while other parts load.
public final class SessionKeys {
  final SessionIdentity identity = new SessionIdentity();
  final SessionSecrets secrets = new SessionSecrets();
  final StreamSealer sealer = new StreamSealer(identity.sessionId(), EpochKey.first());
}
