package weft.relay;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import weft.protocol.Bytes;
import weft.protocol.GuestId;
import weft.protocol.GuestToRelay;
import weft.protocol.HostToRelay;
import weft.protocol.HostToRelay.Stream;
import weft.protocol.Level;
import weft.protocol.PageId;
import weft.protocol.Protocol;
import weft.protocol.Reason;
import weft.protocol.RelayToGuest;
import weft.protocol.RelayToGuest.FromHost;
import weft.protocol.RelayToGuest.Host;
import weft.protocol.RelayToHost;
import weft.protocol.RelayToHost.Account;
import weft.protocol.RelayToHost.Arrived;
import weft.protocol.RelayToHost.Claimed;
import weft.protocol.RelayToHost.Close;
import weft.protocol.RelayToHost.Departed;
import weft.protocol.RelayToHost.FromGuest;
import weft.protocol.RelayToHost.KeyframeWanted;
import weft.protocol.RelayToHost.Known;
import weft.protocol.RelayToHost.PageWanted;
import weft.protocol.StreamHeader.Kind;

/// One session at this relay: a host, or the place it left, and its guests (PROTOCOL.md section
/// 3).
///
/// No transport and no clock of its own in here. Any thread may call; the room's lock makes one
/// caller at a time the owner of everything inside. Ports are told under the lock and must not
/// call back.
final class Room {
  /// Rule R7: as long as a laptop may sleep.
  static final Duration KEPT_WITHOUT_HOST = Duration.ofHours(24);

  /// A keyframe asked for this long ago has been lost or damaged on its way: it is asked for again.
  private static final Duration KEYFRAME_LOST_AFTER = Duration.ofSeconds(2);

  private final HostKeys keys;
  private final LongSupplier guestNumbers;
  private final InstantSource clock;
  private final LongSupplier nanoTime;
  private final Fanout fanout = new Fanout();
  private final PageShelf shelf = new PageShelf();
  private final Entrance entrance;
  private final Instant since;
  private RoomState state;

  /// Bytes of stream and pages from the host, over all its connections.
  private long forwarded;

  /// What the host was told last through [HostPort#writable].
  private boolean writable = true;

  /// @param guestNumbers gives each number once in the relay's life
  /// @param nanoTime for what takes milliseconds
  Room(
      HostKeys keys,
      RelayLimits limits,
      LongSupplier guestNumbers,
      InstantSource clock,
      LongSupplier nanoTime) {
    this.keys = keys;
    this.entrance = new Entrance(Terms.of(limits));
    this.guestNumbers = guestNumbers;
    this.clock = clock;
    this.nanoTime = nanoTime;
    this.since = clock.instant();
    this.state = new RoomState.Away(since);
  }

  /// Gives the room to `host`, in place of whoever had it (rule R1); false if the room has ended.
  synchronized boolean claim(HostPort host, String address) {
    return claim(host, address, entrance.terms());
  }

  /// On the terms that its owner has now.
  synchronized boolean claim(HostPort host, String address, Terms terms) {
    if (state instanceof RoomState.Ended) {
      return false;
    }
    toHost(new Close(Reason.REPLACED));
    forgetStream();
    entrance.begin(terms);
    state = new RoomState.Claimed(host, null);
    writable = true;
    host.deliver(new Claimed(address, terms.announcedBytes()));
    if (terms.accounts() && terms.owner().isKnown()) {
      Visitor owner = terms.owner();
      host.deliver(new Account(owner.email(), terms.anyone(), !owner.team().isEmpty()));
    }
    for (Seat seat : fanout.seats()) {
      tell(seat, new Host(Protocol.VERSION, true, keys.signing(), keys.agreement()));
      if (seat.over() == null) {
        announce(seat);
      }
    }
    askForKeyframe();
    askForPages();
    return true;
  }

