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

  /// How far a search has come (rule F2).
  ///
  /// @param generation what the numbers of the rows mean (rule P1)
  /// @param row where to go on: the row of the next FIND
  /// @param matches in the order of the search
  record Found(long token, long generation, long row, State state, List<Match> matches)
      implements HostToGuest {
    public Found {
      matches = List.copyOf(matches);
    }

    public enum State {
      MORE,
      DONE,
      NO_EXPRESSION,
      TOO_LARGE;

      public int code() {
        return ordinal();
      }
    }
  }

  /// Cells, as text runs: from a column of a row to one of as many rows further on.
  ///
  /// @param endColumn one past the last cell
  record Match(long row, int column, int rowsOn, int endColumn) {}

  record Goodbye(Reason reason) implements HostToGuest {}
}
