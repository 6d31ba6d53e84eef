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

  /// Whom the relay takes the host for; only from one that has accounts (rule A1).
  ///
  /// @param email that the host has signed in with; empty for nobody
  /// @param anyone whether the session may be opened to anyone with the link
  /// @param team whether its owner is in one
  record Account(String email, boolean anyone, boolean team) implements RelayToHost {}

  /// Who a guest is, right after ARRIVED (rule A1).
  ///
  /// @param team whether it is the owner's, too
  record Known(GuestId guest, String email, String name, boolean team) implements RelayToHost {}

  record Invited(String email, InviteOutcome outcome) implements RelayToHost {}

  record Close(Reason reason) implements RelayToHost, RelayToGuest {}
}
