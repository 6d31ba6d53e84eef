package weft.host;

import java.nio.file.Path;
import java.time.Instant;
import java.util.function.Predicate;
import weft.terminal.Terminal;

/// A wrapped shell, shared or not, as the session's thread has it.
///
/// @param program the shell's file
/// @param keys takes keys for the shell whole, or nothing of them
record Wrapped(
    Path program,
    Terminal terminal,
    Blocks blocks,
    Typists typists,
    Predicate<byte[]> keys,
    NoticeLine line,
    Notices notices,
    Later later,
    Instant started) {}
