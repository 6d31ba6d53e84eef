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
        _ -> true);
  }
}
