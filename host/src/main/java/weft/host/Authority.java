package weft.host;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import weft.crypto.EpochKey;
import weft.crypto.PairwiseChannel;
import weft.crypto.SessionSecrets;
import weft.protocol.GuestToHost;
import weft.protocol.GuestToHostCodec;
import weft.protocol.HostToGuest;
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
  private final Delivery delivery;
  private final Typing typing;
  private final Post post;
  private final Orders orders;

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
    this.delivery = delivery;
    this.typing = new Typing(delivery);
    this.post = new Post(delivery);
    this.orders =
        new Orders(
            roster,
            requests,
            secrets,
            anyone,
            delivery,
            post,
            new Orders.Seats() {
              @Override
              public HostToGuest.Admitted admitted(Connection connection, Person person) {
                return Authority.this.admitted(connection, person);
              }

              @Override
              public void seat(Connection connection, Person person, PairwiseChannel channel) {
                Authority.this.seat(connection, person, channel);
              }
            });
  }

  /// What the owner decides.
  Orders orders() {
    return orders;
  }

  Entry cameWithOwnerSecret() {
    return new Entry.AsPerson(roster.owner());
  }

  /// Rule M2: known people come back as they were, anyone's level lets strangers in, else the owner
  /// is asked.
  Entry cameByLink(Connection connection, GuestToHost.Join join) {
    Identity who = connection.identity();
    if (who != null) {
      return cameKnown(connection, join, who);
    }
    String name = Name.clean(join.name());
    Optional<Person> known = roster.withKey(join.personKey());
    if (known.isPresent()) {
      known.get().rename(name);
      return new Entry.AsPerson(known.get());
    }
    if (orders.anyone() != Level.NOTHING) {
      Person person = roster.letIn(join.personKey(), name, Role.VIEWER, Person.LetInBy.LINK);
      person.become(orders.roleFor(person, orders.anyone()));
      return new Entry.AsPerson(person);
    }
    return asks(connection, join, name);
  }

  private Entry asks(Connection connection, GuestToHost.Join join, String name) {
    requests
        .toJoinWithKey(join.personKey())
        .ifPresent(
            earlier -> {
              requests.close(earlier);
              post.goodbye(earlier.connection(), Reason.REPLACED);
            });
    return requests
        .toJoin(connection, join.personKey(), name)
        .<Entry>map(Entry.AfterAsking::new)
        .orElse(new Entry.Not(Reason.TOO_MANY_REQUESTS));
  }

  /// Rule A3: an address is one person, on all devices, whatever these call themselves.
  private Entry cameKnown(Connection connection, GuestToHost.Join join, Identity who) {
    String name = Name.clean(who.name());
    Level level = orders.levelOf(who);
    if (level == Level.NOTHING) {
      return asks(connection, join, name);
    }
    Optional<Person> known = roster.withEmail(who.email());
    if (known.isPresent()) {
      known.get().rename(name);
      known.get().known(who);
      return new Entry.AsPerson(known.get());
    }
    Person person = roster.letIn(join.personKey(), name, Role.VIEWER, Person.LetInBy.ACCOUNT);
    person.known(who);
    person.become(orders.roleFor(person, level));
    return new Entry.AsPerson(person);
  }

  /// Rule H4: a replaced link brings nobody in, but whoever is in the session comes back with it.
  Entry cameByOldLink(Connection connection, GuestToHost.Join join) {
    Identity who = connection.identity();
    return (who == null
            ? roster.withKey(join.personKey())
            : roster.withEmail(who.email()).filter(_ -> orders.levelOf(who) != Level.NOTHING))
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
        orders.requestsChanged();
      }
      case Entry.Not(Reason reason) -> delivery.dismiss(connection, reason);
    }
  }

  private void seat(Connection connection, Person person, PairwiseChannel channel) {
    connection.become(new Connection.State.Admitted(person, channel));
    person.devices().add(connection);
    delivery.admit(connection);
    if (person.role() == Role.OWNER) {
      post.send(connection, requests.message());
      post.send(connection, orders.access(HostToGuest.LinkNews.SAME));
      post.send(connection, orders.grants());
      post.send(connection, new HostToGuest.People(roster.whole()));
    }
    if (connection.ready()) {
      proved(connection);
    }
    if (person.role() != Role.OWNER && person.fresh()) {
      orders.linkUsed();
    }
  }

  void departed(Connection connection) {
    switch (connection.state()) {
      case Connection.State.Greeting _ -> {}
      case Connection.State.Waiting waiting -> {
        requests.find(waiting.request()).ifPresent(requests::close);
        orders.requestsChanged();
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
                    orders.requestsChanged();
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
      post.send(connection, new HostToGuest.Pong(token));
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
    one.stream().limit(one.size() - 1).forEach(earlier -> post.goodbye(earlier, Reason.REPLACED));
    List<Connection> proven = person.devices().stream().filter(Connection::ready).toList();
    if (proven.size() > Limits.DEVICES) {
      post.goodbye(proven.getFirst(), Reason.REPLACED);
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
        orders.requestsChanged();
      }
      case GuestToHost.Withdraw _ -> {
        requests.ofPerson(person).ifPresent(requests::close);
        orders.requestsChanged();
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
              .ifPresent(not -> post.send(connection, not));
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
          post.send(connection, askToRun(connection, person, run));
        } else {
          delivery.drafting().run(person, run).ifPresent(not -> post.send(connection, not));
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
      case GuestToHost.ListBlocks list -> post.send(connection, delivery.blocks(list));
      case GuestToHost.Owners order -> {
        if (person.role() != Role.OWNER || Orders.isImpossible(order)) {
          refuse(connection, message);
        } else if (order instanceof GuestToHost.AskStarts ask) {
          post.send(connection, delivery.starts(ask));
        } else {
          orders.obey(order);
        }
      }
    }
  }

  /// Rule D6.
  private HostToGuest.DraftNot askToRun(
      Connection connection, Person person, GuestToHost.RunDraft run) {
    HostToGuest.DraftNot.Why answer =
        delivery
            .drafting()
            .whyNot(run)
            .orElseGet(
                () ->
                    requests
                        .toRun(connection, person, delivery.drafting().text())
                        .map(_ -> HostToGuest.DraftNot.Why.ASKED)
                        .orElse(HostToGuest.DraftNot.Why.DENIED)); // limit B9
    orders.requestsChanged();
    return new HostToGuest.DraftNot(run.draft(), answer);
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
    post.send(connection, message);
  }

  /// What a search has found.
  void found(Searches.Answer answer) {
    post.send(answer.connection(), answer.found());
  }

  private void refuse(Connection connection, GuestToHost message) {
    post.send(connection, new HostToGuest.NotAllowed(GuestToHostCodec.type(message)));
  }

  /// At the end of a turn: says how far everybody's input has come (rule I3).
  void flush() {
    for (Connection connection : typing.settled()) {
      Person person = connection.person();
      if (person != null) {
        post.send(connection, person.input().of(connection.inputStream()));
      }
    }
  }
}
