package weft.host;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import weft.crypto.EpochKey;
import weft.crypto.PairwiseChannel;
import weft.crypto.SessionSecrets;
import weft.protocol.GuestToHost;
import weft.protocol.GuestToHostCodec;
import weft.protocol.HostToGuest;
import weft.protocol.HostToGuestCodec;
import weft.protocol.Level;
import weft.protocol.Limits;
import weft.protocol.Name;
import weft.protocol.Reason;
import weft.protocol.Role;

/// Decides who is in, and who may do what; whatever a relay lets pass, it is checked here (rule
/// M1). Owned by the session's thread; acts through [Delivery].
final class Authority {
  /// What a newcomer gets.
  sealed interface Entry {
    record AsPerson(Person person) implements Entry {}

    record AfterAsking(Requests.Open request) implements Entry {}

    record Not(Reason reason) implements Entry {}
  }

  private final String title;
  private final Roster roster;
  private final Requests requests;
  private final SessionSecrets secrets;
  private final Delivery delivery;
  private final Typing typing;
  private final Set<Person> demoted = new HashSet<>();
  private Level anyone;

  Authority(
      String title,
      Roster roster,
      Requests requests,
      SessionSecrets secrets,
      Level anyone,
      Delivery delivery) {
    this.title = title;
    this.roster = roster;
    this.requests = requests;
    this.secrets = secrets;
    this.anyone = anyone;
    this.delivery = delivery;
    this.typing = new Typing(delivery);
  }

  /// What anyone with the link gets without asking.
  Level anyone() {
    return anyone;
  }

  Entry cameWithOwnerSecret() {
    return new Entry.AsPerson(roster.owner());
  }

  /// Rule M2: known people come back as they were, anyone's level lets strangers in, else the owner
  /// is asked.
  Entry cameByLink(Connection connection, GuestToHost.Join join) {
    String name = Name.clean(join.name());
    Optional<Person> known = roster.withKey(join.personKey());
    if (known.isPresent()) {
      known.get().rename(name);
      return new Entry.AsPerson(known.get());
    }
    if (anyone != Level.NOTHING) {
      Person person = roster.letIn(join.personKey(), name, Role.VIEWER, Person.LetInBy.LINK);
      person.become(roleFor(person, anyone));
      return new Entry.AsPerson(person);
    }
    requests
        .toJoinWithKey(join.personKey())
        .ifPresent(
            earlier -> {
              requests.close(earlier);
              goodbye(earlier.connection(), Reason.REPLACED);
            });
    return requests
        .toJoin(connection, join.personKey(), name)
        .<Entry>map(Entry.AfterAsking::new)
        .orElse(new Entry.Not(Reason.TOO_MANY_REQUESTS));
  }

  /// Nobody begins to edit while the owner is away (rule M12).
  private Role roleFor(Person person, Level level) {
    if (level == Level.EDIT && delivery.control().ownerAway()) {
      demoted.add(person);
      return Role.VIEWER;
    }
    return level == Level.EDIT ? Role.EDITOR : Role.VIEWER;
  }

  /// Rule H4: a replaced link brings nobody in, but whoever is in the session comes back with it.
  Entry cameByOldLink(GuestToHost.Join join) {
    return roster
        .withKey(join.personKey())
        .<Entry>map(Entry.AsPerson::new)
        .orElse(new Entry.Not(Reason.OLD_SECRET));
  }

  /// The first message to a newcomer.
  HostToGuest greeting(Connection connection, Entry entry) {
    return switch (entry) {
      case Entry.AsPerson(Person person) -> admitted(connection, person);
      case Entry.AfterAsking _ -> new HostToGuest.Waiting();
      case Entry.Not(Reason reason) -> new HostToGuest.Goodbye(reason);
    };
  }

  private HostToGuest.Admitted admitted(Connection connection, Person person) {
    EpochKey epoch = delivery.epoch();
    return new HostToGuest.Admitted(
        person.id(),
        person.role(),
        epoch.epoch(),
        epoch.key(),
        person.input().of(connection.inputStream()),
        title);
  }

  /// The newcomer has been greeted over `channel`.
  void entered(Connection connection, Entry entry, PairwiseChannel channel) {
    switch (entry) {
      case Entry.AsPerson(Person person) -> seat(connection, person, channel);
      case Entry.AfterAsking(Requests.Open request) -> {
        connection.become(new Connection.State.Waiting(request.id(), channel));
        requestsChanged();
      }
      case Entry.Not(Reason reason) -> delivery.dismiss(connection, reason);
    }
  }

  private void seat(Connection connection, Person person, PairwiseChannel channel) {
    connection.become(new Connection.State.Admitted(person, channel));
    person.devices().add(connection);
    delivery.admit(connection);
    if (person.role() == Role.OWNER) {
      send(connection, requests.message());
      send(connection, access(HostToGuest.LinkNews.SAME));
      send(connection, new HostToGuest.People(roster.whole()));
    }
    if (connection.ready()) {
      proved(connection);
    }
  }

