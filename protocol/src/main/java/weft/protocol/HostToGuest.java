package weft.protocol;

import java.util.List;

/// What the host says to one guest, under the pairwise key (PROTOCOL.md section 7).
public sealed interface HostToGuest {
  record Admitted(PersonId you, Role role, long epoch, Bytes epochKey, String title)
      implements HostToGuest {}

  record Waiting() implements HostToGuest {}

  record Epoch(long epoch, Bytes epochKey) implements HostToGuest {}

  record RoleNow(Role role) implements HostToGuest {}

  record Answered(boolean granted) implements HostToGuest {}

  record Pong(long token) implements HostToGuest {}

  /// @param type the type byte of the message that was refused
  record NotAllowed(int type) implements HostToGuest {}

  record Requests(List<Request> open) implements HostToGuest {
    public Requests {
      open = List.copyOf(open);
    }
  }

  /// @param person whose request it is; empty number 0 while not yet in the session
  record Request(RequestId id, Kind kind, PersonId person, String name) {
    public enum Kind {
      JOIN,
      EDIT;

      public int code() {
        return ordinal() + 1;
      }
    }
  }

  record Access(String link, Level anyone, LinkNews news) implements HostToGuest {
    /// Without the link, which holds a secret.
    @Override
    public String toString() {
      return "Access[anyone=" + anyone + ", news=" + news + "]";
    }
  }

  enum LinkNews {
    SAME,
    NEW_AFTER_REMOVAL,
    NEW_AFTER_REVOKING;

    public int code() {
      return ordinal();
    }
  }

  record Goodbye(Reason reason) implements HostToGuest {}
}
