package weft.relay;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import weft.protocol.Limits;
import weft.protocol.Reason;
import weft.protocol.SessionId;
import weft.relay.Callers.Caller;

/// All sessions of a relay: soft state, gone with the process (rule R9).
///
/// Its lock is taken before a room's, never after.
final class Rooms {
  /// Rule R8: how long an ended session's id answers ENDED.
  static final Duration ENDED_REMEMBERED = Duration.ofHours(24);

  /// Ended sessions remembered at most, about 10 MB; over it the oldest answers NO_SESSION.
  static final int ENDED_KEPT = 100_000;

  private final RelayLimits limits;
  private final InstantSource clock;
  private final AtomicLong guestNumbers = new AtomicLong();
  private final Map<SessionId, Room> open = new HashMap<>();

  /// From where each open room was claimed first, if that counts.
  private final Map<SessionId, Caller> claimedFrom = new HashMap<>();

  /// @param reason what whoever comes late is told
  private record Ended(Instant since, Reason reason) {}

  /// How each ended, oldest first.
  private final LinkedHashMap<SessionId, Ended> ended = new LinkedHashMap<>();

  private boolean stopped;

  /// @param limits over that of sessions the room whose host is away longest, without guests if
  ///     there is such a one, makes place, and if there is none the newcomer is refused, FULL
  Rooms(RelayLimits limits, InstantSource clock) {
    this.limits = limits;
    this.clock = clock;
  }

  /// Gives a room to whoever proved to be its host.
  ///
  /// @param from the host's address (limit B25); null if that is nobody's
  Entry claim(HostKeys keys, HostPort host, String address, @Nullable Caller from) {
    return claim(keys, host, address, from, terms());
  }

  /// On the terms that its owner has.
  synchronized Entry claim(
      HostKeys keys, HostPort host, String address, @Nullable Caller from, Terms terms) {
    if (stopped) {
      return new Entry.Refused(Reason.RELAY_STOPPING);
    }
    SessionId id = keys.session();
    Ended over = ended.get(id);
    if (over != null) {
      return new Entry.Refused(over.reason());
    }
    Room room = open.get(id);
    if (room == null) {
      if (sharedBy(terms.owner()) >= terms.sessions()) {
        return new Entry.Refused(Reason.TOO_MANY_SESSIONS);
      }
      if (hasTooMany(from) || (open.size() >= limits.sessions() && !makePlace())) {
        return new Entry.Refused(Reason.FULL);
      }
      room = new Room(keys, limits, guestNumbers::incrementAndGet, clock, System::nanoTime);
      open.put(id, room);
      if (from != null) {
        claimedFrom.put(id, from);
      }
    }
    return room.claim(host, address, terms)
        ? new Entry.Given(room)
        : new Entry.Refused(Reason.ENDED);
  }

  Entry enter(SessionId id, GuestPort guest) {
    return enter(id, guest, Visitor.NOBODY);
  }

  /// For whoever shares without being asked who it is.
  Terms terms() {
    return Terms.of(limits);
  }

  synchronized Entry enter(SessionId id, GuestPort guest, Visitor visitor) {
    if (stopped) {
      return new Entry.Refused(Reason.RELAY_STOPPING);
    }
    Room room = open.get(id);
    if (room != null) {
      return room.enter(guest, visitor);
    }
    Ended over = ended.get(id);
    return new Entry.Refused(over == null ? Reason.NO_SESSION : over.reason());
  }

  /// To be called after a room ended: remembers only that.
  synchronized void settle(SessionId id) {
    Room room = open.get(id);
    if (room != null && room.state() instanceof RoomState.Ended over) {
      close(id);
      ended.putLast(id, new Ended(clock.instant(), over.afterwards()));
      if (ended.size() > ENDED_KEPT) {
        ended.pollFirstEntry();
      }
    }
  }

  /// Forgets what is too old; to be called now and then.
  synchronized void sweep() {
    Instant now = clock.instant();
    open.values().forEach(room -> room.expire(now));
    List.copyOf(open.keySet()).forEach(this::settle);
    relieve();
    Instant oldest = now.minus(ENDED_REMEMBERED);
    ended.values().removeIf(room -> !room.since().isAfter(oldest));
  }

  /// Tells everybody that the relay stops, and takes nobody in any more.
  synchronized void stop() {
    stopped = true;
    open.values().forEach(room -> room.vacate(Reason.RELAY_STOPPING));
    open.clear();
    claimedFrom.clear();
  }

  synchronized int size() {
    return open.size();
  }

  /// Rooms whose host is here.
  synchronized int hosts() {
    return (int)
        open.values().stream().filter(room -> room.state() instanceof RoomState.Claimed).count();
  }

  synchronized int guests() {
    return open.values().stream().mapToInt(Room::guests).sum();
  }

  synchronized long keptBytes() {
    return open.values().stream().mapToLong(Room::keptBytes).sum();
  }

  synchronized List<SessionFigures> figures() {
    return open.values().stream().map(Room::figures).toList();
  }

  /// Somebody's account has changed.
  synchronized void reconsider(String person) {
    open.values().forEach(room -> room.reconsider(person));
  }

  /// Ends a session on somebody's order.
  ///
  /// @return whether there is such a one
  synchronized boolean end(SessionId id, Reason reason) {
    Room room = open.get(id);
    if (room != null) {
      room.stop(reason);
      settle(id);
    }
    return room != null;
  }

  private long sharedBy(Visitor owner) {
    return owner.isKnown()
        ? open.values().stream().filter(room -> room.owner().equals(owner.id())).count()
        : 0;
  }

  private void close(SessionId id) {
    open.remove(id);
    claimedFrom.remove(id);
  }

  private boolean hasTooMany(@Nullable Caller from) {
    return from != null
        && claimedFrom.values().stream().filter(from::equals).count() >= Limits.ADDRESS_ROOMS;
  }

  /// Limit B26: the room that keeps the most forgets it, until the rest is little enough.
  private void relieve() {
    long kept = keptBytes();
    while (kept > Limits.RELAY_KEPT) {
      Room largest = Collections.max(open.values(), Comparator.comparingLong(Room::keptBytes));
      kept -= largest.keptBytes();
      largest.forgetKept();
    }
  }

  private boolean makePlace() {
    Optional<Map.Entry<SessionId, Room>> idle =
        new ArrayList<>(open.entrySet())
            .stream()
                .filter(entry -> awaySince(entry.getValue()) != null)
                .min(
                    Comparator.comparing(
                            (Map.Entry<SessionId, Room> entry) -> entry.getValue().guests() > 0)
                        .thenComparing(entry -> since(entry.getValue())));
    idle.ifPresent(
        entry -> {
          close(entry.getKey());
          entry.getValue().vacate(Reason.NO_SESSION);
        });
    return idle.isPresent();
  }

  private static Instant since(Room room) {
    Instant since = awaySince(room);
    return since == null ? Instant.MAX : since;
  }

  private static @Nullable Instant awaySince(Room room) {
    return room.state() instanceof RoomState.Away away ? away.since() : null;
  }
}
