package weft.relay;

import java.util.function.LongPredicate;

/// On what terms somebody shares.
///
/// @param owner who shares
/// @param device where, as its owner calls it
/// @param accounts whether this relay knows people at all: else the host alone says who comes in
/// @param anyone whether a session may be opened to anyone with the link
/// @param signIn whether all guests have to sign in
/// @param sessions that this owner may share at once
/// @param guests of one session at once
/// @param sessionBytes of stream and pages, 0 for any number (B35)
/// @param dayLeft bytes that its owner may still have forwarded today, 0 for any number
/// @param meter told how many bytes are forwarded; false when they are too many for a day
public record Terms(
    Visitor owner,
    String device,
    boolean accounts,
    boolean anyone,
    boolean signIn,
    int sessions,
    int guests,
    long sessionBytes,
    long dayLeft,
    LongPredicate meter) {
  /// Of a relay that does not ask who people are.
  static Terms of(RelayLimits limits) {
    return new Terms(
        Visitor.NOBODY,
        "",
        false,
        true,
        false,
        Integer.MAX_VALUE,
        limits.guests(),
        limits.sessionBytes(),
        0,
        _ -> true);
  }

  /// What the host is told: the lower of the limits that end the session; 0 for none.
  long announcedBytes() {
    return sessionBytes == 0 || dayLeft == 0
        ? Math.max(sessionBytes, dayLeft)
        : Math.min(sessionBytes, dayLeft);
  }
}
