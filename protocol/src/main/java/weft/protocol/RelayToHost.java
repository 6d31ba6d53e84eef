package weft.protocol;

/// What a relay says to a host (PROTOCOL.md section 3).
public sealed interface RelayToHost {
  record Challenge(int version, Bytes nonce) implements RelayToHost {}

  /// @param address scheme, host and port that go before `/s/ID` in links
  /// @param sessionBytes of stream and pages that it forwards for a session, 0 for any number
  record Claimed(String address, long sessionBytes) implements RelayToHost {}

  record Arrived(GuestId guest) implements RelayToHost {}

  record Departed(GuestId guest) implements RelayToHost {}

  record FromGuest(GuestId guest, Bytes body) implements RelayToHost {}

  record KeyframeWanted() implements RelayToHost {}

  record PageWanted(PageId page) implements RelayToHost {}

  record Close(Reason reason) implements RelayToHost, RelayToGuest {}
}
