package weft.protocol;

import java.util.List;

/// What the host says to one guest, under the pairwise key (PROTOCOL.md section 7).
public sealed interface HostToGuest {
  /// @param input how far the input stream that JOIN named has come
  record Admitted(PersonId you, Role role, long epoch, Bytes epochKey, Taken input, String title)
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
  /// @param command that somebody wants to run, else empty
  /// @param email that the relay has verified, else empty
  record Request(
      RequestId id, Kind kind, PersonId person, String name, String command, String email) {
    public enum Kind {
      JOIN,
      EDIT,
      RUN;

      public int code() {
        return ordinal() + 1;
      }
    }
  }

  /// @param links one for each relay of the session
  /// @param start one more than the row where sharing starts; 0 for the session's start
  /// @param peopleListed whether guests are told of everybody
  /// @param approves whether the owner approves each command
  /// @param once whether one person more ends the link
  /// @param linkEnds when it ends, ms since 1970; 0 for not by itself
  record Access(
      List<String> links,
      Level anyone,
      LinkNews news,
      long start,
      boolean peopleListed,
      boolean approves,
      boolean once,
      long linkEnds)
      implements HostToGuest {
    public Access {
      links = List.copyOf(links);
    }

    /// Without the links, which hold a secret.
    @Override
    public String toString() {
      return "Access[anyone=" + anyone + ", news=" + news + ", start=" + start + "]";
    }
  }

  /// Who may enter by signing in at the relay, to owners (rule A4).
  ///
  /// @param account the owner's address there; empty where no relay has accounts
  /// @param anyoneAllowed whether it may be opened to anyone with the link
  /// @param hasTeam whether the owner is in a team
  /// @param team what those in it get
  record Grants(String account, boolean anyoneAllowed, boolean hasTeam, Level team, List<Row> rows)
      implements HostToGuest {
    public Grants {
      rows = List.copyOf(rows);
    }

    /// @param level NOTHING for somebody who was removed
    /// @param person who that is in the session; 0 for nobody yet
    public record Row(String email, Level level, Here here, long person) {}

    /// Whether they have been here.
    public enum Here {
      NOT_YET,
      BEFORE,
      NOW;

      public int code() {
        return ordinal();
      }
    }
  }

  /// What became of an invitation, to owners.
  record Invited(String email, InviteOutcome outcome) implements HostToGuest {}

  enum LinkNews {
    SAME,
    NEW_AFTER_REMOVAL,
    NEW_AFTER_REVOKING,
    /// It has been used up, its time was over, or the owner wanted another one: everybody stays.
    RENEWED;

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

  /// Blocks, oldest first (rule K4); none where there are no earlier ones.
  ///
  /// @param generation what the numbers of their rows mean (rule P1)
  record BlockList(long token, long generation, List<Block> blocks) implements HostToGuest {
    public BlockList {
      blocks = List.copyOf(blocks);
    }
  }

  /// Everybody, to owners whose guests are not told (rule M10).
  record People(StreamMessage.Roster roster) implements HostToGuest {}

  /// How a command line could go on (rule D5).
  ///
  /// @param replaced UTF-16 units at the end of the line that a word takes the place of
  /// @param more whether there are more than these
  record Completions(long token, int replaced, boolean more, List<String> words)
      implements HostToGuest {
    public Completions {
      words = List.copyOf(words);
    }
  }

  /// Why a draft was not run, or edits of it not taken (rules D2, D3).
  record DraftNot(long draft, Why why) implements HostToGuest {
    public enum Why {
      CHANGED,
      NO_PROMPT,
      OWNER_TYPES,
      LOST,
      TOO_LARGE,
      ASKED,
      DENIED;

      public int code() {
        return ordinal();
      }
    }
  }

  /// The answer to ASK_STARTS (rule Q2).
  ///
  /// @param block the one that was asked for, 0 for none
  record Starts(
      boolean fullScreen,
      boolean running,
      long block,
      long blocks,
      Start now,
      Start fromBlock,
      Start fromSession)
      implements HostToGuest {}

  record Goodbye(Reason reason) implements HostToGuest {}

  /// How far this guest's input stream has come (rule I3).
  ///
  /// @param settled bytes of it that have been typed or refused
  /// @param refused how many of those were refused
  record Taken(long settled, long refused) implements HostToGuest {
    public static final Taken NOTHING = new Taken(0, 0);
  }
}
