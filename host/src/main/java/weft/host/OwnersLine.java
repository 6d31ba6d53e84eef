package weft.host;

import java.util.List;
import org.jspecify.annotations.Nullable;
import weft.protocol.GuestToHost;
import weft.protocol.HostToGuest;
import weft.protocol.Level;
import weft.protocol.PersonId;

/// What the owner reads and answers on the notice line of the session's own terminal. Owned by the
/// session's thread.
final class OwnersLine {
  private final NoticeLine line;
  private final Notices notices;
  private final Drafting drafting;
  private final Roster roster;
  private final Orders orders;
  private final Control control;

  OwnersLine(Wrapped wrapped, Drafting drafting, Roster roster, Orders orders, Control control) {
    this.line = wrapped.line();
    this.notices = wrapped.notices();
    this.drafting = drafting;
    this.roster = roster;
    this.orders = orders;
    this.control = control;
  }

  /// Shows the draft, or takes it away.
  void update() {
    notices.draft(drafted());
  }

  /// What others have written, while the owner could run it.
  private NoticeLine.Notice.@Nullable Drafted drafted() {
    List<String> names =
        drafting.writers().stream()
            .filter(person -> !person.equals(PersonId.OWNER))
            .flatMap(person -> roster.find(person).stream())
            .map(Person::name)
            .toList();
    return names.isEmpty() || drafting.text().isBlank() || !drafting.awaited()
        ? null
        : new NoticeLine.Notice.Drafted(String.join(", ", names), drafting.text());
  }

  /// The owner pressed a key for what stands there.
  void chosen(NoticeLine.Key key) {
    control.ownerSeen();
    switch (line.notice()) {
      case NoticeLine.Notice.Asked asked -> answer(asked, key);
      case NoticeLine.Notice.Drafted _ when key == NoticeLine.Key.RUN -> useDraft(true);
      case NoticeLine.Notice.Drafted _ when key == NoticeLine.Key.TAKE -> useDraft(false);
      case null, default -> {}
    }
  }

  private void answer(NoticeLine.Notice.Asked asked, NoticeLine.Key key) {
    boolean runs = asked.request().kind() == HostToGuest.Request.Kind.RUN;
    Level level =
        switch (key) {
          case VIEW -> Level.VIEW;
          case EDIT -> runs ? null : Level.EDIT;
          case RUN -> runs && asked.fits() ? Level.EDIT : null;
          case DENY -> Level.NOTHING;
          case TAKE, LATER -> null;
        };
    if (level == null || (runs && level == Level.VIEW)) {
      notices.later();
    } else {
      orders.obey(new GuestToHost.Answer(asked.request().id(), level));
    }
  }

  private void useDraft(boolean run) {
    drafting
        .byOwner(roster.owner(), run)
        .ifPresent(_ -> notices.news("The shell is not at an empty prompt; nothing was typed."));
  }
}
