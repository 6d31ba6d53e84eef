package weft.terminal;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// One step of a search through logical lines.
final class Search {
  /// Rows after which a step ends with its line: about two pages of history.
  private static final int STEP_ROWS = 1000;

  /// Characters, each as often as the matcher says it costs, after which a step ends with its line:
  /// about a millisecond.
  private static final int STEP_WORK = 200_000;

  /// Matches after which a step ends with its line.
  private static final int STEP_MATCHES = 1000;

  /// Matches of one line that are told; nobody looks at more.
  private static final int LINE_MATCHES = 10_000;

  private final TextRows rows;
  private final Lines lines;
  private final LineMatcher matcher;
  private long work;

  Search(TextRows rows, LineMatcher matcher) {
    this.rows = rows;
    this.lines = new Lines(rows);
    this.matcher = matcher;
  }

  /// From the line that `from` is in up to the last line that begins before `end`.
  SearchStep forward(long from, long end) {
    List<CellRange> matches = new ArrayList<>();
    long begin = Math.max(from, rows.first());
    long at = begin < rows.end() ? lines.start(begin) : begin;
    long stop = Math.min(end, rows.end());
    while (at < stop && more(at - begin, matches)) {
      LineText line = new LineText(rows, at);
      matches.addAll(matches(line));
      at = line.endRow();
    }
    return new SearchStep(matches, at, at >= stop);
  }

  /// From the line that the row before `before` is in to the first.
  SearchStep backward(long before) {
    List<CellRange> matches = new ArrayList<>();
    long begin = Math.min(before, rows.end());
    long at = begin;
    while (at > rows.first() && more(begin - at, matches)) {
      LineText line = new LineText(rows, lines.start(at - 1));
      List<CellRange> found = matches(line);
      Collections.reverse(found);
      matches.addAll(found);
      at = line.firstRow();
    }
    return new SearchStep(matches, at, at <= rows.first());
  }

  private boolean more(long done, List<CellRange> matches) {
    return done < STEP_ROWS && work < STEP_WORK && matches.size() < STEP_MATCHES;
  }

  private List<CellRange> matches(LineText line) {
    List<CellRange> found = new ArrayList<>();
    work += (long) line.text().length() * matcher.cost();
    matcher.match(
        line.text(),
        (start, end) -> {
          if (start < end && found.size() < LINE_MATCHES) {
            found.add(line.range(start, end));
          }
        });
    return found;
  }
}
