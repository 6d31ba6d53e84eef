package weft.relay;

import org.jspecify.annotations.Nullable;
import weft.protocol.Grant;
import weft.protocol.HostToRelay;
import weft.protocol.Level;
import weft.protocol.Reason;

/// Who may come into a room, as far as its relay knows people (rule A2). Guarded by the room's
/// lock.
final class Entrance {
  private Terms terms;
  private HostToRelay.@Nullable Access access;

  Entrance(Terms terms) {
    this.terms = terms;
  }

  Terms terms() {
    return terms;
  }

  /// A host came, perhaps again: it says anew whom it lets in.
  void begin(Terms now) {
    terms = now;
    access = null;
  }

  void set(HostToRelay.Access now) {
    access = now;
  }

  HostToRelay.@Nullable Access access() {
    return access;
  }

  /// What somebody may do at most: the highest that applies, nothing for whoever was removed.
  Level level(Visitor visitor) {
    if (!terms.accounts() || isOwner(visitor)) {
      return Level.EDIT;
    }
    if (!terms.owner().isKnown()) {
      // Who shares without having signed in decides alone, within what the relay allows.
      boolean allowed = visitor.isKnown() || (terms.anyone() && !terms.signIn());
      return allowed ? Level.EDIT : Level.NOTHING;
    }
    HostToRelay.Access given = access;
    if (given == null || (terms.signIn() && !visitor.isKnown())) {
      return Level.NOTHING;
    }
    Level anyone = terms.anyone() ? given.anyone() : Level.NOTHING;
    if (!visitor.isKnown()) {
      return anyone;
    }
    Level team = visitor.isInTeamOf(terms.owner()) ? given.team() : Level.NOTHING;
    Level highest = team.compareTo(anyone) > 0 ? team : anyone;
    for (Grant grant : given.grants()) {
      if (grant.email().equals(visitor.email())) {
        boolean removed = grant.level() == Level.NOTHING;
        return removed || grant.level().compareTo(highest) > 0 ? grant.level() : highest;
      }
    }
    return highest;
  }

  /// Why somebody may not even ask; null where they may.
  @Nullable Reason whyNot(Visitor visitor) {
    if (level(visitor) != Level.NOTHING) {
      return null;
    }
    if (!visitor.isKnown()) {
      boolean waits = access == null && !terms.signIn() && terms.owner().isKnown();
      return waits ? null : Reason.SIGN_IN;
    }
    return access == null || access.asking() ? null : Reason.NO_ACCESS;
  }

  private boolean isOwner(Visitor visitor) {
    return visitor.isKnown() && visitor.id().equals(terms.owner().id());
  }
}
