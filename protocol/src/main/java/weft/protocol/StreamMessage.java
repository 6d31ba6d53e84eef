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

  record Finished(Reason reason, int exitStatus) implements StreamMessage {}
}
