/// Who may read what: secrets, the handshake between guest and host, and the sealing of
/// everything a relay forwards.
///
/// [GuestHandshake] and [HostHandshake] turn a link's [Secret] into a [PairwiseChannel] (rules
/// H1–H4); [StreamSealer] and [StreamOpener] carry the stream under [EpochKey]s (S1–S7).
/// Everything is made of the JDK's own primitives; [Hpke] puts RFC 9180 together from them.
///
/// No I/O, no threads, no clock. What comes from outside ends as a sealed outcome, never as an
/// exception. Ciphers are reused, so channels, sealers and openers have one owner thread each.
/// Nothing here prints a key: secrets' `toString` says what they are, not what they hold.
///
/// Read [HostHandshake] and [StreamOpener] first.
@org.jspecify.annotations.NullMarked
package weft.crypto;
