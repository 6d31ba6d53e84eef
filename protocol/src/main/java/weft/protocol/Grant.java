package weft.protocol;

/// What somebody may, by the address they sign in with at the relay.
///
/// @param level NOTHING for somebody who was removed and has to ask, whatever others like them may
public record Grant(String email, Level level) {}