  void departed(Connection connection) {
    switch (connection.state()) {
      case Connection.State.Greeting _ -> {}
      case Connection.State.Waiting waiting -> {
        requests.find(waiting.request()).ifPresent(requests::close);
        requestsChanged();
      }
      case Connection.State.Admitted(Person person, PairwiseChannel _) -> {
        person.devices().remove(connection);
        delivery.left(Draft.Writer.of(person, connection));
        if (!person.present()) {
          requests
              .ofPerson(person)
              .ifPresent(
                  request -> {
                    requests.close(request);
                    requestsChanged();
                  });
        }
        delivery.rosterChanged();
      }
    }
  }

  void received(Connection connection, GuestToHost message) {
    if (!connection.ready()) {
      proved(connection);
    }
    if (message instanceof GuestToHost.Ping(long token)) {
      send(connection, new HostToGuest.Pong(token));
      return;
    }
    Person person = connection.person();
    if (person == null) {
      if (!(message instanceof GuestToHost.Ready)) {
        refuse(connection, message);
      }
      return;
    }
    act(connection, person, message);
  }

  /// Limit B10 counts devices that have proved themselves: a replayed HELLO pushes nobody out. One
  /// that comes again takes the place of its earlier connection (rule I1), which may take a minute
  /// to be found dead.
  private void proved(Connection connection) {
    connection.proved();
    Person person = connection.person();
    if (person == null) {
      return;
    }
    // In the order of their HELLOs. What a connection said last may come later than all that the
    // next one said.
    List<Connection> one =
        person.devices().stream()
            .filter(Connection::ready)
            .filter(other -> other.inputStream().equals(connection.inputStream()))
            .toList();
    one.stream().limit(one.size() - 1).forEach(earlier -> goodbye(earlier, Reason.REPLACED));
    List<Connection> proven = person.devices().stream().filter(Connection::ready).toList();
    if (proven.size() > Limits.DEVICES) {
      goodbye(proven.getFirst(), Reason.REPLACED);
    }
    delivery.rosterChanged();
  }

  private void act(Connection connection, Person person, GuestToHost message) {
    if (person == roster.owner() && isDoing(message)) {
      delivery.control().ownerSeen();
    }
    switch (message) {
      case GuestToHost.Ready _, GuestToHost.Ping _ -> {}
      case GuestToHost.Join _ -> refuse(connection, message);
      case GuestToHost.Type type -> {
        if (!typing.typed(connection, person, type)) {
          refuse(connection, message);
        }
      }
      case GuestToHost.AskToEdit _ -> {
        if (person.role() != Role.VIEWER || requests.toEdit(connection, person).isEmpty()) {
          refuse(connection, message);
        }
        requestsChanged();
      }
      case GuestToHost.Withdraw _ -> {
        requests.ofPerson(person).ifPresent(requests::close);
        requestsChanged();
      }
      case GuestToHost.Find find -> {
        if (find.text().getBytes(StandardCharsets.UTF_8).length > Limits.FIND_TEXT) {
          refuse(connection, message);
        } else {
          delivery.find(connection, find);
        }
      }
      case GuestToHost.EditDraft edit -> {
        if (!person.role().mayType() || edit.changes().size() > Limits.DRAFT_CHANGES) {
          refuse(connection, message);
        } else {
          delivery
              .drafting()
              .edit(new Draft.Writer(person.id(), edit.writer()), edit)
              .ifPresent(not -> send(connection, not));
        }
      }
      case GuestToHost.MoveCaret move -> {
        if (person.role().mayType()) {
          delivery.drafting().move(Draft.Writer.of(person, connection), move);
        }
      }
      case GuestToHost.RunDraft run -> {
        if (!person.role().mayType()) {
          refuse(connection, message);
        } else if (person.role() == Role.EDITOR && delivery.control().approves()) {
          send(connection, askToRun(connection, person, run));
        } else {
          delivery.drafting().run(person, run).ifPresent(not -> send(connection, not));
        }
      }
      case GuestToHost.Show show -> delivery.show(Draft.Writer.of(person, connection), show);
      case GuestToHost.Complete complete -> {
        boolean trusted = person.role() == Role.OWNER || !delivery.control().approves();
        if (person.role().mayType() && trusted && complete.line().length() <= Limits.DRAFT) {
          delivery.complete(connection, complete);
        } else {
          refuse(connection, message);
        }
      }
      case GuestToHost.ListBlocks list -> send(connection, delivery.blocks(list));
      case GuestToHost.Owners order -> {
        if (person.role() != Role.OWNER || isImpossible(order)) {
          refuse(connection, message);
        } else if (order instanceof GuestToHost.AskStarts ask) {
          send(connection, delivery.starts(ask));
        } else {
          obey(order);
        }
      }
    }
  }

  /// Rule D6.
  private HostToGuest.DraftNot askToRun(
      Connection connection, Person person, GuestToHost.RunDraft run) {
    Optional<HostToGuest.DraftNot.Why> not = delivery.drafting().whyNot(run);
    if (not.isEmpty()
        && requests.toRun(connection, person, delivery.drafting().text()).isPresent()) {
      requestsChanged();
    }
    return new HostToGuest.DraftNot(run.draft(), not.orElse(HostToGuest.DraftNot.Why.ASKED));
  }

