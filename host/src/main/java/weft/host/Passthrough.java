package weft.host;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// The shell's output on its way to two places: the owner's terminal, at once and untouched, and
/// the session's thread.
///
/// Usually the thread that reads the shell writes to the terminal itself. While a notice covers the
/// bottom row the terminal is *held*: the session's thread writes instead, lifting the notice
/// around each piece. [#hold] and [#release] never wait for the terminal.
final class Passthrough {
  /// Bytes between the shell and the session; over it the shell waits, as on any terminal. Large
  /// enough that parsing goes on in big pieces.
  static final int CAPACITY = 1 << 20;

  /// Bytes stored before the session is told, while more keep coming: waking it for each read of
  /// about 4 kB costs more than parsing that.
  private static final int TELL_BYTES = 64 << 10;

  /// Where the owner sees the shell.
  interface Screen {
    /// Writes everything, blocking while the terminal takes nothing.
    void write(byte[] bytes, int offset, int length) throws IOException;
  }

  private final @Nullable Screen screen;
  private final Inbox inbox;
  private final byte[] ring = new byte[CAPACITY];
  private long head; // next to be taken
  private long tail; // next to be put
  private boolean holdWanted;
  private boolean writing;
  private boolean storingHeld; // a piece that nobody has written is on its way into the ring
  private long heldFrom = Long.MAX_VALUE; // from here on nobody has written to the screen
  private boolean ended;
  private int untold; // bytes stored since the session was told; of the reading thread

  /// @param screen null when the session has no terminal of its owner
  Passthrough(@Nullable Screen screen, Inbox inbox) {
    this.screen = screen;
    this.inbox = inbox;
  }

  /// The shell has printed. Called on the reading thread; waits while the ring is full. The
  /// session may hear of it only with [#tell], so that has to follow before the thread rests.
  void put(byte[] bytes, int length) throws IOException, InterruptedException {
    if (beginWriting()) {
      try {
        if (screen != null) {
          screen.write(bytes, 0, length);
        }
      } finally {
        store(bytes, length, false);
      }
    } else {
      store(bytes, length, true);
    }
    untold += length;
    if (untold >= TELL_BYTES) {
      tell();
    }
  }

  /// Lets the session know of everything that was put.
  void tell() {
    if (untold > 0) {
      untold = 0;
      inbox.signal();
    }
  }

  private synchronized boolean beginWriting() {
    if (holdWanted) {
      heldFrom = Math.min(heldFrom, tail);
      storingHeld = true;
      return false;
    }
    writing = true;
    return true;
  }

  private synchronized void store(byte[] bytes, int length, boolean held)
      throws InterruptedException {
    int done = 0;
    while (done < length) {
      while (tail - head == CAPACITY) {
        if (ended) {
          return;
        }
        inbox.signal();
        wait();
      }
      int at = (int) (tail % CAPACITY);
      int room = (int) Math.min(CAPACITY - at, CAPACITY - (tail - head));
      int count = Math.min(room, length - done);
      System.arraycopy(bytes, done, ring, at, count);
      tail += count;
      done += count;
    }
    if (held) {
      storingHeld = false;
    } else {
      writing = false;
      if (holdWanted) {
        heldFrom = Math.min(heldFrom, tail);
      }
    }
  }

  /// Moves output that is waiting into `into`.
  ///
  /// @return bytes moved, 0 when there are none; negative (−count) when nobody has written them to
  ///     the owner's terminal yet
  synchronized int take(byte[] into) {
    long available = tail - head;
    if (available == 0) {
      return 0;
    }
    boolean held = head >= heldFrom;
    long limit = held ? available : Math.min(available, heldFrom - head);
    int at = (int) (head % CAPACITY);
    int count = (int) Math.min(Math.min(limit, CAPACITY - at), into.length);
    System.arraycopy(ring, at, into, 0, count);
    head += count;
    notifyAll();
    return held ? -count : count;
  }

  /// Asks for the terminal.
  synchronized void hold() {
    holdWanted = true;
    if (!writing) {
      heldFrom = Math.min(heldFrom, tail);
    }
  }

  /// True when the session's thread has taken all that went to the terminal directly, and
  /// everything from here on goes through it.
  synchronized boolean held() {
    return holdWanted && head >= heldFrom;
  }

  /// Gives the terminal back, once everything held has been taken and written.
  ///
  /// @return false when output is still waiting; take it and try again
  synchronized boolean release() {
    if (head != tail || storingHeld) {
      return false;
    }
    holdWanted = false;
    heldFrom = Long.MAX_VALUE;
    return true;
  }

  synchronized boolean empty() {
    return head == tail;
  }

  /// Lets a waiting reader go; nobody will take any more.
  synchronized void end() {
    ended = true;
    notifyAll();
  }
}
