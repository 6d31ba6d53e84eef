package weft.host;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import weft.crypto.PairwiseChannel;
import weft.crypto.SessionSecrets;
import weft.protocol.Grant;
import weft.protocol.GuestToHost;
import weft.protocol.HostToGuest;
import weft.protocol.HostToRelay;
import weft.protocol.InviteOutcome;
import weft.protocol.Level;
import weft.protocol.Limits;
import weft.protocol.Reason;
import weft.protocol.RelayToHost;
import weft.protocol.Role;

/// What the owner decides: who may come in, do what, and go; and what follows from the owner's
/// absence. Owned by the session's thread.
final class Orders {
  /// Lets somebody in who has waited.
  interface Seats {
    HostToGuest.Admitted admitted(Connection connection, Person person);

    void seat(Connection connection, Person person, PairwiseChannel channel);
  }

  private final Roster roster;
  private final Requests requests;
  private final LinkLife link;
  private final Delivery delivery;
  private final Post post;
  private final Seats seats;

  /// Who could edit before the owner went away.
  private final Set<Person> demoted = new HashSet<>();

  private final Grants grants = new Grants();
  private Level anyone;

  Orders(
      Roster roster,
      Requests requests,
      SessionSecrets secrets,
      Level anyone,
      Delivery delivery,
      Post post,
      Seats seats) {
    this.roster = roster;
    this.requests = requests;
    this.link = new LinkLife(secrets, delivery, this::accessChanged);
    this.anyone = anyone;
    this.delivery = delivery;
    this.post = post;
    this.seats = seats;
  }

  /// What anyone with the link gets without asking.
  Level anyone() {
    return anyone;
  }

  /// What somebody may whom a relay knows.
  Level levelOf(Identity who) {
    return grants.level(who, anyone);
  }

  /// Nobody begins to edit while the owner is away (rule M12).
  Role roleFor(Person person, Level level) {
    if (level == Level.EDIT && delivery.control().ownerAway()) {
      demoted.add(person);
      return Role.VIEWER;
    }
    return level == Level.EDIT ? Role.EDITOR : Role.VIEWER;
  }

  /// Does what the owner says, from whichever surface.
  void obey(GuestToHost.Owners order) {
    switch (order) {
      case GuestToHost.Answer(var request, Level level) ->
          requests.find(request).ifPresent(open -> answer(open, level));
      case GuestToHost.SetRole(var person, Role role) ->
          roster.find(person).ifPresent(p -> setRole(p, role));
      case GuestToHost.Remove(var person) -> roster.find(person).ifPresent(this::remove);
      case GuestToHost.SetAnyone(Level level) -> setAnyone(level);
      case GuestToHost.Give(List<String> emails, Level level) -> give(emails, level);
      case GuestToHost.SetTeam(Level level) -> {
        grants.team(level);
        regrade();
      }
      case GuestToHost.LimitLink(long seconds, boolean first) -> link.limit(seconds, first);
      case GuestToHost.RenewLink _ -> link.renew();
      case GuestToHost.RevokeLink _ -> revoke();
      case GuestToHost.EveryoneViews _ -> everyoneViews();
      case GuestToHost.ListPeople(boolean all) -> {
        roster.list(all);
        delivery.rosterChanged();
        accessChanged(HostToGuest.LinkNews.SAME);
      }
      case GuestToHost.Approve(boolean each) -> {
        delivery.control().approve(each);
        accessChanged(HostToGuest.LinkNews.SAME);
      }
      case GuestToHost.Stop _ -> delivery.stop();
      case GuestToHost.ShareFrom share -> delivery.startFrom(StartingPoint.From.of(share));
      case GuestToHost.AskStarts _ -> {} // whoever asked is told
    }
  }

  private void answer(Requests.Open request, Level level) {
    requests.close(request);
    Person person = request.person();
    if (person == null) {
      answerToJoin(request, level);
    } else if (request.kind() == HostToGuest.Request.Kind.RUN) {
      answerToRun(request, person, level);
    } else {
      if (level == Level.EDIT) {
        setRole(person, Role.EDITOR);
      }
      HostToGuest answered = new HostToGuest.Answered(level == Level.EDIT);
      person.devices().forEach(device -> post.send(device, answered));
    }
    requestsChanged();
  }