  /// Whether it shows that somebody is there: pages say some things by themselves.
  private static boolean isDoing(GuestToHost message) {
    return switch (message) {
      case GuestToHost.Ready _, GuestToHost.Ping _ -> false;
      case GuestToHost.Show show -> !show.away();
      case GuestToHost.ListBlocks _ -> false;
      default -> true;
    };
  }

  /// What somebody asked for is there.
  void answered(Connection connection, HostToGuest message) {
    send(connection, message);
  }

  /// What a search has found.
  void found(Searches.Answer answer) {
    send(answer.connection(), answer.found());
  }

  private void refuse(Connection connection, GuestToHost message) {
    send(connection, new HostToGuest.NotAllowed(GuestToHostCodec.type(message)));
  }

  /// At the end of a turn: says how far everybody's input has come (rule I3).
  void flush() {
    for (Connection connection : typing.settled()) {
      Person person = connection.person();
      if (person != null) {
        send(connection, person.input().of(connection.inputStream()));
      }
    }
  }

  /// An excerpt is one of blocks (rule Q1).
  private static boolean isImpossible(GuestToHost.Owners order) {
    return order instanceof GuestToHost.ShareFrom share
        && share.from() != GuestToHost.ShareFrom.From.BLOCK
        && share.blocks() != 0;
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
      person.devices().forEach(device -> send(device, answered));
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
    not.ifPresent(why -> send(request.connection(), new HostToGuest.DraftNot(draft, why)));
  }

  private void answerToJoin(Requests.Open request, Level level) {
    Connection connection = request.connection();
    if (!(connection.state() instanceof Connection.State.Waiting(var _, PairwiseChannel channel))) {
      return;
    }
    if (level == Level.NOTHING) {
      goodbye(connection, Reason.DENIED);
      return;
    }
    Person person = roster.letIn(request.key(), request.name(), Role.VIEWER, Person.LetInBy.OWNER);
    person.become(roleFor(person, level));
    send(connection, admitted(connection, person));
    seat(connection, person, channel);
  }

  private void setRole(Person person, Role role) {
    if (person == roster.owner() || role == Role.OWNER) {
      return;
    }
    person.vouchedFor();
    demoted.remove(person);
    change(person, role);
  }

  private void change(Person person, Role role) {
    if (person.role() == role) {
      return;
    }
    person.become(role);
    requests.ofPerson(person).ifPresent(requests::close); // there is nothing left to ask
    HostToGuest now = new HostToGuest.RoleNow(role);
    person.devices().forEach(device -> send(device, now));
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
      HostToGuest.People everybody = new HostToGuest.People(roster.whole());
      roster.owner().devices().forEach(device -> send(device, everybody));
    }
  }

  /// Rule M5.
  private void remove(Person person) {
    if (person == roster.owner()) {
      return;
    }
    expel(List.of(person));
    if (anyone != Level.NOTHING) {
      secrets.replaceLink();
      accessChanged(HostToGuest.LinkNews.NEW_AFTER_REMOVAL);
    }
  }

  /// Rule M6.
  private void revoke() {
    secrets.replaceLink();
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
  }

  private List<Person> letInByLink() {
    return roster.everybody().stream()
        .filter(person -> person.letInBy() == Person.LetInBy.LINK)
        .toList();
  }

  private void expel(List<Person> people) {
    for (Person person : people) {
      requests.ofPerson(person).ifPresent(requests::close);
      List.copyOf(person.devices()).forEach(device -> goodbye(device, Reason.REMOVED));
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
    roster.admitted().forEach(connection -> send(connection, epoch));
  }

  /// Sharing starts elsewhere; what was sealed before may be from before that (rule Q3).
  void startMoved() {
    beginEpoch();
    accessChanged(HostToGuest.LinkNews.SAME);
  }

  private void requestsChanged() {
    roster.owner().devices().forEach(device -> send(device, requests.message()));
    delivery.requestsChanged();
  }

  private void accessChanged(HostToGuest.LinkNews news) {
    HostToGuest.Access now = access(news);
    roster.owner().devices().forEach(device -> send(device, now));
    delivery.accessChanged(news);
  }

  private HostToGuest.Access access(HostToGuest.LinkNews news) {
    return new HostToGuest.Access(
        delivery.links(),
        anyone,
        news,
        delivery.start(),
        roster.listed(),
        delivery.control().approves());
  }

  /// Says why and closes; the connection has no part in the session from here on.
  void goodbye(Connection connection, Reason reason) {
    send(connection, new HostToGuest.Goodbye(reason));
    delivery.dismiss(connection, reason);
    Person person = connection.person();
    if (person != null) {
      person.devices().remove(connection);
    }
    connection.become(new Connection.State.Greeting());
  }

  private void send(Connection connection, HostToGuest message) {
    PairwiseChannel channel = connection.channel();
    if (channel != null) {
      delivery.send(connection, channel.seal(HostToGuestCodec.encode(message)));
    }
  }
}
