package weft.relay;

import java.time.Duration;

/// How long the relay waits for a connection.
///
/// @param request until a complete HTTP request is there, from the connection's start or the
///     response before it
/// @param response until a response has been taken
/// @param claim from the WebSocket's start to the host's CLAIM
/// @param ping between two pings
/// @param silence without a byte from the other side, pongs included, until it counts as dead
/// @param linger between the last frame and the end of the connection
record Patience(
    Duration request,
    Duration response,
    Duration claim,
    Duration ping,
    Duration silence,
    Duration linger) {
  static final Patience USUAL =
      new Patience(
          Duration.ofSeconds(10),
          Duration.ofSeconds(120),
          Duration.ofSeconds(10),
          Duration.ofSeconds(20),
          Duration.ofSeconds(60),
          Duration.ofSeconds(5));
}