  /// Runs it as it was when the owner was asked, if its writer still may.
  private void answerToRun(Requests.Open request, Person person, Level level) {
    Optional<HostToGuest.DraftNot.Why> not =
        level == Level.NOTHING || !person.role().mayType()
            ? Optional.of(HostToGuest.DraftNot.Why.DENIED)
            : delivery.drafting().runApproved(person, request.command());
    long draft = delivery.drafting().message().id();
    not.ifPresent(why -> post.send(request.connection(), new HostToGuest.DraftNot(draft, why)));
  }

  private void answerToJoin(Requests.Open request, Level level) {
    Connection connection = request.connection();
    if (!(connection.state() instanceof Connection.State.Waiting(var _, PairwiseChannel channel))) {
      return;
    }
    if (level == Level.NOTHING) {
      post.goodbye(connection, Reason.DENIED);
      return;
    }
    Identity who = request.identity();
    Person person =
        (who == null ? Optional.<Person>empty() : roster.withEmail(who.email()))
            .orElseGet(
                () ->
                    roster.letIn(request.key(), request.name(), Role.VIEWER, Person.LetInBy.OWNER));
    if (who != null) {
      person.known(who);
      grants.give(who.email(), level);
      grantsChanged(); // the relay lets in whom it knows to be let in
    }
    person.become(roleFor(person, level));
    post.send(connection, seats.admitted(connection, person));
    seats.seat(connection, person, channel);
  }

  private void setRole(Person person, Role role) {
    if (person == roster.owner() || role == Role.OWNER) {
      return;
    }
    person.vouchedFor();
    demoted.remove(person);
    change(person, role);
    Identity who = person.identity();
    if (who != null && !who.email().equals(grants.owner())) {
      grants.give(who.email(), role == Role.EDITOR ? Level.EDIT : Level.VIEW);
      grantsChanged();
    }
  }

  private void change(Person person, Role role) {
    if (person.role() == role) {
      return;
    }
    person.become(role);
    requests.ofPerson(person).ifPresent(requests::close); // there is nothing left to ask
    HostToGuest now = new HostToGuest.RoleNow(role);
    person.devices().forEach(device -> post.send(device, now));
    delivery.rosterChanged();
    requestsChanged();
  }

  /// Rule M9.
  private void everyoneViews() {
    demoted.clear();
    roster.everybody().stream()
        .filter(person -> person.role() == Role.EDITOR)
        .forEach(person -> change(person, Role.VIEWER));
    if (anyone == Level.EDIT) {
      anyone = Level.VIEW;
    }
    grants.lower();
    grantsChanged();
    accessChanged(HostToGuest.LinkNews.SAME);
  }

  /// Rule M12.
  void ownerAway(boolean away) {
    if (away) {
      List<Person> editors =
          roster.everybody().stream().filter(person -> person.role() == Role.EDITOR).toList();
      demoted.addAll(editors);
      editors.forEach(person -> change(person, Role.VIEWER));
    } else {
      List<Person> back = List.copyOf(demoted);
      demoted.clear();
      back.stream()
          .filter(person -> roster.find(person.id()).isPresent())
          .forEach(person -> change(person, Role.EDITOR));
    }
  }

  /// Owners are told of everybody, where guests are not.
  void tellOwners() {
    if (!roster.listed()) {
      tellOwners(new HostToGuest.People(roster.whole()));
    }
    if (delivery.account().isPresent()) {
      tellOwners(grants());
    }
  }

  /// Rule M5.
  private void remove(Person person) {
    if (person == roster.owner()) {
      return;
    }
    expel(List.of(person));
    Identity who = person.identity();
    if (who != null) {
      grants.give(who.email(), Level.NOTHING);
      grantsChanged();
    }
    if (anyone != Level.NOTHING) {
      link.replace();
      accessChanged(HostToGuest.LinkNews.NEW_AFTER_REMOVAL);
    }
  }

  /// Somebody is in who came by the link.
  void linkUsed() {
    link.used();
  }

  /// Rule M6.
  private void revoke() {
    link.replace();
    anyone = Level.NOTHING;
    expel(letInByLink());
    accessChanged(HostToGuest.LinkNews.NEW_AFTER_REVOKING);
  }

  /// What anyone gets, also those whom the link alone has let in already.
  private void setAnyone(Level level) {
    anyone = level;
    if (level == Level.NOTHING) {
      expel(letInByLink());
    } else {
      letInByLink().forEach(person -> change(person, roleFor(person, level)));
    }
    accessChanged(HostToGuest.LinkNews.SAME);
    regrade();
  }

