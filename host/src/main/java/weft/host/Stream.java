package weft.host;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import weft.crypto.EpochKey;
import weft.crypto.StreamSealer;
import weft.protocol.Bytes;
import weft.protocol.HostToRelay;
import weft.protocol.Limits;
import weft.protocol.PageId;
import weft.protocol.StreamMessage;
import weft.terminal.Terminal;

/// Numbers, seals and publishes what guests get (PROTOCOL.md section 6). Owned by the session's
/// thread.
///
/// Output waits here only while no relay's line takes any; what waits beyond the bound is dropped
/// and replaced by the whole state (rule S10). Each [Outlet] sees to it that a slow relay holds up
/// no other. While nobody listens nothing is sealed at all.
final class Stream {
  /// Rows of history that a keyframe carries behind the screen: a few screens to scroll back to
  /// at once, some kilobytes compressed. The rest is pulled.
  static final int HISTORY_ROWS = 100;

  /// Bytes of escape-sequence text above which a keyframe goes without history: a screen of
  /// nothing but differently coloured cells, which compresses to well under a frame's limit (B1).
  private static final int LARGE_STATE = 2 << 20;

  /// Bytes of output that were held back from which on the whole state takes their place: what is
  /// true now is smaller, and sooner there, than what led to it.
  private static final int WORTH_A_RESET = Limits.DELTA_OUTPUT;

  private final Shown shown;
  private final Past past;
  private final StreamSealer sealer;
  private final List<Outlet> outlets;
  private final Supplier<List<StreamMessage>> surroundings;
  private final ArrayDeque<StreamMessage> waiting = new ArrayDeque<>();
  private int waitingBytes;
  private EpochKey epoch;
  private boolean resetDue;
  private boolean heldBack; // every line was congested, and output waits since

  /// @param surroundings what every state has besides what is shown
  Stream(
      Shown shown,
      StreamSealer sealer,
      List<Outlet> outlets,
      Supplier<List<StreamMessage>> surroundings) {
    this.shown = shown;
    this.past = new Past(shown);
    this.sealer = sealer;
    this.epoch = sealer.epoch();
    this.outlets = outlets;
    this.surroundings = surroundings;
  }

  /// What the terminal was fed, less what guests must not get (rule S9).
  void output(byte[] bytes, int offset, int length) {
    if (!somebodyListens()) {
      missed();
    }
    if (resetDue || !somebodyListens()) {
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
    if (!somebodyListens()) {
      missed();
    } else if (!resetDue) {
      wait(event, 0);
    }
  }

  private boolean somebodyListens() {
    for (Outlet outlet : outlets) {
      if (outlet.listening()) {
        return true;
      }
    }
    return false;
  }

  /// Something happens while nobody listens. A relay that still holds what was before must not give
  /// that to the next who comes as if it were now.
  private void missed() {
    for (Outlet outlet : outlets) {
      if (outlet.holds()) {
        reset();
      }
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
    outlets.forEach(Outlet::superseded);
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

  /// Sends what waits, as far as the relays take it. What is made for one that takes it goes to
  /// all: those that don't take it now keep it or get a keyframe later, at their own pace.
  void flush() {
    outlets.forEach(Outlet::drain);
    if (heldBack && waitingBytes > WORTH_A_RESET && somebodyTakes()) {
      reset();
    }
    while ((resetDue || !waiting.isEmpty()) && somebodyTakes()) {
      if (resetDue) {
        HostToRelay.Stream reset = nextReset(state());
        outlets.forEach(outlet -> outlet.reset(reset));
      } else {
        HostToRelay.Stream delta = sealer.delta(nextDelta());
        outlets.forEach(outlet -> outlet.delta(delta));
      }
    }
    heldBack = !waiting.isEmpty();
    if (!resetDue && waiting.isEmpty()) {
      sendKeyframes();
      outlets.forEach(this::sendPages);
    }
  }

  private boolean somebodyTakes() {
    for (Outlet outlet : outlets) {
      if (outlet.canTake()) {
        return true;
      }
    }
    return false;
  }

  private void sendKeyframes() {
    List<Outlet> wanting = outlets.stream().filter(Outlet::wantsKeyframe).toList();
    if (!wanting.isEmpty()) {
      HostToRelay.Stream keyframe = sealer.keyframe(state());
      wanting.forEach(outlet -> outlet.whole(keyframe));
    }
  }

  private void sendPages(Outlet outlet) {
    for (PageId page = outlet.nextPage(); page != null; page = outlet.nextPage()) {
      outlet.send(sealer.page(page, past.rows(page)));
    }
  }

  private HostToRelay.Stream nextReset(List<StreamMessage> state) {
    reset();
    resetDue = false;
    return newEpochDue() ? sealer.reset(epoch, state) : sealer.reset(state);
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
    Terminal terminal = shown.terminal();
    int history = wholeLines(HISTORY_ROWS);
    byte[] text = terminal.sharedKeyframe(history);
    if (text.length > LARGE_STATE) {
      history = wholeLines(0);
      text = terminal.sharedKeyframe(history);
    }
    List<StreamMessage> state = new ArrayList<>();
    state.add(
        new StreamMessage.Screen(
            terminal.cols(),
            terminal.rows(),
            firstRow(history),
            StreamMessage.Screen.GRAPHEMES,
            Bytes.owned(text)));
    state.addAll(List.of(past.message(), shown.blocks()));
    state.addAll(surroundings.get());
    if (shown.reach() != Excerpt.Reach.NONE) {
      state.add(new StreamMessage.Excerpt(!shown.goesOn()));
    }
    return state;
  }

  /// So many rows above the screen and those before them of the same line, within reason: a guest
  /// takes the first row of the text for the beginning of one.
  private int wholeLines(int history) {
    Terminal terminal = shown.terminal();
    long rows = terminal.topRow() - terminal.sharedTranscript().line(firstRow(history)).firstRow();
    return (int) (rows <= history + HISTORY_ROWS ? rows : history);
  }

  private long firstRow(int history) {
    Terminal terminal = shown.terminal();
    return Math.max(
        Math.max(terminal.firstRow(), terminal.firstSharedRow()), terminal.topRow() - history);
  }

  /// The session's last words, with the whole state, so that those who are behind get them too;
  /// nothing follows.
  void finish(StreamMessage.Finished end) {
    if (somebodyListens()) {
      List<StreamMessage> state = state();
      state.add(end);
      HostToRelay.Stream last = nextReset(state);
      outlets.stream().filter(Outlet::listening).forEach(outlet -> outlet.whole(last));
    }
  }
}
