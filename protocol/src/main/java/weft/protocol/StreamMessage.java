package weft.protocol;

import java.util.List;

/// What the stream carries once unsealed (PROTOCOL.md section 6).
public sealed interface StreamMessage {
  record Output(Bytes bytes) implements StreamMessage {}

  /// @param firstRow absolute number of the first row in `text`, history included
  /// @param text escape-sequence text for a fresh terminal of this size
  record Screen(int columns, int rows, long firstRow, int widthTable, Bytes text)
      implements StreamMessage {
    /// Width and grapheme table of xterm.js 6's unicode-graphemes add-on.
    public static final int GRAPHEMES = 1;
  }

  /// @param total people in the session; `people` may be fewer
  record Roster(int total, List<Person> people) implements StreamMessage {
    public Roster {
      people = List.copyOf(people);
    }
  }

  record Person(
      PersonId id,
      String name,
      Role role,
      int colour,
      boolean present,
      boolean verified,
      boolean hostTerminal) {}

  /// What there is to scroll back to, in every state of the screen.
  ///
  /// @param oldestRow the oldest row that a page can be had of
  /// @param generation that pages are to be asked for in; pages of another are void
  record Past(long oldestRow, long generation) implements StreamMessage {}

  /// What a page is made of (rule P4), and nothing else has: rows of history that had one width.
  ///
  /// @param count rows in `text`; 0 where the host has none of them any more
  /// @param columns of the terminal that `text` is for
  /// @param continued whether the first row goes on with the line of the row before it
  record Rows(long firstRow, int count, int columns, boolean continued, Bytes text)
      implements StreamMessage {}

  /// A block is new, or another than it was.
  record BlockNow(Block block) implements StreamMessage {}

  /// The newest blocks, oldest first, in every state of the screen (rule K3).
  ///
  /// @param total blocks that can be had, these included
  /// @param home the owner's home directory, empty where unknown
  record Blocks(long total, String home, List<Block> newest) implements StreamMessage {
    public Blocks {
      newest = List.copyOf(newest);
    }
  }

  /// Part of the state where only an excerpt of the session is shared (rule Q4).
  ///
  /// @param complete whether nothing more comes
  record Excerpt(boolean complete) implements StreamMessage {}

  /// The command line that people write together, in every state (rule D1).
  ///
  /// @param id another one for each that ran
  /// @param version counts its changes
  /// @param recent the newest changes, for those who know it up to a little before
  record Draft(long id, long version, String text, List<Caret> carets, List<DraftChange> recent)
      implements StreamMessage {
    public Draft {
      carets = List.copyOf(carets);
      recent = List.copyOf(recent);
    }
  }

  /// @param version that it makes
  /// @param writer names the editor that it was made in among all of that person
  record DraftChange(long draft, long version, PersonId person, long writer, TextChange change)
      implements StreamMessage {}

  /// Somebody's caret in that version of the draft.
  record Caret(long draft, long version, PersonId person, long writer, int anchor, int head)
      implements StreamMessage {}

  /// Where those are who have selected something, scrolled back, or gone away; in every state (rule
  /// W1). Who is not in it is at the live end.
  record Presence(List<Seen> people) implements StreamMessage {
    public Presence {
      people = List.copyOf(people);
    }
  }

  /// @param device tells a person's devices apart
  /// @param top one more than the first row that is seen; 0 at the live end
  record Seen(PersonId person, long device, boolean away, long top, Selection selection) {}

  /// Who may do what right now, in every state (rules M11, M12).
  ///
  /// @param approves whether the owner approves each command of an editor
  /// @param takenOver whether only the owner's keys are taken
  /// @param ownerAway whether editors are viewers until the owner is back
  /// @param peopleHidden whether guests are told only of those who may edit
  /// @param secondsLeft until sharing ends because the owner is away; 0 while that is far
  /// @param typing whose keys went to the program lately
  record Control(
      boolean approves,
      boolean takenOver,
      boolean ownerAway,
      boolean peopleHidden,
      int secondsLeft,
      List<PersonId> typing)
      implements StreamMessage {
    public static final Control NOTHING = new Control(false, false, false, false, 0, List.of());

    public Control {
      typing = List.copyOf(typing);
    }
  }

  record Finished(Reason reason, int exitStatus) implements StreamMessage {}
}
