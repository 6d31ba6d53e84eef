/// What weft's parts say to each other: messages, their bytes, and the limits on them.
///
/// Messages are records under sealed interfaces, one interface per direction: [HostToRelay],
/// [RelayToHost], [GuestToRelay], [RelayToGuest] are what a relay reads; [Envelope],
/// [GuestToHost], [HostToGuest] and [StreamMessage] are what it forwards sealed. Each has a codec
/// beside it named after it. PROTOCOL.md is the law here; its rule ids appear where a rule is
/// kept.
///
/// No I/O, no threads, no clock, no keys. Bytes from outside end as [Decoded], never as an
/// exception.
///
/// Read [HostToRelay] and [StreamMessage] first.
@org.jspecify.annotations.NullMarked
package weft.protocol;
