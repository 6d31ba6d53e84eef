package weft.host;

import weft.protocol.Level;

/// How a session is shared.
///
/// @param ownerName what guests see
/// @param anyone what anyone with the link gets without asking
public record SessionOptions(String ownerName, Level anyone) {}