  /// Only a host admits, and it can make a fresh keyframe then: what it said over an earlier
  /// connection is of no use, whether that is known to be gone or not.
  private void forgetStream() {
    fanout.forgetHeld();
    shelf.clear();
    fanout.seats().forEach(seat -> seat.port().resume());
  }

  /// A frame of the host's; one from a connection that no longer has the room is dropped.
  synchronized void fromHost(HostPort from, HostToRelay frame) {
    if (!(state instanceof RoomState.Claimed claimed) || !claimed.host().equals(from)) {
      return;
    }
    switch (frame) {
      case HostToRelay.Claim _ -> {}
      case HostToRelay.ToGuest to -> {
        Seat seat = fanout.seat(to.guest());
        if (seat != null) {
          tell(seat, new FromHost(to.body()));
        }
      }
      case Stream stream -> {
        if (mayForward(stream.frame())) {
          publish(claimed, stream);
        }
      }
      case HostToRelay.Page page -> {
        if (mayForward(page.frame())) {
          shelve(page);
        }
      }
      case HostToRelay.Admit admit -> {
        Seat seat = fanout.seat(admit.guest());
        if (seat != null && entrance.level(seat.visitor()) != Level.NOTHING) {
          fanout.admit(seat);
          askForKeyframe();
        }
      }
      case HostToRelay.Dismiss dismiss -> {
        Seat seat = fanout.seat(dismiss.guest());
        if (seat != null && remove(seat)) {
          seat.dismiss(dismiss.reason());
        }
      }
      case HostToRelay.End end -> finish(end.reason());
      case HostToRelay.Access access -> {
        entrance.set(access);
        enforce();
      }
      case HostToRelay.Invite _ -> {} // a matter of mails, not of this room
    }
    sayWhetherWritable();
  }

  /// Limit B35: the session ends where it would go over what may be forwarded.
  private boolean mayForward(Bytes frame) {
    forwarded += frame.length();
    long most = entrance.terms().sessionBytes();
    if (most > 0 && forwarded > most) {
      finish(Reason.LIMIT);
      return false;
    }
    if (!entrance.terms().meter().test(frame.length())) {
      finish(Reason.DAY_LIMIT);
      return false;
    }
    return true;
  }

  /// Whoever may not be here any more is shown out.
  private void enforce() {
    for (Seat seat : fanout.seats()) {
      Reason why = entrance.whyNot(seat.visitor());
      if (why == null && seat.isAdmitted() && entrance.level(seat.visitor()) == Level.NOTHING) {
        why = Reason.REMOVED;
      }
      if (why != null && remove(seat)) {
        seat.dismiss(why);
      }
    }
  }

  /// A frame for the host of this connection, about its session.
  synchronized void tellHost(HostPort to, RelayToHost frame) {
    if (state instanceof RoomState.Claimed claimed && claimed.host().equals(to)) {
      to.deliver(frame);
    }
  }

  /// Somebody's account has changed: they come again, and are judged anew.
  synchronized void reconsider(String person) {
    for (Seat seat : fanout.seats()) {
      if (seat.visitor().id().equals(person) && remove(seat)) {
        seat.dismiss(Reason.ACCESS_CHANGED);
      }
    }
    if (entrance.terms().owner().id().equals(person)
        && state instanceof RoomState.Claimed claimed) {
      claimed.host().deliver(new Close(Reason.ACCESS_CHANGED));
    }
  }

  /// Ends it on somebody's order.
  synchronized void stop(Reason reason) {
    finish(reason);
  }

  synchronized SessionFigures figures() {
    return new SessionFigures(
        keys.session(),
        entrance.terms(),
        since,
        state instanceof RoomState.Claimed,
        fanout.seats().stream().map(Seat::visitor).toList(),
        forwarded,
        entrance.access());
  }

  synchronized String owner() {
    return entrance.terms().owner().id();
  }

