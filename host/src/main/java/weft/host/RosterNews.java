package weft.host;

import java.util.function.IntSupplier;

/// Says who is there, or where, no more often than the crowd can bear. Owned by the session's
/// thread.
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
  private final IntSupplier listeners;
  private final Later later;
  private boolean pausing;
  private boolean due;

  /// @param tell sends what is so then
  /// @param listeners connections that hear of it
  RosterNews(Runnable tell, IntSupplier listeners, Later later) {
    this.tell = tell;
    this.listeners = listeners;
    this.later = later;
  }

  void changed() {
    if (pausing) {
      due = true;
      return;
    }
    due = false;
    tell.run();
    int now = listeners.getAsInt();
    if (now > FEW) {
      pausing = true;
      later.after(now * PAUSE_PER_LISTENER_MS, this::pauseOver);
    }
  }

  private void pauseOver() {
    pausing = false;
    if (due) {
      changed();
    }
  }
}
