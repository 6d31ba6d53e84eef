package weft.protocol;

/// What a guest says to a relay (PROTOCOL.md section 4).
public sealed interface GuestToRelay {
  record ToHost(Bytes body) implements GuestToRelay {}

  /// The newest stream frame whose effect the guest has rendered (rule G2).
  record Ack(long seq) implements GuestToRelay {}

  record KeyframePlease() implements GuestToRelay {}

  record PagePlease(PageId page) implements GuestToRelay {}
}
