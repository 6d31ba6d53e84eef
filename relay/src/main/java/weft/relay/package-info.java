/// The relay: forwards sealed frames between a host and its guests, decides how fast and how
/// much, and cannot read any of it.
///
/// Read [Room] and [Outbox] first. [Rooms], [Room], [Fanout], [Seat], [Outbox] and [Backlog] know
/// no transport and no clock; they tell connections through [HostPort] and [GuestPort] and are
/// guarded by one lock per room. Around them: [RelayServer] listens, [HttpEdge] lets in
/// ([Address] says who may ask), [Socket] is one WebSocket with a [Party] at its other end,
/// [AttachedHost] a host in this very process.
///
/// Invariants:
/// - Nothing here depends on the crypto or the terminal module; a test fails when it does.
/// - Everything is soft state: a relay started again empty goes on as soon as hosts are back.
/// - Every buffer has a bound, and over it only the one whose buffer it is gets less.
/// - Bad input ends its own connection with a [weft.protocol.Reason] and a line in the log.
///
/// Frames leave as the bytes they came in. A frame for many guests is kept once; what a guest has
/// waiting when its event loop comes round goes out in one write.
@org.jspecify.annotations.NullMarked
package weft.relay;
