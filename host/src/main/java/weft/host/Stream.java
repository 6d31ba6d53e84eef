package weft.host;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import weft.crypto.EpochKey;
import weft.crypto.StreamSealer;
import weft.protocol.Bytes;
import weft.protocol.Limits;
import weft.protocol.PageId;
import weft.protocol.StreamMessage;
import weft.terminal.Terminal;

/// Numbers, seals and publishes what guests get (PROTOCOL.md section 6). Owned by the session's
/// thread.
///
/// Output waits here only while the link is congested; what waits beyond the bound is dropped and
/// replaced by the whole state (rule S10). While nobody listens nothing is sealed at all.
final class Stream {
  /// Rows of history that a keyframe carries behind the screen: a few screens to scroll back to
  /// at once, some kilobytes compressed. The rest is pulled.
  static final int HISTORY_ROWS = 100;

  /// Bytes of escape-sequence text above which a keyframe goes without history: a screen of
  /// nothing but differently coloured cells, which compresses to well under a frame's limit (B1).
  private static final int LARGE_STATE = 2 << 20;

  /// Pages that wait to be made. A relay asks for each once, and again every two seconds, so what
  /// is over the limit comes back by itself.
  private static final int PAGES_WAITING = 256;

  private final Terminal terminal;
  private final Past past;
  private final StreamSealer sealer;
  private final RelayLink link;
  private final Supplier<StreamMessage.Roster> roster;
  private final ArrayDeque<StreamMessage> waiting = new ArrayDeque<>();
  private final Set<PageId> pagesWanted = new LinkedHashSet<>();
  private int waitingBytes;
  private EpochKey epoch;
  private int listeners;
  private boolean keyframeWanted;
  private boolean resetDue;

  Stream(
      Terminal terminal,
      StreamSealer sealer,
      RelayLink link,
      Supplier<StreamMessage.Roster> roster) {
    this.terminal = terminal;
    this.past = new Past(terminal);
    this.sealer = sealer;
    this.epoch = sealer.epoch();
    this.link = link;
    this.roster = roster;
  }

  /// What the terminal was fed, less what guests must not get (rule S9).
  void output(byte[] bytes, int offset, int length) {
    if (listeners == 0 || resetDue) {
      return; // the keyframe that follows has it
    }
    for (int done = 0; done < length; ) {
      int count = wholeCharacters(bytes, offset + done, length - done);
      wait(new StreamMessage.Output(Bytes.copyOf(bytes, offset + done, count)), count);
      done += count;
    }
  }

  /// At most what a delta takes (limit B5), cut between characters: terminals differ in how they
  /// put the halves of one together.
  private static int wholeCharacters(byte[] bytes, int from, int length) {
    if (length <= Limits.DELTA_OUTPUT) {
      return length;
    }
    int count = Limits.DELTA_OUTPUT;
    for (int back = 0; back < 3 && (bytes[from + count] & 0xc0) == 0x80; back++) {
      count--;
    }
    return count;
  }

  /// An event, in order with the output around it.
  void say(StreamMessage event) {
    if (listeners > 0 && !resetDue) {
      wait(event, 0);
    }
  }

  private void wait(StreamMessage message, int bytes) {
    waiting.add(message);
    waitingBytes += bytes;
    if (waitingBytes > Limits.HOST_BACKLOG) {
      reset();
    }
  }

  /// The terminal has another size (rule S8).
  void resized() {
    reset();
  }

  /// Everybody needs the whole state: after a resize, in a new epoch, when too much waited.
  private void reset() {
    waiting.clear();
    waitingBytes = 0;
    resetDue = true;
  }

  void keyframeWanted() {
    keyframeWanted = true;
  }

  /// Rule P3: made once nothing of the stream waits any more.
  void pageWanted(PageId page) {
    if (listeners > 0 && pagesWanted.size() < PAGES_WAITING) {
      pagesWanted.add(page);
    }
  }

  /// How many connections get the stream.
  void listeners(int count) {
    listeners = count;
    if (count == 0) {
      waiting.clear();
      waitingBytes = 0;
      keyframeWanted = false;
      pagesWanted.clear();
    }
  }

  /// The key of the current epoch, which the next frame is sealed under.
  EpochKey epoch() {
    return epoch;
  }

  /// Rule S7: from here on under a new key, beginning with the whole state.
  void beginEpoch() {
    epoch = epoch.next();
    reset();
  }

  /// Sends what waits, as far as the link takes it. A keyframe that somebody asked for never waits
  /// for the link: whoever lacks it can take it, and until then sees nothing.
  void flush() {
    if (listeners == 0) {
      resetDue = newEpochDue();
      return;
    }
    while (keyframeWanted || link.writable()) {
      boolean congested = !link.writable();
      if (resetDue || (congested && !waiting.isEmpty())) {
        sendReset(state());
      } else if (!waiting.isEmpty()) {
        link.send(sealer.delta(nextDelta()));
      } else if (keyframeWanted) {
        keyframeWanted = false;
        link.send(sealer.keyframe(state()));
      } else if (!sendPage()) {
        return;
      }
    }
  }

  private boolean sendPage() {
    Iterator<PageId> next = pagesWanted.iterator();
    if (!next.hasNext()) {
      return false;
    }
    PageId page = next.next();
    next.remove();
    link.send(sealer.page(page, past.rows(page)));
    return true;
  }

  private void sendReset(List<StreamMessage> state) {
    reset();
    resetDue = false;
    keyframeWanted = false;
    link.send(newEpochDue() ? sealer.reset(epoch, state) : sealer.reset(state));
  }

  private boolean newEpochDue() {
    return epoch.epoch() != sealer.epoch().epoch();
  }

  private List<StreamMessage> nextDelta() {
    List<StreamMessage> delta = new ArrayList<>();
    int bytes = 0;
    while (!waiting.isEmpty()) {
      int more = waiting.peek() instanceof StreamMessage.Output(Bytes text) ? text.length() : 0;
      if (!delta.isEmpty() && bytes + more > Limits.DELTA_OUTPUT) {
        break;
      }
      delta.add(waiting.remove());
      bytes += more;
    }
    waitingBytes -= bytes;
    return delta;
  }

  private List<StreamMessage> state() {
    int history = HISTORY_ROWS;
    byte[] text = terminal.keyframe(0, history);
    if (text.length > LARGE_STATE) {
      history = 0;
      text = terminal.keyframe(0, history);
    }
    return List.of(
        new StreamMessage.Screen(
            terminal.cols(),
            terminal.rows(),
            Math.max(terminal.firstRow(), terminal.topRow() - history),
            StreamMessage.Screen.GRAPHEMES,
            Bytes.owned(text)),
        past.message(),
        roster.get());
  }

  /// The session's last words, with the whole state, so that those who are behind get them too;
  /// nothing follows.
  void finish(StreamMessage.Finished end) {
    if (listeners > 0) {
      List<StreamMessage> state = new ArrayList<>(state());
      state.add(end);
      sendReset(state);
    }
  }
}