  /// The host's connection is gone (rule R7); nothing happens if it no longer had the room.
  synchronized void hostGone(HostPort from) {
    if (!(state instanceof RoomState.Claimed claimed) || !claimed.host().equals(from)) {
      return;
    }
    state = new RoomState.Away(clock.instant());
    forgetStream();
    for (Seat seat : fanout.seats()) {
      tell(seat, new Host(Protocol.VERSION, false, keys.signing(), keys.agreement()));
    }
  }

  /// The host takes frames again after [HostPort#isCongested].
  synchronized void hostDrained(HostPort from) {
    if (state instanceof RoomState.Claimed claimed && claimed.host().equals(from)) {
      fanout.seats().forEach(seat -> seat.port().resume());
    }
  }

  /// A guest came: it gets HOST, and the host hears of it.
  synchronized Entry enter(GuestPort port) {
    return enter(port, Visitor.NOBODY);
  }

  /// Somebody whom this relay knows, or does not.
  synchronized Entry enter(GuestPort port, Visitor visitor) {
    if (state instanceof RoomState.Ended over) {
      return new Entry.Refused(over.afterwards());
    }
    Reason why = entrance.whyNot(visitor);
    if (why != null) {
      return new Entry.Refused(why);
    }
    if (fanout.size() >= entrance.terms().guests()) {
      return new Entry.Refused(Reason.FULL);
    }
    Seat seat = new Seat(new GuestId(guestNumbers.getAsLong()), port, visitor, nanoTime);
    fanout.add(seat);
    boolean here = state instanceof RoomState.Claimed;
    tell(seat, new Host(Protocol.VERSION, here, keys.signing(), keys.agreement()));
    announce(seat);
    return new Entry.Seated(this, seat);
  }

  /// A frame of a guest's. False if it should wait for [GuestPort#resume] before sending more.
  synchronized boolean fromGuest(Seat seat, GuestToRelay frame) {
    switch (frame) {
      case GuestToRelay.ToHost to -> {
        if (seat.over() == null) {
          toHost(new FromGuest(seat.id(), to.body()));
        }
      }
      case GuestToRelay.Ack ack -> seat.ack(ack.seq());
      case GuestToRelay.KeyframePlease _ -> {
        seat.startOver();
        askForKeyframe();
      }
      case GuestToRelay.PagePlease please -> {
        if (seat.want(please.page())) {
          ask(please.page());
          seat.port().wake();
        }
      }
    }
    sayWhetherWritable();
    return seat.over() != null
        || !(state instanceof RoomState.Claimed claimed && claimed.host().isCongested());
  }

  /// The guest's connection is gone.
  synchronized void left(Seat seat) {
    remove(seat);
    sayWhetherWritable();
  }

  /// The next frame for a guest whose connection takes one; null while there is none. A guest
  /// that is behind and comes for more is the reason to ask for a keyframe: one that is stuck
  /// doesn't. Pages go when nothing else waits, so that scrolling back never delays what happens
  /// now.
  synchronized @Nullable Bytes next(Seat seat) {
    Bytes next = seat.next();
    if (next == null && seat.needsKeyframe()) {
      wantKeyframe();
    }
    return next == null ? nextPage(seat) : next;
  }

  private @Nullable Bytes nextPage(Seat seat) {
    for (PageId id : seat.wanted()) {
      HostToRelay.Page page = shelf.get(id);
      if (page != null) {
        seat.wanted().remove(id);
        return page.frame();
      }
    }
    return null;
  }

  /// Why this guest's connection comes to its end, null while it does not.
  synchronized @Nullable Reason over(Seat seat) {
    return seat.over();
  }

  /// Whether the guest's last frame was taken.
  synchronized boolean isDrained(Seat seat) {
    return seat.isDrained();
  }

  /// Ends the session if its host has been away for too long (rule R7).
  synchronized void expire(Instant now) {
    if (state instanceof RoomState.Claimed claimed && claimed.keyframeAsked() != null) {
      askForKeyframe(); // it may have been lost on its way
    }
    shelf.forgetLost(now);
    askForPages();
    if (state instanceof RoomState.Away away
        && !now.isBefore(away.since().plus(KEPT_WITHOUT_HOST))) {
      finish(Reason.HOST_GONE);
    }
  }

