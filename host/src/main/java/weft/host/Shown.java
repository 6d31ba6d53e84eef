package weft.host;

import java.util.List;
import weft.protocol.Block;
import weft.protocol.HostToGuest;
import weft.protocol.StreamMessage;
import weft.terminal.Terminal;

/// What guests get to see: the session from where sharing starts, or an excerpt of it. Owned by the
/// session's thread.
final class Shown {
  private final Terminal session;
  private final Blocks sessionBlocks;
  private Excerpt.Reach reach = Excerpt.Reach.NONE;
  private Terminal terminal;
  private List<Block> blocks;

  /// Rows have other numbers each time that something else is shown.
  private long generations;

  Shown(Terminal session, Blocks blocks) {
    this.session = session;
    this.sessionBlocks = blocks;
    this.terminal = session;
    this.blocks = blocks.shown();
  }

  /// From here on the session as it goes on.
  ///
  /// @param open whether it is the beginning of an excerpt
  void session(boolean open) {
    show(session, sessionBlocks.shown());
    reach = open ? Excerpt.Reach.OPEN : Excerpt.Reach.NONE;
  }

  void excerpt(Excerpt excerpt) {
    show(excerpt.terminal(), excerpt.blocks());
    reach = Excerpt.Reach.COMPLETE;
  }

  private void show(Terminal other, List<Block> itsBlocks) {
    generations = generation() + 1;
    terminal = other;
    blocks = itsBlocks;
  }

  Terminal terminal() {
    return terminal;
  }

  /// Counts how often rows may have changed since they were read.
  long generation() {
    return generations + terminal.historyGeneration();
  }

  Excerpt.Reach reach() {
    return reach;
  }

  /// Whether what the session prints is shown.
  boolean goesOn() {
    return reach != Excerpt.Reach.COMPLETE;
  }

  StreamMessage.Blocks blocks() {
    return BlockLists.state(blocks, sessionBlocks.home());
  }

  HostToGuest.BlockList list(long token, long before) {
    return BlockLists.before(before, blocks, token, generation());
  }
}
