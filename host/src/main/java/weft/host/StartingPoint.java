package weft.host;

import java.util.Optional;
import weft.protocol.Block;
import weft.protocol.GuestToHost;
import weft.terminal.Terminal;

/// Where sharing starts: guests get nothing from before, by any path. Owned by the session's
/// thread.
///
/// Rows and cells are the [Terminal]'s business, blocks those of [Blocks]; this names the row.
final class StartingPoint {
  /// What an owner can choose.
  sealed interface From {
    /// What is on the screen from the cursor's line on, or the program that fills the screen.
    record Now() implements From {}

    record OfBlock(long id) implements From {}

    /// Everything that is left of the session.
    record OfSession() implements From {}

    static From of(GuestToHost.ShareFrom message) {
      return switch (message.from()) {
        case NOW -> new Now();
        case BLOCK -> new OfBlock(message.block());
        case SESSION -> new OfSession();
      };
    }

    /// `now`, `start` or `block ID`, as commands name them.
    static Optional<From> read(String text) {
      if (text.equals("start")) {
        return Optional.of(new OfSession());
      }
      if (text.matches("block \\d{1,18}")) {
        return Optional.of(new OfBlock(Long.parseLong(text.substring("block ".length()))));
      }
      return text.equals("now") ? Optional.of(new Now()) : Optional.empty();
    }
  }

  private final Terminal terminal;
  private final Blocks blocks;

  StartingPoint(Terminal terminal, Blocks blocks) {
    this.terminal = terminal;
    this.blocks = blocks;
  }

  /// Whether there is such a place.
  boolean exists(From from) {
    return !(from instanceof From.OfBlock(long id)) || blocks.find(id).isPresent();
  }

  /// From here on guests get what is after it. Only to be called while the terminal is in ground;
  /// where a block has been forgotten meanwhile, it is from now on.
  void set(From from) {
    switch (from) {
      case From.Now _ -> fromNow();
      case From.OfSession _ -> {
        terminal.shareEverything();
        blocks.showAll();
      }
      case From.OfBlock(long id) ->
          blocks
              .find(id)
              .ifPresentOrElse(
                  block -> {
                    shareFrom(block.firstRow());
                    blocks.showFrom(id);
                  },
                  this::fromNow);
    }
  }

  private void fromNow() {
    shareFrom(rowNow());
    blocks.showFrom(blocks.atPrompt().map(Block::id).orElse(blocks.nextId()));
  }

  private void shareFrom(long row) {
    if (terminal.sharedFrom().orElse(0) > row) {
      terminal.shareEverything();
    }
    terminal.shareFrom(row);
  }

  /// The first row of the cursor's line, or of its prompt; what a program shows that fills the
  /// screen is on no row at all.
  long rowNow() {
    if (terminal.isAlternate()) {
      return terminal.topRow() + terminal.rows();
    }
    long line = terminal.transcript(0).line(terminal.cursorRow()).firstRow();
    return blocks.atPrompt().map(block -> Math.min(block.firstRow(), line)).orElse(line);
  }
}
