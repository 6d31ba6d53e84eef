package weft.host;

import static java.nio.charset.StandardCharsets.UTF_8;

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
  Start ofBlock(long id) {
    return blocks
        .find(id)
        .map(block -> new Start(blocks.entered(id), bytesFrom(block.firstRow())))
        .orElse(Start.NOTHING);
  }

  /// Rule Q2.
  HostToGuest.Starts message(long block) {
    return new HostToGuest.Starts(
        terminal.isAlternate(), blocks.running(), block, now(), ofBlock(block), ofSession());
  }

  StartView view(String from, Start size) {
    return new StartView(from, size.blocks(), size.bytes());
  }

  private long bytesFrom(long row) {
    Transcript transcript = terminal.transcript(row);
    long first = transcript.firstRow();
    long end = transcript.endRow();
    if (end <= first) {
      return 0;
    }
    long rows = Math.min(ROWS, end - first);
    long middle = first + (end - first - rows) / 2;
    String text = transcript.text(CellRange.rows(middle, middle + rows - 1)).strip();
    return text.getBytes(UTF_8).length * (end - first) / rows;
  }
}
