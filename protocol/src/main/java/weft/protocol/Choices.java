package weft.protocol;

import weft.protocol.GuestToHost.ShareFrom.From;
import weft.protocol.HostToGuest.Found;
import weft.protocol.HostToGuest.LinkNews;
import weft.protocol.HostToGuest.Request;

/// The enumerations that are one byte on the wire; a value not listed is malformed (rule N1).
final class Choices {
  // values() copies its array at every call.
  private static final Reason[] REASONS = Reason.values();
  private static final Role[] ROLES = Role.values();
  private static final Role[] ROLES_TO_GIVE = {Role.VIEWER, Role.EDITOR};
  private static final Level[] LEVELS = Level.values();
  private static final Request.Kind[] KINDS = Request.Kind.values();
  private static final Found.State[] FOUND_STATES = Found.State.values();
  private static final Block.State[] BLOCK_STATES = Block.State.values();
  private static final LinkNews[] NEWS = LinkNews.values();
  private static final InviteOutcome[] INVITE_OUTCOMES = InviteOutcome.values();
  private static final HostToGuest.Grants.Here[] HERE = HostToGuest.Grants.Here.values();
  private static final From[] FROM = From.values();

  private Choices() {}

  static Reason reason(FrameReader reader) {
    return reader.oneOf(REASONS, 0);
  }

  static Role role(FrameReader reader) {
    return reader.oneOf(ROLES, 1);
  }

  /// SET_ROLE's: ownership is not given away.
  static Role roleToGive(FrameReader reader) {
    return reader.oneOf(ROLES_TO_GIVE, 1);
  }

  static Level level(FrameReader reader) {
    return reader.oneOf(LEVELS, 0);
  }

  static Request.Kind requestKind(FrameReader reader) {
    return reader.oneOf(KINDS, 1);
  }

  static Found.State foundState(FrameReader reader) {
    return reader.oneOf(FOUND_STATES, 0);
  }

  static Block.State blockState(FrameReader reader) {
    return reader.oneOf(BLOCK_STATES, 0);
  }

  static From shareFrom(FrameReader reader) {
    return reader.oneOf(FROM, 0);
  }

  static HostToGuest.DraftNot.Why whyNot(FrameReader reader) {
    return reader.oneOf(HostToGuest.DraftNot.Why.values(), 0);
  }

  static InviteOutcome inviteOutcome(FrameReader reader) {
    return reader.oneOf(INVITE_OUTCOMES, 0);
  }

  static HostToGuest.Grants.Here here(FrameReader reader) {
    return reader.oneOf(HERE, 0);
  }

  static LinkNews linkNews(FrameReader reader) {
    return reader.oneOf(NEWS, 0);
  }
}
