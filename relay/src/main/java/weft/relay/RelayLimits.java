package weft.relay;

import weft.protocol.Limits;

/// How much a relay lets itself be used.
///
/// @param sessions at once, the absent ones included
/// @param connections TCP connections at once, whatever they are for; more are closed
/// @param guests of one session at once; over it a newcomer is refused, FULL
/// @param sessionBytes of stream and pages from a session's host, 0 for any number; over it the
///     session ends, LIMIT (B35)
public record RelayLimits(int sessions, int connections, int guests, long sessionBytes) {
  static final RelayLimits EMBEDDED = new RelayLimits(100, 2_000, Limits.GUESTS, 0);
  static final RelayLimits SERVER = new RelayLimits(10_000, 20_000, Limits.GUESTS, 0);

  public RelayLimits withConnections(int most) {
    return new RelayLimits(sessions, most, guests, sessionBytes);
  }
}
