package weft.host;

import static java.nio.charset.StandardCharsets.UTF_8;

import weft.protocol.Block;
import weft.protocol.HostToGuest;
import weft.protocol.Start;
import weft.terminal.CellRange;
import weft.terminal.Terminal;
import weft.terminal.Transcript;

/// How much guests would get at once of what has been, by where sharing starts. Owned by the
/// session's thread.
final class StartSizes {
  /// Rows that are looked at; of more, as many from their middle stand for all.
  private static final int ROWS = 2_000;

  private final Terminal terminal;
  private final Blocks blocks;
  private final StartingPoint start;

  StartSizes(Terminal terminal, Blocks blocks) {
    this.terminal = terminal;
    this.blocks = blocks;
    this.start = new StartingPoint(terminal, blocks);
  }

  Start now() {
    long bytes =
        terminal.isAlternate() ? terminal.text().getBytes(UTF_8).length : bytesFrom(start.rowNow());
    return new Start(0, bytes);
  }

  Start ofSession() {
    return new Start(blocks.entered(1), bytesFrom(0));
  }

  /// Nothing where there is no such block.
  ///
  /// @param count of how many blocks, 0 for all that come after it
  Start ofBlock(long id, long count) {
    return blocks.find(id).map(block -> from(block, count)).orElse(Start.NOTHING);
  }

  private Start from(Block block, long count) {
    return blocks
        .ended(block.id(), count)
        .filter(_ -> count > 0)
        .map(few -> new Start(few.size(), bytes(block.firstRow(), few.getLast().endRow())))
        .orElseGet(() -> new Start(blocks.entered(block.id()), bytesFrom(block.firstRow())));
  }

  /// Rule Q2.
  HostToGuest.Starts message(long block, long count) {
    return new HostToGuest.Starts(
        terminal.isAlternate(),
        blocks.running(),
        block,
        count,
        now(),
        ofBlock(block, count),
        ofSession());
  }

  StartView view(String from, Start size) {
    return new StartView(from, size.blocks(), size.bytes());
  }

  private long bytesFrom(long row) {
    return bytes(row, Long.MAX_VALUE);
  }

  private long bytes(long from, long to) {
    Transcript transcript = terminal.transcript(from);
    long first = transcript.firstRow();
    long end = Math.min(transcript.endRow(), to);
    if (end <= first) {
      return 0;
    }
    long rows = Math.min(ROWS, end - first);
    long middle = first + (end - first - rows) / 2;
    String text = transcript.text(CellRange.rows(middle, middle + rows - 1)).strip();
    return text.getBytes(UTF_8).length * (end - first) / rows;
  }
}
