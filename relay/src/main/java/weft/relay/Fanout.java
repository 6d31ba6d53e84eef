package weft.relay;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import weft.protocol.GuestId;
import weft.protocol.HostToRelay.Stream;

/// The guests of a room, and how the stream reaches them. Guarded by the room's lock.
///
/// Everybody gets the same bytes; whoever cannot keep up falls behind alone (rule R5).
final class Fanout {
  private final Map<GuestId, Seat> seats = new LinkedHashMap<>();
  private final Backlog backlog = new Backlog();

  /// Position of the newest frame, -1 before the first: a delta must follow it by one (rule S2).
  private long position = -1;

  private int admitted;

  void add(Seat seat) {
    seats.put(seat.id(), seat);
  }

  @Nullable Seat seat(GuestId id) {
    return seats.get(id);
  }

  /// Whether the guest was here.
  boolean remove(Seat seat) {
    boolean here = seats.remove(seat.id(), seat);
    if (here && seat.isAdmitted()) {
      admitted--;
    }
    return here;
  }

  int size() {
    return seats.size();
  }

  Collection<Seat> seats() {
    return List.copyOf(seats.values());
  }

  void admit(Seat seat) {
    if (!seat.isAdmitted()) {
      admitted++;
    }
    seat.admit(backlog.frames());
  }

  /// Hands a frame to everybody in step. False if it does not follow the one before: then
  /// everybody is behind, for the guests could only drop it.
  boolean publish(Stream frame) {
    long at = frame.header().position();
    switch (frame.header().kind()) {
      case DELTA -> {
        if (at != position + 1) {
          breakOff();
          return false;
        }
        backlog.add(frame);
      }
      case KEYFRAME -> {
        if (at != position) {
          breakOff();
        }
        backlog.start(frame);
      }
      case RESET -> backlog.start(frame);
    }
    position = at;
    for (Seat seat : seats.values()) {
      seat.take(frame);
    }
    return true;
  }

  /// What is held is of no use any more.
  void forgetHeld() {
    backlog.clear();
  }

  /// What is held for whoever is admitted next, in bytes.
  long heldBytes() {
    return backlog.bytes();
  }

  boolean needsKeyframe() {
    for (Seat seat : seats.values()) {
      if (seat.needsKeyframe()) {
        return true;
      }
    }
    return false;
  }

  /// Whether somebody could take another stream frame now, or nobody is there to wait for.
  boolean isReady() {
    if (admitted == 0) {
      return true;
    }
    for (Seat seat : seats.values()) {
      if (seat.isReady()) {
        return true;
      }
    }
    return false;
  }

  /// Takes everybody out.
  List<Seat> clear() {
    List<Seat> all = new ArrayList<>(seats.values());
    seats.clear();
    backlog.clear();
    admitted = 0;
    return all;
  }

  /// Frames are missing: who was in step needs a keyframe.
  private void breakOff() {
    backlog.clear();
    position = -1;
    for (Seat seat : seats.values()) {
      seat.fallBehind();
    }
  }
}
