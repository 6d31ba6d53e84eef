package weft.host;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import weft.protocol.Bytes;
import weft.protocol.Limits;
import weft.protocol.PersonId;
import weft.protocol.Role;
import weft.protocol.StreamMessage;

/// Everybody who has been let in, present or not. Owned by the session's thread.
final class Roster {
  /// People listed in one ROSTER message; with more, the total says so. Editors come first.
  static final int LISTED = 64;

  /// Size of the palette that clients choose colours from.
  static final int COLOURS = 8;

  /// People remembered, so that they come back with their role; over it the absent one who came
  /// first is forgotten and has to ask again.
  static final int REMEMBERED = 4 * Limits.GUESTS;

  private final Map<PersonId, Person> people = new LinkedHashMap<>();
  private final Person owner;
  private long lastId;
  private boolean listed = true;

  Roster(String ownerName) {
    owner = new Person(PersonId.OWNER, null, ownerName, Role.OWNER, 0, Person.LetInBy.OWNER);
    people.put(owner.id(), owner);
  }

  Person owner() {
    return owner;
  }

  Person letIn(Bytes key, String name, Role role, Person.LetInBy by) {
    if (people.size() >= REMEMBERED) {
      people.values().stream()
          .filter(p -> p != owner && p.devices().isEmpty())
          .findFirst()
          .ifPresent(this::forget);
    }
    PersonId id = new PersonId(++lastId);
    Person person = new Person(id, key, name, role, (int) (lastId % COLOURS), by);
    people.put(id, person);
    return person;
  }

  void forget(Person person) {
    people.remove(person.id());
  }

  Optional<Person> find(PersonId id) {
    return Optional.ofNullable(people.get(id));
  }

  Optional<Person> withKey(Bytes key) {
    return people.values().stream().filter(p -> p.hasKey(key)).findFirst();
  }

  Optional<Person> withEmail(String email) {
    return people.values().stream().filter(p -> p.isCalled(email)).findFirst();
  }

  /// People called `name`, letter case aside, or whose number it is.
  List<Person> called(String name) {
    return people.values().stream()
        .filter(
            p ->
                p.name().equalsIgnoreCase(name)
                    || p.isCalled(Grants.normal(name))
                    || Long.toString(p.id().number()).equals(name))
        .toList();
  }

  Collection<Person> everybody() {
    return List.copyOf(people.values());
  }

  /// Connections that get the stream.
  List<Connection> admitted() {
    List<Connection> all = new ArrayList<>();
    people.values().forEach(p -> all.addAll(p.devices()));
    return all;
  }

  /// Whether guests are told of everybody, or only of those who may edit (rule M10).
  boolean listed() {
    return listed;
  }

  void list(boolean all) {
    listed = all;
  }

  /// Whether guests are told of this person.
  boolean shows(Person person) {
    return listed || person.role().mayType();
  }

  /// What guests are shown.
  StreamMessage.Roster message() {
    return message(people.values().stream().filter(this::shows).toList());
  }

  /// What owners are shown.
  StreamMessage.Roster whole() {
    return message(people.values());
  }

  /// The owner's own terminal counts as present.
  private StreamMessage.Roster message(Collection<Person> of) {
    List<StreamMessage.Person> shown =
        of.stream()
            .filter(p -> p == owner || p.present())
            .sorted(Comparator.comparing(Person::role).reversed())
            .map(this::shown)
            .toList();
    return new StreamMessage.Roster(shown.size(), shown.subList(0, Math.min(shown.size(), LISTED)));
  }

  private StreamMessage.Person shown(Person person) {
    return new StreamMessage.Person(
        person.id(),
        person.name(),
        person.role(),
        person.colour(),
        true,
        person.identity() != null,
        person == owner);
  }
}
