package weft.host;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import weft.protocol.Bytes;
import weft.protocol.GuestToHost;
import weft.protocol.HostToGuest.Taken;
import weft.protocol.Limits;

/// Takes what people type once and in order, or refuses it and says so (PROTOCOL.md section 7,
/// "Input"). Owned by the session's thread.
final class Typing {
  private final Delivery delivery;
  private final Set<Connection> owed = new LinkedHashSet<>();

  Typing(Delivery delivery) {
    this.delivery = delivery;
  }

  /// @return false if it cannot be a part of any input stream
  boolean typed(Connection connection, Person person, GuestToHost.Type message) {
    Bytes bytes = message.bytes();
    if (message.at() > Limits.NUMBER - bytes.length()) {
      return false;
    }
    owed.add(connection);
    Taken before = person.input().of(connection.inputStream());
    long end = message.at() + bytes.length();
    long fresh = Math.min(bytes.length(), end - before.settled());
    if (end <= before.settled()) {
      return true; // settled before, over an earlier connection
    }
    Bytes rest = bytes.from((int) (bytes.length() - fresh));
    boolean taken =
        person.role().mayType()
            && bytes.length() <= Limits.TYPE
            && message.refused() == before.refused()
            && delivery.type(person, rest);
    person
        .input()
        .put(
            connection.inputStream(),
            new Taken(end, before.refused() + (taken ? 0 : rest.length())));
    return true;
  }

  /// Those whose input has been dealt with since the last call.
  List<Connection> settled() {
    List<Connection> all = List.copyOf(owed);
    owed.clear();
    return all;
  }
}
