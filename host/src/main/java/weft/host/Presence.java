package weft.host;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import weft.protocol.GuestToHost;
import weft.protocol.Limits;
import weft.protocol.Selection;
import weft.protocol.StreamMessage;
import weft.terminal.Terminal;
import weft.terminal.Transcript;

/// Where people are in the session and what they have selected (PROTOCOL.md, "Presence"). Owned by
/// the session's thread.
final class Presence {
  private final Shown shown;
  private final Roster roster;
  private final Map<Draft.Writer, Here> devices = new LinkedHashMap<>();

  Presence(Shown shown, Roster roster) {
    this.shown = shown;
    this.roster = roster;
  }

  /// A cell that stays on its text while windows change their size: so many cells behind the
  /// beginning of a logical line.
  private record Anchor(Place line, long cells) {
    static Anchor at(Terminal terminal, Transcript.Spot spot) {
      Transcript text = terminal.sharedTranscript();
      long first = text.line(spot.row()).firstRow();
      return new Anchor(new Place(terminal, first), text.cellsBefore(spot));
    }

    Transcript.Spot from(Transcript text) {
      return text.spot(line.row(), cells);
    }

    /// One past a cell: in the row of that cell.
    Transcript.Spot to(Transcript text) {
      Transcript.Spot last = text.spot(line.row(), Math.max(0, cells - 1));
      return new Transcript.Spot(last.row(), last.column() + 1);
    }
  }

  private record Here(
      boolean away, long top, Selection selection, @Nullable Anchor from, @Nullable Anchor to) {
    boolean worthSaying() {
      return away || top > 0 || !(selection instanceof Selection.None);
    }

    void drop() {
      if (from != null && to != null) {
        from.line().drop();
        to.line().drop();
      }
    }
  }

  /// @return whether anybody wants to know
  boolean show(Draft.Writer writer, GuestToHost.Show show) {
    Here before = devices.remove(writer);
    if (before != null) {
      before.drop();
    }
    Here now = here(show);
    if (now.worthSaying()) {
      devices.put(writer, now);
    }
    return before != null || now.worthSaying();
  }

  private Here here(GuestToHost.Show show) {
    Terminal terminal = shown.terminal();
    return switch (show.selection()) {
      case Selection.Rows rows when exists(rows, terminal) ->
          new Here(
              show.away(),
              show.top(),
              rows,
              Anchor.at(terminal, new Transcript.Spot(rows.row(), rows.column())),
              Anchor.at(terminal, new Transcript.Spot(rows.endRow(), rows.endColumn())));
      case Selection.Rows _ -> new Here(show.away(), show.top(), Selection.NONE, null, null);
      case Selection other -> new Here(show.away(), show.top(), other, null, null);
    };
  }

  /// Rule W2.
  private boolean exists(Selection.Rows rows, Terminal terminal) {
    return rows.generation() == shown.generation()
        && rows.row() >= Math.max(terminal.firstRow(), terminal.firstSharedRow())
        && rows.endRow() < terminal.topRow() + terminal.rows()
        && rows.row() <= rows.endRow()
        && (rows.row() < rows.endRow() || rows.column() < rows.endColumn())
        && rows.column() <= Terminal.MAX_COLS
        && rows.endColumn() <= Terminal.MAX_COLS;
  }

  /// @return whether anybody had been told of that device
  boolean left(Draft.Writer writer) {
    Here before = devices.remove(writer);
    if (before != null) {
      before.drop();
    }
    return before != null;
  }

  /// Rows have other numbers from now on, and other text.
  void clear() {
    devices.values().forEach(Here::drop);
    devices.clear();
  }

  /// Part of every state: those who may edit first, as there may be more than fit (B33).
  StreamMessage.Presence message() {
    record One(Person person, StreamMessage.Seen seen) {}
    List<One> all = new ArrayList<>();
    devices.forEach(
        (writer, here) ->
            roster
                .find(writer.person())
                .filter(roster::shows)
                .ifPresent(person -> all.add(new One(person, seen(writer, here)))));
    return new StreamMessage.Presence(
        all.stream()
            .sorted(Comparator.comparing((One one) -> one.person().role()).reversed())
            .limit(Limits.PRESENT)
            .map(One::seen)
            .toList());
  }

  private StreamMessage.Seen seen(Draft.Writer writer, Here here) {
    Selection selection = here.selection();
    Anchor from = here.from();
    Anchor to = here.to();
    if (from != null && to != null) {
      Transcript text = shown.terminal().sharedTranscript();
      Transcript.Spot first = from.from(text);
      Transcript.Spot end = to.to(text);
      selection =
          new Selection.Rows(
              shown.generation(), first.row(), first.column(), end.row(), end.column());
    }
    boolean away = here.away() && roster.find(writer.person()).stream().allMatch(this::isAway);
    return new StreamMessage.Seen(writer.person(), writer.device(), away, here.top(), selection);
  }

  /// Nobody looks at any device of theirs; the owner has a terminal besides.
  private boolean isAway(Person person) {
    return person != roster.owner()
        && person.devices().stream()
            .filter(Connection::ready)
            .map(device -> devices.get(Draft.Writer.of(person, device)))
            .allMatch(here -> here != null && here.away());
  }
}
