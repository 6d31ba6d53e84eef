package weft.host;

import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import weft.protocol.HostToRelay;
import weft.protocol.Limits;
import weft.protocol.PageId;
import weft.protocol.RelayToHost;

/// One of the relays that a session is shared through: the line to it, what it has asked for and
/// how far behind it is. All relays get the same sealed frames, each as fast as its line takes
/// them. Owned by the session's thread.
final class Outlet {
  /// Pages that wait to be made. A relay asks for each once, and again every two seconds, so what
  /// is over the limit comes back by itself.
  private static final int PAGES_WAITING = 256;

  private static final String CONNECTING = "connecting";
  private static final String UP = "up";

  private final String address;
  private final ArrayDeque<HostToRelay.Stream> queued = new ArrayDeque<>();
  private final Set<PageId> pagesWanted = new LinkedHashSet<>();
  private int queuedBytes;

  /// Of stream and pages, over all connections: what the relay counts.
  private long sentBytes;

  /// How much of it the relay takes, 0 for any number.
  private long limit;

  private boolean warned;

  /// Whom it takes the owner for; null where it does not ask.
  private RelayToHost.@Nullable Account account;

  /// It takes part no more.
  private boolean over;
  private int listeners;
  private boolean keyframeWanted;

  /// The relay has got something of the stream since it was reached, and may hold it for those who
  /// come next.
  private boolean holds;

  /// What it holds, and what its guests show, is not the whole any more.
  private boolean behind;

  private String state = CONNECTING;
  private @Nullable RelayLine line;

  Outlet(String address) {
    this.address = address;
  }

  /// Scheme, host and port that go before `/s/ID` in links.
  String address() {
    return address;
  }

  /// `connecting`, `up`, or why the relay cannot be reached.
  String state() {
    return state;
  }

  /// Messages, and the relay's business: never held back.
  void send(HostToRelay frame) {
    if (line != null) {
      line.send(frame);
      sentBytes += counted(frame);
    }
  }

  private static int counted(HostToRelay frame) {
    return switch (frame) {
      case HostToRelay.Stream stream -> stream.frame().length();
      case HostToRelay.Page page -> page.frame().length();
      default -> 0;
    };
  }

  void limit(long bytes) {
    limit = bytes;
  }

  void account(RelayToHost.Account known) {
    account = known;
  }

  Optional<RelayToHost.Account> account() {
    return Optional.ofNullable(account);
  }

  /// Said once, when four fifths of the limit are used (B35).
  Optional<String> nearLimit() {
    if (warned || limit == 0 || sentBytes < limit / 5 * 4) {
      return Optional.empty();
    }
    warned = true;
    return Optional.of(
        "%d of the %d kB that it allows here; sharing ends there."
            .formatted(sentBytes / 1000, limit / 1000));
  }

  private boolean writable() {
    return line != null && line.writable();
  }

  boolean isUp() {
    return line != null;
  }

  /// The relay has accepted the session, and holds nothing of it.
  ///
  /// @return whether it had been lost before
  boolean up(RelayLine connected) {
    boolean back = !isUp() && !state.equals(CONNECTING);
    state = UP;
    line = connected;
    forget();
    return back;
  }

  /// @return whether that is new
  boolean down(String why) {
    boolean news = isUp() || state.equals(CONNECTING);
    state = why;
    line = null;
    forget();
    return news;
  }

  /// It takes part no more, for a reason that will not pass.
  void over(String why) {
    down(why);
    over = true;
  }

  boolean isOver() {
    return over;
  }

  private void forget() {
    listeners(0);
    holds = false;
    behind = false;
  }

  /// How many connections through this relay get the stream.
  void listeners(int count) {
    listeners = count;
    if (count == 0) {
      behind |= !queued.isEmpty();
      dropQueue();
      keyframeWanted = false;
      pagesWanted.clear();
    }
  }

  boolean listening() {
    return listeners > 0;
  }

  boolean holds() {
    return holds;
  }

  void keyframeWanted() {
    keyframeWanted |= listening();
  }

  /// Rule P3: made once nothing of the stream waits any more.
  void pageWanted(PageId page) {
    if (listening() && pagesWanted.size() < PAGES_WAITING) {
      pagesWanted.add(page);
    }
  }

  /// Whether a frame made now would leave at once.
  boolean canTake() {
    return listening() && (keyframeWanted || writable());
  }

  /// Whether a keyframe is due: one that was asked for never waits for the line, for whoever lacks
  /// it sees nothing until then.
  boolean wantsKeyframe() {
    return listening() && (keyframeWanted || (behind && writable()));
  }

  /// The next delta. One that the line does not take waits, up to a bound (B12).
  void delta(HostToRelay.Stream frame) {
    if (!holds || behind) {
      return; // the keyframe that follows has it
    }
    if (!listening()) {
      behind = true;
    } else if (writable() && queued.isEmpty()) {
      send(frame);
    } else if (queuedBytes + frame.frame().length() > Limits.RELAY_BACKLOG) {
      dropQueue();
      behind = true;
    } else {
      queued.add(frame);
      queuedBytes += frame.frame().length();
    }
  }

  /// A RESET. Where the line is busy a keyframe follows in its place once it is not.
  void reset(HostToRelay.Stream frame) {
    if (canTake()) {
      whole(frame);
    } else {
      superseded();
    }
  }

  /// A keyframe, or a session's last words: whatever else waits is part of it.
  void whole(HostToRelay.Stream frame) {
    dropQueue();
    keyframeWanted = false;
    behind = false;
    holds = true;
    send(frame);
  }

  /// Everybody needs the whole state: what waits is of no use.
  void superseded() {
    behind |= holds;
    dropQueue();
  }

  /// Sends what waits, as far as the line takes it.
  void drain() {
    while (!queued.isEmpty() && writable()) {
      HostToRelay.Stream frame = queued.remove();
      queuedBytes -= frame.frame().length();
      send(frame);
    }
  }

  /// The next page to be made, null while there is none or the line is busy.
  @Nullable PageId nextPage() {
    if (!writable() || pagesWanted.isEmpty()) {
      return null;
    }
    Iterator<PageId> next = pagesWanted.iterator();
    PageId page = next.next();
    next.remove();
    return page;
  }

  private void dropQueue() {
    queued.clear();
    queuedBytes = 0;
  }
}
