package weft.relay;

/// What a relay is doing, in numbers: nothing of it tells who, or what.
///
/// @param sessions rooms, those without their host included
/// @param hosts rooms whose host is connected or in this process
/// @param guests connected to any session
/// @param connections open TCP connections, whatever they are for
/// @param keptBytes of keyframes, deltas and pages kept for whoever comes
/// @param receivedBytes in WebSocket messages since the start
/// @param sentBytes in WebSocket messages since the start
/// @param refused connections and requests turned away since the start
public record RelayFigures(
    int sessions,
    int hosts,
    int guests,
    int connections,
    long keptBytes,
    long receivedBytes,
    long sentBytes,
    long refused) {}
