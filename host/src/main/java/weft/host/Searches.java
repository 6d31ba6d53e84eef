package weft.host;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import weft.protocol.GuestToHost.Find;
import weft.protocol.HostToGuest.Found;
import weft.protocol.HostToGuest.Match;
import weft.protocol.Limits;
import weft.terminal.CellRange;
import weft.terminal.LineMatcher;
import weft.terminal.SearchStep;
import weft.terminal.Terminal;
import weft.terminal.Transcript;

/// What guests are looking for, one search of each connection, in steps of about a millisecond that
/// take turns (rules F1–F5). Owned by the session's thread.
final class Searches {
  private final Shown shown;

  /// The one that waits longest comes first.
  private final SequencedMap<Connection, Running> running = new LinkedHashMap<>();

  Searches(Shown shown) {
    this.shown = shown;
  }

  /// An answer and who gets it.
  record Answer(Connection connection, Found found) {}

  /// Takes the place of the connection's search before (rule F2).
  void find(Connection connection, Find find) {
    running.remove(connection);
    if (!find.text().isEmpty()) {
      running.put(connection, new Running(find));
    }
  }

  /// Whether there is something to do.
  boolean any() {
    return !running.isEmpty();
  }

  /// One step of the search whose turn it is.
  ///
  /// @return the answer that it completes
  Optional<Answer> step() {
    var next = running.pollFirstEntry();
    if (next == null) {
      return Optional.empty();
    }
    Connection connection = next.getKey();
    Running search = next.getValue();
    if (!connection.seated()) {
      return Optional.empty();
    }
    Optional<Found> found = search.step();
    if (found.isEmpty()) {
      running.put(connection, search);
    }
    return found.map(answer -> new Answer(connection, answer));
  }

  /// The screen's first row, or the first of the line that goes on into it: what follows may still
  /// change, and is the guest's own to look through (rule F1).
  private long end() {
    Terminal terminal = shown.terminal();
    long top = terminal.topRow();
    Transcript transcript = terminal.sharedTranscript();
    return top <= transcript.firstRow() ? top : transcript.line(top).firstRow();
  }

  /// One FIND on its way to its FOUND.
  private final class Running {
    private final Find find;
    private final List<Match> matches = new ArrayList<>();
    private final Expression.Outcome matcher;
    private final long generation = shown.generation();
    private long row;
    private long rows;

    Running(Find find) {
      this.find = find;
      this.matcher = matcherOf(find);
      this.row = Math.min(find.row(), end());
    }

    Optional<Found> step() {
      return switch (matcher) {
        case Expression.Outcome.Not(Found.State why) -> Optional.of(found(why));
        case Expression.Outcome.Usable(LineMatcher usable) ->
            shown.generation() == generation ? step(usable) : Optional.of(found(Found.State.MORE));
      };
    }

    private Optional<Found> step(LineMatcher usable) {
      Transcript transcript = shown.terminal().sharedTranscript();
      SearchStep step =
          find.upwards()
              ? transcript.searchBack(usable, row)
              : transcript.search(usable, row, end());
      for (CellRange cells : step.matches()) {
        matches.add(match(cells));
      }
      rows += Math.abs(step.nextRow() - row);
      row = step.nextRow();
      if (step.done()) {
        return Optional.of(found(Found.State.DONE));
      }
      boolean enough = matches.size() >= Limits.FOUND_MATCHES || rows >= Limits.FOUND_ROWS;
      return enough ? Optional.of(found(Found.State.MORE)) : Optional.empty();
    }

    private Found found(Found.State state) {
      return new Found(find.token(), generation, row, state, matches);
    }
  }

  private static Match match(CellRange cells) {
    return new Match(
        cells.firstRow(),
        cells.firstColumn(),
        (int) (cells.lastRow() - cells.firstRow()),
        cells.endColumn());
  }

  private static Expression.Outcome matcherOf(Find find) {
    return find.expression()
        ? Expression.of(find.text(), find.ignoreCase())
        : new Expression.Outcome.Usable(LineMatcher.literal(find.text(), find.ignoreCase()));
  }
}