  /// Closes all connections; the session itself goes on elsewhere or later (rule R9).
  synchronized void vacate(Reason reason) {
    if (state instanceof RoomState.Claimed claimed) {
      claimed.host().deliver(new Close(reason));
    }
    state = new RoomState.Away(clock.instant());
    fanout.clear().forEach(seat -> seat.cutOff(reason));
  }

  /// Bytes of keyframe, deltas and pages that are kept (limit B26).
  synchronized long keptBytes() {
    return fanout.heldBytes() + shelf.bytes();
  }

  /// Forgets them: whoever needs one again has the host asked for it.
  synchronized void forgetKept() {
    fanout.forgetHeld();
    shelf.forgetPages();
  }

  synchronized RoomState state() {
    return state;
  }

  synchronized int guests() {
    return fanout.size();
  }

  private void shelve(HostToRelay.Page page) {
    if (shelf.put(page)) {
      for (Seat seat : fanout.seats()) {
        if (seat.wanted().contains(page.header().page())) {
          seat.port().wake();
        }
      }
    }
  }

  /// Asks for whatever somebody waits for and nobody has been asked for lately.
  private void askForPages() {
    fanout.seats().forEach(seat -> seat.wanted().forEach(this::ask));
  }

  private void ask(PageId page) {
    if (state instanceof RoomState.Claimed claimed
        && shelf.get(page) == null
        && shelf.shouldAsk(page, clock.instant())) {
      claimed.host().deliver(new PageWanted(page));
    }
  }

  private void publish(RoomState.Claimed claimed, Stream frame) {
    if (shelf.startEpoch(frame.header().epoch())) {
      askForPages();
    }
    if (frame.header().kind() != Kind.DELTA && claimed.keyframeAsked() != null) {
      state = new RoomState.Claimed(claimed.host(), null);
    }
    if (!fanout.publish(frame)) {
      askForKeyframe();
    }
  }

  /// Rule R8.
  private void finish(Reason reason) {
    if (state instanceof RoomState.Claimed claimed) {
      claimed.host().deliver(new Close(reason));
    }
    state = new RoomState.Ended(reason);
    fanout.clear().forEach(seat -> seat.end(reason));
  }

  private void tell(Seat seat, RelayToGuest message) {
    if (!seat.tell(message) && remove(seat)) {
      seat.cutOff(Reason.TOO_SLOW);
    }
  }

  private boolean remove(Seat seat) {
    boolean here = fanout.remove(seat);
    if (here) {
      toHost(new Departed(seat.id()));
    }
    return here;
  }

  private void announce(Seat seat) {
    toHost(new Arrived(seat.id()));
    Visitor visitor = seat.visitor();
    if (visitor.isKnown() && entrance.terms().owner().isKnown()) {
      boolean team = visitor.isInTeamOf(entrance.terms().owner());
      toHost(new Known(seat.id(), visitor.email(), visitor.name(), team));
    }
  }

  private void toHost(RelayToHost frame) {
    if (state instanceof RoomState.Claimed claimed) {
      claimed.host().deliver(frame);
    }
  }

  private void askForKeyframe() {
    if (fanout.needsKeyframe()) {
      wantKeyframe();
    }
  }

  private void wantKeyframe() {
    if (!(state instanceof RoomState.Claimed claimed)) {
      return;
    }
    Instant now = clock.instant();
    Instant asked = claimed.keyframeAsked();
    if (asked == null || !now.isBefore(asked.plus(KEYFRAME_LOST_AFTER))) {
      state = new RoomState.Claimed(claimed.host(), now);
      claimed.host().deliver(new KeyframeWanted());
    }
  }

  private void sayWhetherWritable() {
    if (state instanceof RoomState.Claimed claimed && writable != fanout.isReady()) {
      writable = !writable;
      claimed.host().writable(writable);
    }
  }
}
