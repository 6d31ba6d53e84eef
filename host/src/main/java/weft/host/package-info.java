/// The host: runs a shell, owns everything about its session and decides about it.
///
/// One thread owns the session ([Session]): screen, stream, people, requests, access. Everything
/// reaches it through [Inbox] (events) and [Passthrough] (the shell's output), so joining, typing
/// and resizing cannot race. Other threads only move bytes: one reads the shell and writes the
/// owner's terminal, one types into the shell, one reads the owner's keys.
///
/// [Door] opens what guests send and names what is not genuine; [Authority] decides what it may do;
/// [Stream] numbers, seals and publishes what they get. [RelayLink] is the port to a relay.
///
/// What may not be here: anything that draws a page, accounts, or a relay's work.
@org.jspecify.annotations.NullMarked
package weft.host;
