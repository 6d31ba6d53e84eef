package weft.host;

import java.util.function.IntConsumer;

/// Says who is there, no more often than the crowd can bear. Owned by the session's thread.
///
/// A change of the roster goes to everybody, so a thousand people who come at once would cause a
/// million messages. A few hear of each change at once; the more there are, the longer the next
/// change waits, and then has all that came meanwhile.
final class RosterNews {
  /// How many connections hear of everything at once.
  static final int FEW = 16;

  /// Milliseconds of pause after each message, for each connection that got it: a thousand viewers
  /// hear of newcomers once a second, and a relay spends a few hundredths of a core on it.
  static final int PAUSE_PER_LISTENER_MS = 1;

  private final Runnable tell;
  private final IntConsumer wakeIn;
  private boolean pausing;
  private boolean due;

  /// @param tell sends the roster as it is then
  /// @param wakeIn after so many milliseconds [#pauseOver] is to be called
  RosterNews(Runnable tell, IntConsumer wakeIn) {
    this.tell = tell;
    this.wakeIn = wakeIn;
  }

  /// The roster has changed, for so many connections.
  void changed(int listeners) {
    if (pausing) {
      due = true;
      return;
    }
    due = false;
    tell.run();
    if (listeners > FEW) {
      pausing = true;
      wakeIn.accept(listeners * PAUSE_PER_LISTENER_MS);
    }
  }

  void pauseOver(int listeners) {
    pausing = false;
    if (due) {
      changed(listeners);
    }
  }
}
