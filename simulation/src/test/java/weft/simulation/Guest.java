package weft.simulation;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import weft.crypto.Link;
import weft.protocol.Bytes;
import weft.protocol.GuestToHost;
import weft.protocol.GuestToRelay;
import weft.protocol.GuestToRelayCodec;
import weft.protocol.Limits;
import weft.protocol.PageId;
import weft.protocol.Reason;
import weft.protocol.RelayToGuestCodec;
import weft.protocol.Role;
import weft.relay.SimulatedRelay;
import weft.testkit.GuestCore;

/// One device of one person: connects, reads as fast as its line, and comes back as a page does.
final class Guest {
  /// Frames are taken from the relay while less than this is on its way, as a socket does.
  private static final int SOCKET_BYTES = 8 << 10;

  /// Rule G4: a HELLO without an answer for so long may have been lost.
  private static final int ANSWER_WITHIN_MS = 15_000;

  private static final int LATENCY_MS = 40;
  private static final int LONGEST_PAUSE_MS = 2000;

  private final Timeline time;
  private final Place place;
  private final Link link;
  private final GuestCore core;
  private final int bytesPerMs;
  private final String token;
  private @Nullable Connection current;
  private boolean out;
  private boolean stalled;
  private int keys;

  Guest(Timeline time, Place place, Link link, String name, Bytes personKey, String token) {
    this.time = time;
    this.place = place;
    this.link = link;
    this.token = token;
    core = new GuestCore(link, name, personKey, Bytes.owned(time.sixteen()), time::now);
    bytesPerMs = time.chance(0.3) ? 4 + time.below(60) : 4000;
  }

  GuestCore core() {
    return core;
  }

  /// Prefix of everything it types.
  String token() {
    return token;
  }

  boolean isThrough(Place other) {
    return place == other;
  }

  /// Sent away for good.
  boolean isOut() {
    return out;
  }

  void connect() {
    if (out || current != null) {
      return;
    }
    if (place.isDown()) {
      again();
      return;
    }
    Connection next = new Connection();
    current = next;
    time.after(time.below(LATENCY_MS), next::enter);
  }

  private void again() {
    time.after(50 + time.below(LONGEST_PAUSE_MS), this::connect);
  }

  void breakOff(int noticedWithinMs) {
    Connection broken = current;
    if (broken != null) {
      broken.breakOff();
      time.after(time.below(noticedWithinMs + 1), broken::relayNotices);
      time.after(time.below(noticedWithinMs + 1), broken::guestNotices);
    }
  }

  /// Reads nothing for a while, or goes on.
  void stall(boolean on) {
    stalled = on;
    if (!on && current != null) {
      current.pull();
    }
  }

  /// Presses a key, if the page shows a session that takes it.
  void type() {
    if (core.isAdmitted() && core.role() != Role.VIEWER) {
      String key = token + keys++ + ";";
      core.type(Bytes.owned(key.getBytes(java.nio.charset.StandardCharsets.US_ASCII)));
    }
  }

  void asks() {
    if (core.isAdmitted() && core.role() == Role.VIEWER) {
      core.say(new GuestToHost.AskToEdit());
    }
  }

  /// Asks for what is missing of the rows before those it has; true once nothing is.
  boolean pullsPast() {
    if (core.past() == null || core.firstRow() == 0) {
      return core.past() != null;
    }
    List<PageId> missing = new ArrayList<>();
    for (PageId page : pagesBefore()) {
      if (core.page(page) == null) {
        missing.add(page);
      }
    }
    missing.stream()
        .limit(Limits.PAGES_ASKED)
        .forEach(page -> core.send(new GuestToRelay.PagePlease(page)));
    return missing.isEmpty();
  }

  /// The pages that hold the rows before the first that its terminal has (rules P1, P5).
  List<PageId> pagesBefore() {
    List<PageId> pages = new ArrayList<>();
    if (core.past() != null) {
      long generation = core.past().generation();
      long full = core.firstRow() / PageId.ROWS;
      for (long page = core.past().oldestRow() / PageId.ROWS; page < full; page++) {
        pages.add(new PageId(generation, page));
      }
      if (core.firstRow() % PageId.ROWS > 0) {
        pages.add(new PageId(generation, PageId.TAILS + core.firstRow()));
      }
    }
    return pages;
  }

  private final class Connection {
    private final Pipe up = new Pipe(time, 1, LATENCY_MS, 4000, frame -> sideOf().received(frame));
    private final Pipe down = new Pipe(time, 1, LATENCY_MS, bytesPerMs, this::heard);
    private SimulatedRelay.@Nullable GuestSide side;
    private boolean pullDue;

    private SimulatedRelay.GuestSide sideOf() {
      return java.util.Objects.requireNonNull(side);
    }

    void enter() {
      if (up.isBroken()) {
        return;
      }
      if (place.isDown()) {
        breakOff();
        guestNotices();
        return;
      }
      SimulatedRelay.GuestSide entered = place.relay().enter(link.id(), this::wake);
      if (entered.refused() != null) {
        closed(entered.refused());
        return;
      }
      side = entered;
      core.connected(
          frame -> {
            time.tell(() -> token + " -> " + Timeline.brief(GuestToRelayCodec.decode(frame)));
            up.push(frame);
          },
          (seq, _) -> core.send(new GuestToRelay.Ack(seq)));
      down.onDrained(this::pull);
      pull();
    }

    /// Called under the room's lock, where nothing may be taken.
    private void wake() {
      if (!pullDue) {
        pullDue = true;
        time.after(0, this::pull);
      }
    }

    void pull() {
      pullDue = false;
      while (!stalled && side != null && !down.isBroken() && down.pending() < SOCKET_BYTES) {
        Bytes next = side.next();
        if (next == null) {
          return;
        }
        down.push(next);
      }
    }

    private void heard(Bytes frame) {
      if (current != this) {
        return;
      }
      time.tell(() -> token + " <- " + Timeline.brief(RelayToGuestCodec.decode(frame)));
      boolean wasHere = core.hostHere();
      int before = core.heard().size();
      core.received(frame);
      if (core.over() != null) {
        closed(core.over());
      } else if (core.hostHere() && !wasHere) {
        time.after(ANSWER_WITHIN_MS, () -> expectAnswer(before));
      }
    }

    private void expectAnswer(int heardBefore) {
      if (current == this && core.hostHere() && core.heard().size() == heardBefore) {
        breakOff();
        relayNotices();
        guestNotices();
      }
    }

    private void closed(Reason reason) {
      switch (reason) {
        case TOO_SLOW, BAD_FRAME, FLOODING, RELAY_STOPPING, NO_SESSION -> {}
        default -> out = true;
      }
      breakOff();
      relayNotices();
      guestNotices();
    }

    void breakOff() {
      up.breakOff();
      down.breakOff();
    }

    void relayNotices() {
      if (side != null) {
        side.gone();
      }
    }

    void guestNotices() {
      if (current == this) {
        current = null;
        core.disconnected();
        again();
      }
    }
  }
}
