package weft.host;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import weft.protocol.Block;
import weft.protocol.Bytes;
import weft.terminal.RowMark;
import weft.terminal.RowsCopy;
import weft.terminal.Terminal;
import weft.terminal.Transcript;

/// Some blocks and their rows, copied out of the session: whatever happens there afterwards,
/// nothing of it comes in.
///
/// @param terminal holds these rows and nothing else
/// @param blocks with the numbers that their rows have there
record Excerpt(Terminal terminal, List<Block> blocks) {
  /// The newest rows that are copied where there are more: a fraction of a second's work.
  static final int MAX_ROWS = 50_000;

  /// Whether it goes on until more commands have ended, or is all that there will be.
  enum Reach {
    NONE,
    OPEN,
    COMPLETE
  }

  /// @param ended blocks that have ended, oldest first; at least one
  /// @param openLine what is part of the line that they end in the middle of, else empty
  static Excerpt of(Terminal session, List<Block> ended, Bytes openLine) {
    Transcript source = session.sharedTranscript();
    long end = ended.stream().mapToLong(Block::endRow).max().orElseThrow();
    long first = Math.max(ended.getFirst().firstRow(), end - MAX_ROWS);
    RowsCopy copy = new RowsCopy(session.cols());
    TreeMap<Long, RowMark> places = new TreeMap<>();
    long whole = end;
    if (openLine.length() > 0 && end > first) {
      whole = Math.max(source.line(end - 1).firstRow(), ended.getLast().outputRow());
    }
    TreeSet<Long> borders = borders(ended, first, end);
    for (long from = borders.first(); from < end; from = borders.higher(from)) {
      places.put(from, copy.add(source, from, Math.min(whole, borders.higher(from))));
    }
    if (whole < end) {
      copy.addLine(openLine.toArray());
    }
    places.put(end, copy.finish(session.cols(), session.rows()));
    List<Block> blocks = new ArrayList<>();
    for (Block block : ended) {
      blocks.add(
          block.at(
              places.ceilingEntry(block.firstRow()).getValue().row(),
              places.ceilingEntry(block.outputRow()).getValue().row(),
              places.ceilingEntry(block.endRow()).getValue().row()));
    }
    return new Excerpt(copy.terminal(), blocks);
  }

  private static TreeSet<Long> borders(List<Block> blocks, long first, long end) {
    TreeSet<Long> borders = new TreeSet<>(List.of(first, end));
    for (Block block : blocks) {
      borders.addAll(List.of(block.firstRow(), block.outputRow(), block.endRow()));
    }
    borders.headSet(first).clear();
    borders.tailSet(end, false).clear();
    return borders;
  }
}
