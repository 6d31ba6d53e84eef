package weft.host;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import weft.terminal.Terminal;

/// The owner's terminal as the session's thread sees it: usually left alone, held while a notice is
/// shown. Owned by the session's thread.
final class OwnerView {
  /// How long the end of a session waits for a terminal that takes nothing, in milliseconds.
  private static final long LAST_WORDS_MS = 2_000;

  private final NoticeLine line;
  private final @Nullable OwnerScreen screen;
  private NoticeLine.@Nullable Notice shown;
  private boolean holding;

  /// @param screen null when the session has no terminal of its owner
  OwnerView(NoticeLine line, @Nullable OwnerScreen screen) {
    this.line = line;
    this.screen = screen;
  }

  boolean writable() {
    return screen == null || screen.writable();
  }

  /// Output that nobody has written to the terminal yet; the model does not have it yet either.
  void pass(byte[] bytes, int count, Terminal terminal) {
    write(line.lift(terminal));
    write(Arrays.copyOf(bytes, count));
  }

  /// Brings the notice on the screen in line with what should be there.
  void update(Passthrough passthrough, Terminal terminal) {
    if (screen == null) {
      return;
    }
    NoticeLine.Notice wanted = line.notice();
    if (wanted != null) {
      if (!holding) {
        passthrough.hold();
        holding = true;
      }
      boolean current = line.drawn() && wanted.equals(shown);
      if (!current && passthrough.held() && passthrough.empty() && terminal.inGround()) {
        write(line.draw(terminal));
        shown = wanted;
      }
    } else if (holding) {
      write(line.lift(terminal));
      holding = !(screen.drained() && passthrough.release());
    }
  }

  /// Where a notice was on a terminal of another size, nobody knows: everything is painted anew.
  void resized(Terminal terminal) {
    if (line.drawn()) {
      line.lift(terminal);
      for (int row = 0; row < terminal.rows(); row++) {
        write(terminal.endOverlay(row));
      }
    }
  }

  void finish(Passthrough passthrough, Terminal terminal) throws InterruptedException {
    line.show(null);
    update(passthrough, terminal);
    if (screen != null) {
      screen.awaitDrained(LAST_WORDS_MS);
    }
  }

  private void write(byte[] bytes) {
    if (screen != null) {
      screen.write(bytes);
    }
  }
}
