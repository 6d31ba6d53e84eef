package weft.host;

import java.io.IOException;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/// The shell's output on its way to two places: the owner's terminal, at once and untouched, and
/// the session's thread.
///
/// Usually the thread that reads the shell writes to the terminal itself. While a notice covers the
/// bottom row the terminal is *held*: the session's thread writes instead, lifting the notice
/// around each piece. [#hold] and [#release] never wait for the terminal.
final class Passthrough {
  /// Bytes between the shell and the session; over it the shell waits, as on any terminal. So many
  /// that a flood goes on at the terminal's speed while the session's code is still being compiled;
  /// so few that guests, who see what the session has taken, are soon up to date.
  static final int CAPACITY = 32 << 20;

  /// The same while the terminal is held, and waits for the session: no more of a flood than goes
  /// by in a moment stands between Ctrl-C and the prompt.
  static final int CAPACITY_HELD = 1 << 20;

  /// Bytes are kept in pieces, which come and go as a flood does.
  private static final int PIECE = 64 << 10;

  /// Emptied pieces kept for the next output, 1 MiB; the memory of a flood is given back.
  private static final int SPARE_PIECES = 16;

  /// Bytes stored before the session is told, while more keep coming: waking it for each read of
  /// about 4 kB costs more than parsing that.
  private static final int TELL_BYTES = 64 << 10;

  /// Bytes that the terminal may be ahead of a session that takes its time: guests see the end of
  /// such a flood a fraction of a second after the owner.
  static final int LEAD = 28 << 20;

  /// A shell that has printed nothing for so many nanoseconds has done for now.
  private static final long PAUSE_NS = 2_000_000;

  /// Where the owner sees the shell.
  interface Screen {
    /// Writes everything, blocking while the terminal takes nothing.
    void write(byte[] bytes, int offset, int length) throws IOException;
  }

  private final @Nullable Screen screen;
  private final Inbox inbox;
  private final ArrayDeque<byte[]> pieces = new ArrayDeque<>(); // the first has head in it
  private final ArrayDeque<byte[]> spare = new ArrayDeque<>();
  private long head; // next to be taken, counted from the start; pieces begin at multiples of PIECE
  private long tail; // next to be put
  private boolean holdWanted;
  private boolean writing;
  private boolean storingHeld; // a piece that nobody has written is on its way here
  private long heldFrom = Long.MAX_VALUE; // from here on nobody has written to the screen
  private boolean ended;
  private volatile long putAt; // nanosecond time of the newest piece
  private int untold; // bytes stored since the session was told; of the reading thread

  /// @param screen null when the session has no terminal of its owner
  Passthrough(@Nullable Screen screen, Inbox inbox) {
    this.screen = screen;
    this.inbox = inbox;
  }

  /// The shell has printed. Called on the reading thread; waits while this is full. The
  /// session may hear of it only with [#tell], so that has to follow before the thread rests.
  void put(byte[] bytes, int length) throws IOException, InterruptedException {
    putAt = System.nanoTime();
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
      while (full()) {
        if (ended) {
          return;
        }
        inbox.signal();
        wait();
      }
      int at = (int) (tail % PIECE);
      if (at == 0) {
        byte[] empty = spare.poll();
        pieces.add(empty != null ? empty : new byte[PIECE]);
      }
      int count = Math.min(PIECE - at, length - done);
      System.arraycopy(bytes, done, pieces.getLast(), at, count);
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

  private boolean full() {
    long unwritten = tail - Math.max(head, heldFrom);
    return tail - head >= CAPACITY || unwritten >= CAPACITY_HELD;
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
    int at = (int) (head % PIECE);
    int count = (int) Math.min(Math.min(limit, PIECE - at), into.length);
    System.arraycopy(pieces.getFirst(), at, into, 0, count);
    head += count;
    if (head % PIECE == 0) {
      byte[] emptied = pieces.remove();
      if (spare.size() < SPARE_PIECES) {
        spare.add(emptied);
      }
    }
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

  /// Whether a flood is under way that the session need not keep up with: the terminal goes first.
  ///
  /// @param now nanosecond time
  synchronized boolean leads(long now) {
    return heldFrom == Long.MAX_VALUE
        && head != tail
        && tail - head < LEAD
        && now - putAt < PAUSE_NS;
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
