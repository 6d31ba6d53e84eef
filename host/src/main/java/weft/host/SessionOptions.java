package weft.host;

import weft.protocol.Level;

/// How a session is shared.
///
/// @param ownerName what guests see
/// @param anyone what anyone with the link gets without asking
/// @param shellNonce what the shell's own marks carry ([Blocks]); empty where it makes none
/// @param home the owner's home directory, empty where unknown
public record SessionOptions(String ownerName, Level anyone, String shellNonce, String home) {}
