package weft.host;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import weft.protocol.Block;
import weft.protocol.BlockText;
import weft.protocol.Bytes;
import weft.protocol.Limits;
import weft.protocol.PersonId;
import weft.terminal.Terminal;

/// The commands of a session and where their outputs are (PROTOCOL.md, "Blocks"), made of what the
/// shell marks in its output. Owned by the session's thread; hears the terminal while it is fed.
///
/// Only marks with the shell's nonce make blocks of their own. Marks without it are some other
/// program's, such as a shell at the far end of ssh: they make *nested* blocks within the command
/// that is running, and can neither end nor name any other.
final class Blocks {
  private final Terminal terminal;
  private final String nonce;
  private final String home;
  private final Supplier<PersonId> enteredBy;
  private final LongSupplier nowMs;
  private final List<CommandBlock> all = new ArrayList<>(); // ids without a gap
  private final CommandLine line;
  private final OwnMarks own = new OwnMarks();
  private final NestedMarks nested = new NestedMarks();
  private int settled; // so many of the oldest
  private long lastId;

  /// Guests get no block from before this one.
  private long firstShown = 1;

  private Consumer<Block> news = _ -> {};

  /// @param enteredBy who pressed Enter last
  Blocks(Terminal terminal, ShellMarks marks, Supplier<PersonId> enteredBy, LongSupplier nowMs) {
    this.terminal = terminal;
    this.nonce = marks.nonce();
    this.home = marks.home();
    this.enteredBy = enteredBy;
    this.nowMs = nowMs;
    line = new CommandLine(terminal);
    terminal.onOsc(this::heard);
  }

  /// Who hears of each block that is new or has changed, in order with the output.
  void onNews(Consumer<Block> listener) {
    news = listener;
  }

  private void heard(int number, String text) {
    ShellMark.read(number, text)
        .ifPresent(
            mark -> {
              if (isOwn(mark)) {
                own.heard(mark);
              } else if (!terminal.isAlternate()) {
                nested.heard(mark);
              }
            });
  }

  private boolean isOwn(ShellMark mark) {
    return !nonce.isEmpty()
        && MessageDigest.isEqual(mark.nonce().getBytes(UTF_8), nonce.getBytes(UTF_8));
  }

  Optional<Block> find(long id) {
    return command(id).map(CommandBlock::block);
  }

  private Optional<CommandBlock> command(long id) {
    long oldest = all.isEmpty() ? 1 : all.getFirst().id();
    return id < oldest || id > lastId
        ? Optional.empty()
        : Optional.of(all.get((int) (id - oldest)));
  }

  /// Where a block can be shared from, without what stood there before.
  CommandBlock.Beginning beginning(Block block) {
    return command(block.id()).orElseThrow().beginning();
  }

  /// The line that its output ends in the middle of, as text with escape sequences; else empty.
  Bytes openLine(Block block) {
    return command(block.id()).map(CommandBlock::openLine).orElse(Bytes.EMPTY);
  }

  /// The block whose command has not been entered yet.
  Optional<Block> atPrompt() {
    return find(lastId).filter(block -> block.state() == Block.State.PROMPT);
  }

  /// Whether the shell waits for a command line and has nothing of one.
  boolean awaitsLine() {
    return atPrompt().filter(block -> !block.nested()).isPresent() && line.isEmpty();
  }

  /// Whether one of the shell's commands runs.
  boolean running() {
    return own.running();
  }

  /// Commands that have been entered, from a block on.
  long entered(long id) {
    return all.stream()
        .filter(block -> block.id() >= id && block.state() != Block.State.PROMPT)
        .count();
  }

  /// Of the block that begins next.
  long nextId() {
    return lastId + 1;
  }

  /// Guests get blocks from this one on, and nothing that was said before.
  void showFrom(long id) {
    firstShown = id;
    own.named = "";
    nested.unsay();
  }

  void showAll() {
    firstShown = 1;
  }

  boolean isShown(Block block) {
    return block.id() >= firstShown;
  }

  /// Those that guests get, as they are when they are read.
  List<Block> shown() {
    return new AbstractList<>() {
      @Override
      public Block get(int index) {
        return all.get(hidden() + index).block();
      }

      @Override
      public int size() {
        return all.size() - hidden();
      }
    };
  }

  private int hidden() {
    return all.isEmpty() ? 0 : Math.clamp(firstShown - all.getFirst().id(), 0, all.size());
  }

  /// The owner's home directory, empty where unknown.
  String home() {
    return home;
  }

  /// A block and the next ones up to so many of its kind, with those nested in them.
  ///
  /// @return nothing until the last of them has ended
  Optional<List<Block>> ended(long id, long count) {
    List<Block> ended = new ArrayList<>();
    for (Optional<Block> next = find(id); next.isPresent(); next = find(next.get().id() + 1)) {
      Block block = next.get();
      boolean within = !ended.isEmpty() && block.nested() && !ended.getFirst().nested();
      boolean outside = !ended.isEmpty() && !block.nested() && ended.getFirst().nested();
      if (outside || (!within && count-- == 0)) {
        return Optional.of(ended);
      }
      if (block.state() != Block.State.ENDED) {
        return Optional.empty();
      }
      ended.add(block);
    }
    return count == 0 && !ended.isEmpty() ? Optional.of(ended) : Optional.empty();
  }

