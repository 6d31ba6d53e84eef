package weft.host;

import java.time.Instant;
import java.util.function.IntConsumer;
import java.util.function.Predicate;
import weft.terminal.Terminal;

/// A wrapped shell, shared or not, as the session's thread has it.
///
/// @param keys takes keys for the shell whole, or nothing of them
/// @param rosterPause after so many milliseconds [Sharing#rosterPauseOver] is to be called
record Wrapped(
    Terminal terminal,
    Blocks blocks,
    EnteredBy entered,
    Predicate<byte[]> keys,
    NoticeLine line,
    Notices notices,
    IntConsumer rosterPause,
    Instant started) {}