  /// Rule A4.
  private void give(List<String> emails, Level level) {
    for (String given : emails) {
      String email = Grants.normal(given);
      boolean news = !grants.knows(email);
      if (!Grants.isAddress(email) || (news && grants.isFull())) {
        tellOwners(new HostToGuest.Invited(given, InviteOutcome.NO_ADDRESS));
      } else if (level == Level.NOTHING && roster.withEmail(email).isEmpty()) {
        grants.forget(email);
      } else {
        grants.give(email, level);
        if (news && level != Level.NOTHING && roster.withEmail(email).isEmpty()) {
          delivery.invite(email, level);
        }
      }
    }
    regrade();
  }

  /// People whom a relay knows get what they may have now; whoever may not be here any more goes.
  private void regrade() {
    List<Person> gone = new ArrayList<>();
    for (Person person : roster.everybody()) {
      Identity who = person.identity();
      Level level = who == null ? Level.VIEW : levelOf(who);
      if (who != null && level == Level.NOTHING) {
        gone.add(person);
      } else if (who != null) {
        demoted.remove(person);
        change(person, roleFor(person, level));
      }
    }
    if (!gone.isEmpty()) {
      expel(gone);
    }
    grantsChanged();
  }

  /// The address that the owner has at a relay.
  void owner(String email) {
    grants.owner(email);
    grantsChanged();
  }

  private void grantsChanged() {
    delivery.grantsChanged();
    tellOwners(grants());
  }

  private void tellOwners(HostToGuest message) {
    roster.owner().devices().forEach(device -> post.send(device, message));
  }

  /// What became of an invitation.
  void invited(HostToGuest.Invited news) {
    tellOwners(news);
  }

  /// For relays that know people.
  HostToRelay.Access admission() {
    return new HostToRelay.Access(anyone, grants.team(), true, grants.all());
  }

  /// For owners.
  HostToGuest.Grants grants() {
    return new HostToGuest.Grants(
        grants.owner(),
        delivery.account().map(RelayToHost.Account::anyone).orElse(true),
        delivery.account().map(RelayToHost.Account::team).orElse(false),
        grants.team(),
        grants.all().stream().map(this::row).toList());
  }

  private HostToGuest.Grants.Row row(Grant grant) {
    Optional<Person> person = roster.withEmail(grant.email());
    HostToGuest.Grants.Here here =
        person.isEmpty()
            ? HostToGuest.Grants.Here.NOT_YET
            : person.get().present() ? HostToGuest.Grants.Here.NOW : HostToGuest.Grants.Here.BEFORE;
    return new HostToGuest.Grants.Row(
        grant.email(), grant.level(), here, person.map(p -> p.id().number()).orElse(0L));
  }

  /// An excerpt is one of blocks (rule Q1), and of addresses there are not too many (limit B36).
  static boolean isImpossible(GuestToHost.Owners order) {
    return switch (order) {
      case GuestToHost.ShareFrom share ->
          share.from() != GuestToHost.ShareFrom.From.BLOCK && share.blocks() != 0;
      case GuestToHost.Give give -> give.emails().size() > Limits.GRANTS;
      default -> false;
    };
  }

  private List<Person> letInByLink() {
    return roster.everybody().stream()
        .filter(person -> person.letInBy() == Person.LetInBy.LINK)
        .toList();
  }

  private void expel(List<Person> people) {
    for (Person person : people) {
      requests.ofPerson(person).ifPresent(requests::close);
      List.copyOf(person.devices()).forEach(device -> post.goodbye(device, Reason.REMOVED));
      roster.forget(person);
      demoted.remove(person);
    }
    beginEpoch();
    delivery.rosterChanged();
    requestsChanged();
  }

  /// Everybody who is in gets a new key, which opens nothing from before (rule S7).
  private void beginEpoch() {
    delivery.beginEpoch();
    HostToGuest.Epoch epoch = delivery.epoch().message();
    roster.admitted().forEach(connection -> post.send(connection, epoch));
  }

  /// Sharing starts elsewhere; what was sealed before may be from before that (rule Q3).
  void startMoved() {
    beginEpoch();
    accessChanged(HostToGuest.LinkNews.SAME);
  }

  void requestsChanged() {
    tellOwners(requests.message());
    delivery.requestsChanged();
  }

  private void accessChanged(HostToGuest.LinkNews news) {
    tellOwners(access(news));
    delivery.accessChanged(news);
    delivery.grantsChanged();
  }

  HostToGuest.Access access(HostToGuest.LinkNews news) {
    return new HostToGuest.Access(
        delivery.links(),
        anyone,
        news,
        delivery.start(),
        roster.listed(),
        delivery.control().approves(),
        link.once(),
        link.ends());
  }
}
