package weft.host;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import weft.protocol.Bytes;
import weft.protocol.HostToGuest;
import weft.protocol.Limits;
import weft.protocol.PersonId;
import weft.protocol.RequestId;

/// What people have asked of the owner and the owner has not answered. Owned by the session's
/// thread.
final class Requests {
  /// @param connection whose guest waits to be let in; for a request to edit, the one that asked
  /// @param person who asks; null while asking to join
  /// @param key what recognises the asking person once let in; else empty
  /// @param command that somebody wants to run, else empty
  record Open(
      RequestId id,
      HostToGuest.Request.Kind kind,
      Connection connection,
      @Nullable Person person,
      Bytes key,
      String name,
      String command,
      @Nullable Identity identity) {
    HostToGuest.Request message() {
      PersonId who = person == null ? PersonId.OWNER : person.id();
      return new HostToGuest.Request(
          id, kind, who, name, command, identity == null ? "" : identity.email());
    }
  }

  private final Map<RequestId, Open> open = new LinkedHashMap<>();
  private long lastId;

  /// Opens a request to join; empty when there are too many (limit B9).
  Optional<Open> toJoin(Connection connection, Bytes key, String name) {
    return add(
        new Open(
            next(),
            HostToGuest.Request.Kind.JOIN,
            connection,
            null,
            key,
            name,
            "",
            connection.identity()));
  }

  /// Opens a request to edit, in place of an earlier one of the same person (rule M8).
  Optional<Open> toEdit(Connection connection, Person person) {
    ofPerson(person).ifPresent(this::close);
    return add(
        new Open(
            next(),
            HostToGuest.Request.Kind.EDIT,
            connection,
            person,
            Bytes.EMPTY,
            person.name(),
            "",
            person.identity()));
  }

  /// Opens a request to run a command, in place of an earlier one of the same person (rule D6).
  Optional<Open> toRun(Connection connection, Person person, String command) {
    ofPerson(person).ifPresent(this::close);
    return add(
        new Open(
            next(),
            HostToGuest.Request.Kind.RUN,
            connection,
            person,
            Bytes.EMPTY,
            person.name(),
            command,
            person.identity()));
  }

  private RequestId next() {
    return new RequestId(++lastId);
  }

  private Optional<Open> add(Open request) {
    if (open.size() >= Limits.REQUESTS) {
      return Optional.empty();
    }
    open.put(request.id(), request);
    return Optional.of(request);
  }

  boolean close(Open request) {
    return open.remove(request.id()) != null;
  }

  Optional<Open> find(RequestId id) {
    return Optional.ofNullable(open.get(id));
  }

  Optional<Open> ofPerson(Person person) {
    return open.values().stream().filter(r -> r.person() == person).findFirst();
  }

  /// Requests to join with this key: a reloaded page's earlier one.
  Optional<Open> toJoinWithKey(Bytes key) {
    return open.values().stream()
        .filter(r -> r.kind() == HostToGuest.Request.Kind.JOIN && r.key().equals(key))
        .findFirst();
  }

  /// Requests by people called `name`, letter case aside, or whose number it is.
  List<Open> called(String name) {
    return open.values().stream()
        .filter(r -> r.name().equalsIgnoreCase(name) || Long.toString(r.id().number()).equals(name))
        .toList();
  }

  List<Open> all() {
    return List.copyOf(open.values());
  }

  HostToGuest.Requests message() {
    return new HostToGuest.Requests(open.values().stream().map(Open::message).toList());
  }
}
