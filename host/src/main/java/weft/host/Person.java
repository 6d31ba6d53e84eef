package weft.host;

import java.security.MessageDigest;
import java.util.LinkedHashSet;
import java.util.SequencedSet;
import org.jspecify.annotations.Nullable;
import weft.protocol.Bytes;
import weft.protocol.PersonId;
import weft.protocol.Role;

/// One person in the session, on any number of devices (rule H5). Owned by the session's thread.
final class Person {
  /// How this person came to be here, which decides what revoking the link does to them (rule M6).
  enum LetInBy {
    OWNER,
    LINK,
    /// By an address that a relay has verified: what it may is kept in [Grants].
    ACCOUNT
  }

  private final PersonId id;
  private final @Nullable Bytes key;
  private final int colour;
  private final SequencedSet<Connection> devices = new LinkedHashSet<>();
  private final InputStreams input = new InputStreams();
  private String name;
  private Role role;
  private LetInBy letInBy;
  private @Nullable Identity identity;
  private boolean seated;

  Person(PersonId id, @Nullable Bytes key, String name, Role role, int colour, LetInBy letInBy) {
    this.id = id;
    this.key = key;
    this.name = name;
    this.role = role;
    this.colour = colour;
    this.letInBy = letInBy;
  }

  PersonId id() {
    return id;
  }

  /// Whether `candidate` is what recognises this person's devices. The owner has none: the owner
  /// secret recognises the owner. Takes the same time for every candidate.
  boolean hasKey(Bytes candidate) {
    return key != null
        && identity == null
        && MessageDigest.isEqual(key.toArray(), candidate.toArray());
  }

  /// Who this is at a relay; null for whoever has not signed in.
  @Nullable Identity identity() {
    return identity;
  }

  void known(Identity who) {
    identity = who;
    letInBy = LetInBy.ACCOUNT;
  }

  boolean isCalled(String email) {
    return identity != null && identity.email().equals(email);
  }

  /// True once: whether this person has just been let in for the first time.
  boolean fresh() {
    boolean first = !seated;
    seated = true;
    return first;
  }

  int colour() {
    return colour;
  }

  String name() {
    return name;
  }

  void rename(String newName) {
    name = newName;
  }

  Role role() {
    return role;
  }

  void become(Role newRole) {
    role = newRole;
  }

  LetInBy letInBy() {
    return letInBy;
  }

  /// The owner has decided about this person by name; the link no longer matters to them.
  void vouchedFor() {
    if (letInBy == LetInBy.LINK) {
      letInBy = LetInBy.OWNER;
    }
  }

  SequencedSet<Connection> devices() {
    return devices;
  }

  /// What this person has typed, as far as it has been dealt with.
  InputStreams input() {
    return input;
  }

  /// True while at least one device has proved itself (rule H6).
  boolean present() {
    return devices.stream().anyMatch(Connection::ready);
  }
}