  /// All that are remembered, oldest first.
  List<Block> everything() {
    return all.stream().map(CommandBlock::block).toList();
  }

  private CommandBlock begin(boolean within, CommandBlock.Beginning at, String directory) {
    CommandBlock block = new CommandBlock(++lastId, within, terminal, at, directory);
    all.add(block);
    if (all.size() > Limits.BLOCKS) {
      all.removeFirst().forget();
      settled = Math.max(0, settled - 1);
    }
    return block;
  }

  private CommandBlock.Beginning here() {
    return CommandBlock.Beginning.here(terminal);
  }

  /// Where a row begins that nothing has been printed on.
  private long nextRow() {
    return terminal.cursorRow() + (terminal.cursorColumn() > 0 ? 1 : 0);
  }

  /// Whatever was from here on has been overwritten or erased, such as by `clear`.
  private void cutAt(CommandBlock newest, long row) {
    for (int i = all.size() - 1; i >= settled; i--) {
      CommandBlock block = all.get(i);
      if (block != newest && block.cutAt(row)) {
        news.accept(block.block());
      }
    }
  }

  private void settle() {
    while (settled < all.size() && all.get(settled).settle()) {
      settled++;
    }
  }

  /// The session's own shell.
  private final class OwnMarks {
    private @Nullable CommandBlock now;
    private String named = "";
    private long number = -1;

    boolean running() {
      return now != null && now.state() == Block.State.RUNNING;
    }

    void heard(ShellMark mark) {
      switch (mark) {
        case ShellMark.Prompt prompt -> prompt(prompt);
        case ShellMark.Input _ -> line.begins();
        case ShellMark.Named(var _, String command) -> named = command;
        case ShellMark.Running _ -> run();
        case ShellMark.Done(var _, Block.Exit exit) -> done(exit);
      }
    }

    private void prompt(ShellMark.Prompt prompt) {
      done(Block.Exit.UNKNOWN);
      settle();
      terminal.endLink(); // sharing may start here, and the link is from before
      CommandBlock block = now;
      if (block == null || block.state() == Block.State.ENDED) {
        block = begin(false, here(), BlockText.cut(prompt.directory()));
        now = block;
      } else {
        block.promptHere(BlockText.cut(prompt.directory()));
      }
      number = prompt.number();
      line.forget();
      cutAt(block, nextRow());
      news.accept(block.block());
    }

    private void run() {
      CommandBlock block = now;
      if (block == null || block.state() != Block.State.PROMPT) {
        return;
      }
      String command = HistoryLine.command(named, number).orElseGet(line::text);
      named = "";
      block.run(nextRow(), BlockText.cut(command), enteredBy.get(), nowMs.getAsLong());
      nested.forget();
      news.accept(block.block());
    }

    private void done(Block.Exit exit) {
      CommandBlock block = now;
      if (block != null && block.state() == Block.State.RUNNING) {
        nested.end(Block.Exit.UNKNOWN);
        block.end(nextRow(), exit, nowMs.getAsLong());
        news.accept(block.block());
      }
      nested.forget();
    }
  }

  /// Whatever marks its commands within one of the shell's, or in a session whose shell makes no
  /// marks. A block begins with the prompt that such a program has shown before it.
  private final class NestedMarks {
    private @Nullable CommandBlock now;
    private boolean prompted;
    private CommandBlock.Beginning promptAt = new CommandBlock.Beginning(0, 0);
    private String directory = "";
    private String named = "";

    void forget() {
      prompted = false;
      now = null;
      named = "";
    }

    /// Of a prompt from before guests hear nothing.
    void unsay() {
      prompted = false;
      named = "";
    }

    void heard(ShellMark mark) {
      if (!nonce.isEmpty() && !own.running()) {
        return;
      }
      switch (mark) {
        case ShellMark.Prompt(var _, String where, var _) -> {
          end(Block.Exit.UNKNOWN);
          prompted = true;
          named = "";
          promptAt = here();
          directory = BlockText.cut(where);
          line.forget();
        }
        case ShellMark.Input _ -> line.begins();
        case ShellMark.Named(var _, String command) -> named = command;
        case ShellMark.Running _ -> run();
        case ShellMark.Done(var _, Block.Exit exit) -> end(exit);
      }
    }

    private void run() {
      if (!prompted || now != null) {
        return;
      }
      prompted = false;
      CommandBlock block =
          begin(true, promptAt.row() <= terminal.cursorRow() ? promptAt : here(), directory);
      String command = named.isEmpty() ? line.text() : named;
      named = "";
      block.run(nextRow(), BlockText.cut(command), enteredBy.get(), nowMs.getAsLong());
      now = block;
      news.accept(block.block());
    }

    void end(Block.Exit exit) {
      CommandBlock block = now;
      if (block != null) {
        now = null;
        block.end(nextRow(), exit, nowMs.getAsLong());
        news.accept(block.block());
      }
    }
  }
}
