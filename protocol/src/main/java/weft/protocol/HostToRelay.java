package weft.protocol;

/// What a host says to a relay (PROTOCOL.md section 3).
public sealed interface HostToRelay {
  record Claim(int version, Bytes signingKey, Bytes agreementKey, Bytes signature)
      implements HostToRelay {}

  record ToGuest(GuestId guest, Bytes body) implements HostToRelay {}

  /// One sealed frame of the stream. `header` and `sealed` together are the frame's bytes as every
  /// hop forwards them.
  record Stream(StreamHeader header, Bytes sealed) implements HostToRelay, RelayToGuest {}

  record Admit(GuestId guest) implements HostToRelay {}

  record Dismiss(GuestId guest, Reason reason) implements HostToRelay {}

  record End(Reason reason) implements HostToRelay {}
}
