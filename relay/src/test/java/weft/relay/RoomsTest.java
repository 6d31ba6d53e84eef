package weft.relay;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import weft.protocol.Bytes;
import weft.protocol.HostToRelay;
import weft.protocol.HostToRelay.End;
import weft.protocol.Limits;
import weft.protocol.Reason;
import weft.protocol.RelayToGuest.Ended;
import weft.protocol.RelayToHost.Close;
import weft.relay.Callers.Caller;

final class RoomsTest {
  private static final String ADDRESS = "http://127.0.0.1:7000";

  private final AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
  private final Rooms rooms = new Rooms(new RelayLimits(2, 1_000, Limits.GUESTS, 0), now::get);

  @Test
  void r8_an_ended_session_answers_ended_for_24_hours() {
    SeenByHost host = new SeenByHost();
    Room room = given(keys(1), host);
    room.fromHost(host, new End(Reason.STOPPED));
    rooms.settle(keys(1).session());
    assertThat(rooms.size()).isZero();
    assertThat(rooms.claim(keys(1), host, ADDRESS, null))
        .isEqualTo(new Entry.Refused(Reason.ENDED));
    now.set(now.get().plus(Duration.ofHours(24).minusSeconds(1)));
    rooms.sweep();
    assertThat(rooms.enter(keys(1).session(), new SeenByGuest()))
        .isEqualTo(new Entry.Refused(Reason.ENDED));
    now.set(now.get().plusSeconds(1));
    rooms.sweep();
    assertThat(rooms.enter(keys(1).session(), new SeenByGuest()))
        .isEqualTo(new Entry.Refused(Reason.NO_SESSION));
  }

  @Test
  void r7_a_room_whose_host_stays_away_ends_by_itself() {
    SeenByHost host = new SeenByHost();
    Room room = given(keys(1), host);
    SeenByGuest guest = SeenByGuest.in(room);
    guest.take();
    room.hostGone(host);
    guest.take();
    now.set(now.get().plus(Room.KEPT_WITHOUT_HOST));
    rooms.sweep();
    assertThat(guest.take()).containsExactly(new Ended(Reason.HOST_GONE));
    assertThat(rooms.size()).isZero();
  }

  @Test
  void r9_a_session_nobody_claimed_is_not_known() {
    assertThat(rooms.enter(keys(1).session(), new SeenByGuest()))
        .isEqualTo(new Entry.Refused(Reason.NO_SESSION));
  }

  @Test
  void a_room_too_many_is_refused_while_all_hosts_are_here() {
    given(keys(1), new SeenByHost());
    given(keys(2), new SeenByHost());
    assertThat(rooms.claim(keys(3), new SeenByHost(), ADDRESS, null))
        .isEqualTo(new Entry.Refused(Reason.FULL));
  }

  @Test
  void an_absent_hosts_empty_room_makes_place_before_one_with_guests() {
    SeenByHost one = new SeenByHost();
    SeenByHost two = new SeenByHost();
    Room withGuest = given(keys(1), one);
    SeenByGuest guest = SeenByGuest.in(withGuest);
    withGuest.hostGone(one);
    now.set(now.get().plusSeconds(1));
    given(keys(2), two).hostGone(two);
    given(keys(3), new SeenByHost());
    assertThat(rooms.size()).isEqualTo(2);
    assertThat(guest.seat().over()).isNull();
    given(keys(4), new SeenByHost());
    assertThat(guest.take()).containsExactly(new Close(Reason.NO_SESSION));
  }

  @Test
  void b25_an_address_claims_so_many_rooms_and_the_others_are_left_to_others() {
    Rooms many = new Rooms(new RelayLimits(1000, 1_000, Limits.GUESTS, 0), now::get);
    Caller greedy = new Caller(Bytes.owned(new byte[] {10, 0, 0, 1}));
    Caller other = new Caller(Bytes.owned(new byte[] {10, 0, 0, 2}));
    for (int i = 0; i < Limits.ADDRESS_ROOMS; i++) {
      assertThat(many.claim(keys(i), new SeenByHost(), ADDRESS, greedy))
          .isInstanceOf(Entry.Given.class);
    }
    HostKeys more = keys(Limits.ADDRESS_ROOMS);
    assertThat(many.claim(more, new SeenByHost(), ADDRESS, greedy))
        .isEqualTo(new Entry.Refused(Reason.FULL));
    assertThat(many.claim(more, new SeenByHost(), ADDRESS, other)).isInstanceOf(Entry.Given.class);
    SeenByHost back = new SeenByHost();
    Entry again = many.claim(keys(0), back, ADDRESS, greedy);
    assertThat(again).as("its own room, once more").isInstanceOf(Entry.Given.class);
    ((Entry.Given) again).room().fromHost(back, new End(Reason.STOPPED));
    many.settle(keys(0).session());
    assertThat(many.claim(keys(200), new SeenByHost(), ADDRESS, greedy))
        .isInstanceOf(Entry.Given.class);
  }

  @Test
  void b26_the_rooms_that_keep_the_most_forget_it_first() {
    Rooms many = new Rooms(new RelayLimits(1000, 1_000, Limits.GUESTS, 0), now::get);
    HostToRelay.Stream whole = new Frames().keyframe(Limits.HOST_FRAME);
    List<Room> full = new ArrayList<>();
    int fitting = (int) (Limits.RELAY_KEPT / Limits.HOST_FRAME);
    for (int i = 0; i < fitting; i++) {
      SeenByHost host = new SeenByHost();
      Room room = ((Entry.Given) many.claim(keys(i), host, ADDRESS, null)).room();
      room.fromHost(host, whole); // the same bytes in all of them
      full.add(room);
    }
    Frames others = new Frames();
    SeenByHost host = new SeenByHost();
    Room small = ((Entry.Given) many.claim(keys(200), host, ADDRESS, null)).room();
    small.fromHost(host, others.keyframe(1000));
    many.sweep();
    assertThat(full).filteredOn(room -> room.keptBytes() == 0).hasSize(1);
    assertThat(small.keptBytes()).isEqualTo(others.keyframe(1000).frame().length());
  }

  @Test
  void when_the_relay_stops_everybody_is_told_and_nobody_is_let_in() {
    SeenByHost host = new SeenByHost();
    SeenByGuest guest = SeenByGuest.in(given(keys(1), host));
    rooms.stop();
    assertThat(host.taken()).endsWith(new Close(Reason.RELAY_STOPPING));
    assertThat(guest.take()).endsWith(new Close(Reason.RELAY_STOPPING));
    assertThat(rooms.claim(keys(1), host, ADDRESS, null))
        .isEqualTo(new Entry.Refused(Reason.RELAY_STOPPING));
  }

  private Room given(HostKeys keys, SeenByHost host) {
    return ((Entry.Given) rooms.claim(keys, host, ADDRESS, null)).room();
  }

  private static HostKeys keys(int number) {
    byte[] key = new byte[32];
    key[0] = (byte) number;
    return new HostKeys(Bytes.owned(key), Bytes.owned(new byte[32]));
  }
}
