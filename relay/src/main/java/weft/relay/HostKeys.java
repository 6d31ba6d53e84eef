package weft.relay;

import weft.protocol.Bytes;
import weft.protocol.SessionId;

/// The raw public keys of a session's host, 32 bytes each: guests check them against the link
/// (rule G1).
record HostKeys(Bytes signing, Bytes agreement) {
  SessionId session() {
    return SessionId.of(signing, agreement);
  }
}
