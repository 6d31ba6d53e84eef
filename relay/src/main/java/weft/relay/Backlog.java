package weft.relay;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import weft.protocol.HostToRelay.Stream;
import weft.protocol.Limits;

/// The newest keyframe or RESET of a room and the deltas after it, for whoever is admitted next
/// (rules R4, B7).
final class Backlog {
  private @Nullable Stream whole;
  private final List<Stream> deltas = new ArrayList<>();
  private long deltaCost;

  /// Starts over from a keyframe or a RESET.
  void start(Stream whole) {
    clear();
    this.whole = whole;
  }

  /// Keeps a delta that follows what is kept; over B7 everything goes, for a keyframe without all
  /// of its deltas is of no use.
  void add(Stream delta) {
    if (whole == null) {
      return;
    }
    deltaCost += delta.frame().length() + Outbox.OVERHEAD;
    if (deltaCost > Limits.ROOM_BACKLOG) {
      clear();
      return;
    }
    deltas.add(delta);
  }

  void clear() {
    whole = null;
    deltas.clear();
    deltaCost = 0;
  }

  /// What is kept, in bytes.
  long bytes() {
    return deltaCost + (whole == null ? 0 : whole.frame().length());
  }

  /// Keyframe first; empty if nothing is held unbroken.
  List<Stream> frames() {
    if (whole == null) {
      return List.of();
    }
    List<Stream> frames = new ArrayList<>(deltas.size() + 1);
    frames.add(whole);
    frames.addAll(deltas);
    return frames;
  }
}
