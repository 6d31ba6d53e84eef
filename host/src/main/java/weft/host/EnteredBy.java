package weft.host;

import weft.protocol.PersonId;

/// Who pressed Enter last, and so whose the command is that runs next. Told by the owner's keyboard
/// and by the session's thread.
final class EnteredBy {
  private volatile PersonId person = PersonId.OWNER;

  /// These keys went to the shell.
  void keys(PersonId by, byte[] keys, int count) {
    for (int i = 0; i < count; i++) {
      if (keys[i] == '\r' || keys[i] == '\n') {
        person = by;
        return;
      }
    }
  }

  PersonId person() {
    return person;
  }
}
