package weft.protocol;

/// What a relay says to a guest (PROTOCOL.md section 4). Stream frames pass through byte for
/// byte.
public sealed interface RelayToGuest
    permits RelayToGuest.Host,
        RelayToGuest.FromHost,
        RelayToGuest.Ended,
        HostToRelay.Stream,
        HostToRelay.Page,
        RelayToHost.Close {
  /// @param version the host's protocol version
  record Host(int version, boolean here, Bytes signingKey, Bytes agreementKey)
      implements RelayToGuest {}

  record FromHost(Bytes body) implements RelayToGuest {}

  record Ended(Reason reason) implements RelayToGuest {}
}
