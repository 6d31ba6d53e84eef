package weft.host;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import weft.protocol.Block;
import weft.protocol.GuestToHost;
import weft.terminal.Terminal;

/// Where sharing starts: guests get nothing from before, by any path. Owned by the session's
/// thread.
///
/// Rows and cells are the [Terminal]'s business, blocks those of [Blocks]; this names the row.
final class StartingPoint {
  private static final Pattern OF_BLOCK = Pattern.compile("block (\\d{1,18})(?: (\\d{1,9}))?");

  /// What an owner can choose.
  sealed interface From {
    /// What is on the screen from the cursor's line on, or the program that fills the screen.
    record Now() implements From {}

    /// @param blocks how many of them, and then no more; 0 for a session that goes on
    record OfBlock(long id, long blocks) implements From {}

    /// Everything that is left of the session.
    record OfSession() implements From {}

    static From of(GuestToHost.ShareFrom message) {
      return switch (message.from()) {
        case NOW -> new Now();
        case BLOCK -> new OfBlock(message.block(), message.blocks());
        case SESSION -> new OfSession();
      };
    }

    /// `now`, `start`, `block ID` or `block ID COUNT`, as commands name them.
    static Optional<From> read(String text) {
      if (text.equals("start")) {
        return Optional.of(new OfSession());
      }
      Matcher block = OF_BLOCK.matcher(text);
      if (block.matches()) {
        String count = block.group(2);
        long blocks = count == null ? 0 : Long.parseLong(count);
        return Optional.of(new OfBlock(Long.parseLong(block.group(1)), blocks));
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
    return !(from instanceof From.OfBlock(long id, long _)) || blocks.find(id).isPresent();
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
      case From.OfBlock(long id, long _) ->
          blocks
              .find(id)
              .ifPresentOrElse(
                  block -> {
                    shareFrom(blocks.beginning(block));
                    blocks.showFrom(id);
                  },
                  this::fromNow);
    }
  }

  private void fromNow() {
    shareFrom(beginningNow());
    blocks.showFrom(blocks.atPrompt().map(Block::id).orElse(blocks.nextId()));
  }

  private void shareFrom(CommandBlock.Beginning from) {
    if (terminal.sharedFrom().orElse(0) > from.row()) {
      terminal.shareEverything();
    }
    terminal.shareFrom(from.row(), from.column());
  }

  /// The first row of the cursor's line; what a program shows that fills the screen is on no row
  /// at all.
  long rowNow() {
    return beginningNow().row();
  }

  /// The prompt that the cursor is at, else its line.
  private CommandBlock.Beginning beginningNow() {
    if (terminal.isAlternate()) {
      return new CommandBlock.Beginning(terminal.topRow() + terminal.rows(), 0);
    }
    long line = terminal.transcript(0).line(terminal.cursorRow()).firstRow();
    return blocks
        .atPrompt()
        .map(blocks::beginning)
        .filter(prompt -> prompt.column() > 0 || prompt.row() <= terminal.cursorRow())
        .orElse(new CommandBlock.Beginning(line, 0));
  }
}
