package weft.relay;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import weft.protocol.Bytes;
import weft.protocol.Decoded;
import weft.protocol.GuestToRelay.Ack;
import weft.protocol.HostToRelay.Stream;
import weft.protocol.RelayToGuest;
import weft.protocol.RelayToGuestCodec;

/// A guest's connection that takes frames when the test says so.
final class SeenByGuest implements GuestPort {
  boolean woken;
  int resumed;
  @Nullable Room room;
  @Nullable Seat seat;

  static SeenByGuest in(Room room) {
    SeenByGuest guest = new SeenByGuest();
    Entry.Seated seated = (Entry.Seated) room.enter(guest);
    guest.room = room;
    guest.seat = seated.seat();
    return guest;
  }

  Seat seat() {
    return Objects.requireNonNull(seat);
  }

  @Override
  public void wake() {
    woken = true;
  }

  @Override
  public void resume() {
    resumed++;
  }

  /// One frame, null if there is none for now.
  @Nullable RelayToGuest takeOne() {
    Bytes frame = Objects.requireNonNull(room).next(seat());
    return frame == null ? null : decoded(frame);
  }

  /// Everything that may be sent now; acknowledges nothing.
  List<RelayToGuest> take() {
    List<RelayToGuest> all = new ArrayList<>();
    for (RelayToGuest frame = takeOne(); frame != null; frame = takeOne()) {
      all.add(frame);
    }
    return all;
  }

  /// Takes and renders until nothing is left.
  List<RelayToGuest> takeAndAck() {
    List<RelayToGuest> all = new ArrayList<>();
    for (RelayToGuest frame = takeOne(); frame != null; frame = takeOne()) {
      all.add(frame);
      if (frame instanceof Stream stream) {
        ack(stream.header().seq());
      }
    }
    return all;
  }

  boolean ack(long seq) {
    return Objects.requireNonNull(room).fromGuest(seat(), new Ack(seq));
  }

  static RelayToGuest decoded(Bytes frame) {
    return switch (RelayToGuestCodec.decode(frame)) {
      case Decoded.Ok(RelayToGuest message) -> message;
      case Decoded.Malformed<RelayToGuest> bad -> throw new AssertionError(bad.toString());
    };
  }
}
