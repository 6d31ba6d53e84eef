package weft.relay;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import weft.protocol.Bytes;
import weft.protocol.GuestId;
import weft.protocol.GuestToRelay.KeyframePlease;
import weft.protocol.GuestToRelay.ToHost;
import weft.protocol.HostToRelay.Admit;
import weft.protocol.HostToRelay.Dismiss;
import weft.protocol.HostToRelay.End;
import weft.protocol.HostToRelay.Stream;
import weft.protocol.HostToRelay.ToGuest;
import weft.protocol.Limits;
import weft.protocol.Protocol;
import weft.protocol.Reason;
import weft.protocol.RelayToGuest;
import weft.protocol.RelayToGuest.Ended;
import weft.protocol.RelayToGuest.FromHost;
import weft.protocol.RelayToGuest.Host;
import weft.protocol.RelayToHost.Arrived;
import weft.protocol.RelayToHost.Claimed;
import weft.protocol.RelayToHost.Close;
import weft.protocol.RelayToHost.Departed;
import weft.protocol.RelayToHost.FromGuest;
import weft.protocol.RelayToHost.KeyframeWanted;

/// The specification of a room, rule by rule.
final class RoomTest {
  private static final String ADDRESS = "http://127.0.0.1:7000";
  private static final HostKeys KEYS =
      new HostKeys(Bytes.owned(new byte[32]), Bytes.owned(new byte[32]));
  private static final Host HERE =
      new Host(Protocol.VERSION, true, KEYS.signing(), KEYS.agreement());
  private static final Host AWAY =
      new Host(Protocol.VERSION, false, KEYS.signing(), KEYS.agreement());

  private final AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
  private final AtomicLong numbers = new AtomicLong();
  private final AtomicLong nanoTime = new AtomicLong();
  private final Room room =
      new Room(KEYS, RelayLimits.SERVER, numbers::incrementAndGet, now::get, nanoTime::get);
  private final SeenByHost host = new SeenByHost();
  private final Frames frames = new Frames();

  @BeforeEach
  void claim() {
    assertThat(room.claim(host, ADDRESS)).isTrue();
    assertThat(host.taken()).containsExactly(new Claimed(ADDRESS, 0));
  }

  @Test
  void r1_a_later_claim_replaces_the_connection_before_it() {
    SeenByGuest guest = SeenByGuest.in(room);
    SeenByHost later = new SeenByHost();
    assertThat(room.claim(later, ADDRESS)).isTrue();
    assertThat(host.taken()).endsWith(new Close(Reason.REPLACED));
    assertThat(later.taken())
        .containsExactly(new Claimed(ADDRESS, 0), new Arrived(guest.seat().id()));
    room.fromHost(host, new End(Reason.STOPPED));
    room.hostGone(host);
    assertThat(room.state()).isEqualTo(new RoomState.Claimed(later, null));
    assertThat(guest.take())
        .as("once more, for what was agreed is void")
        .containsExactly(HERE, HERE);
  }

  @Test
  void r1_r7_nothing_of_the_stream_before_a_later_claim_is_given_to_anybody() {
    SeenByGuest guest = SeenByGuest.in(room);
    room.fromHost(host, new Admit(guest.seat().id()));
    host(frames.keyframe(10), frames.delta(10));
    guest.takeAndAck();
    SeenByHost later = new SeenByHost();
    room.claim(later, ADDRESS);
    assertThat(guest.take()).containsExactly(HERE);
    later.taken();
    SeenByGuest newcomer = SeenByGuest.in(room);
    room.fromHost(later, new Admit(newcomer.seat().id()));
    assertThat(newcomer.take()).containsExactly(HERE);
    assertThat(later.taken()).contains(new KeyframeWanted());
  }

  @Test
  void b35_a_session_that_uses_up_its_bytes_ends_for_everybody_and_stays_ended() {
    RelayLimits limits = new RelayLimits(1, 10, 10, 1000);
    Room small = new Room(KEYS, limits, numbers::incrementAndGet, now::get, nanoTime::get);
    assertThat(small.claim(host, ADDRESS)).isTrue();
    assertThat(host.taken()).containsExactly(new Claimed(ADDRESS, 1000));
    SeenByGuest guest = SeenByGuest.in(small);
    small.fromHost(host, new Admit(guest.seat().id()));
    Stream first = frames.keyframe(600);
    small.fromHost(host, first);
    small.hostGone(host); // what was forwarded stays counted
    assertThat(small.claim(host, ADDRESS)).isTrue();
    assertThat(small.state()).isInstanceOf(RoomState.Claimed.class);
    small.fromHost(host, frames.keyframe(600));
    assertThat(small.state()).isEqualTo(new RoomState.Ended(Reason.LIMIT));
    assertThat(host.taken()).endsWith(new Close(Reason.LIMIT));
    assertThat(guest.take()).endsWith(new Ended(Reason.LIMIT));
    assertThat(small.claim(host, ADDRESS)).isFalse();
    assertThat(small.enter(new SeenByGuest())).isEqualTo(new Entry.Refused(Reason.LIMIT));
  }

  @Test
  void r3_a_guest_gets_nothing_of_the_stream_before_it_is_admitted() {
    SeenByGuest guest = SeenByGuest.in(room);
    host(frames.keyframe(10), frames.delta(10), frames.reset(10));
    assertThat(guest.take()).containsExactly(HERE);
    assertThat(host.taken()).as("nobody wants a keyframe").containsExactly(arrived(guest));
  }

  @Test
  void r3_a_guest_gets_nothing_of_the_stream_after_it_is_dismissed() {
    SeenByGuest guest = admitted();
    Stream before = frames.delta(10);
    host(before);
    room.fromHost(host, new ToGuest(guest.seat().id(), text("goodbye")));
    room.fromHost(host, new Dismiss(guest.seat().id(), Reason.REMOVED));
    host(frames.delta(10), frames.reset(10));
    assertThat(guest.take())
        .containsExactly(new FromHost(text("goodbye")), new Close(Reason.REMOVED));
    assertThat(host.taken()).containsExactly(new Departed(guest.seat().id()));
    assertThat(room.isDrained(guest.seat())).isTrue();
  }

  @Test
  void r4_on_admission_the_newest_keyframe_and_all_deltas_after_it_are_sent() {
    host(frames.keyframe(10), frames.delta(10));
    Stream keyframe = frames.keyframe(10);
    Stream first = frames.delta(10);
    Stream second = frames.delta(10);
    host(keyframe, first, second);
    SeenByGuest guest = SeenByGuest.in(room);
    host.taken();
    room.fromHost(host, new Admit(guest.seat().id()));
    assertThat(guest.take()).containsExactly(HERE, keyframe, first, second);
    assertThat(host.taken()).isEmpty();
  }

  @Test
  void r4_without_a_keyframe_one_is_asked_for_once() {
    SeenByGuest one = SeenByGuest.in(room);
    SeenByGuest other = SeenByGuest.in(room);
    host.taken();
    room.fromHost(host, new Admit(one.seat().id()));
    room.fromHost(host, new Admit(other.seat().id()));
    one.take();
    other.take();
    room.fromGuest(one.seat(), new KeyframePlease());
    assertThat(host.taken()).containsExactly(new KeyframeWanted());
    Stream keyframe = frames.keyframe(10);
    host(keyframe);
    assertThat(one.take()).containsExactly(keyframe);
    assertThat(other.take()).containsExactly(keyframe);
    room.fromGuest(one.seat(), new KeyframePlease());
    assertThat(host.taken()).containsExactly(new KeyframeWanted());
  }

  @Test
  void r4_a_guest_admitted_again_gets_a_fresh_keyframe() {
    SeenByGuest guest = admitted();
    host(frames.delta(10));
    guest.takeAndAck();
    room.fromHost(host, new Admit(guest.seat().id()));
    assertThat(host.taken()).containsExactly(new KeyframeWanted());
    Stream keyframe = frames.keyframe(10);
    host(keyframe);
    assertThat(guest.take()).containsExactly(keyframe);
  }

  @Test
  void r5_a_guest_over_its_limit_loses_what_is_queued_and_waits_for_a_keyframe_that_fits() {
    SeenByGuest slow = admitted();
    SeenByGuest quick = admitted();
    int sent = 0;
    List<RelayToGuest> seen = new ArrayList<>();
    while (slow.seat().standing() == Standing.IN_STEP) {
      Stream delta = frames.delta(10_000);
      host(delta);
      seen.addAll(slow.take());
      assertThat(quick.takeAndAck()).as("nobody else notices").containsExactly(delta);
      assertThat(++sent).isLessThan(Limits.GUEST_BACKLOG / 10_000 + 2);
    }
    assertThat(slow.take()).isEmpty();
    host(frames.keyframe(10));
    assertThat(slow.take()).as("too much is still on its way").isEmpty();
    assertThat(host.taken()).as("a stuck guest asks for nothing").isEmpty();
    slow.ack(((Stream) seen.getLast()).header().seq());
    assertThat(slow.take()).isEmpty();
    assertThat(host.taken()).containsExactly(new KeyframeWanted());
    Stream keyframe = frames.keyframe(10);
    Stream next = frames.delta(10);
    host(keyframe, next);
    assertThat(slow.take()).containsExactly(keyframe, next);
    assertThat(quick.take()).containsExactly(next);
  }

  @Test
  void r5_messages_of_the_host_are_never_dropped_and_overtake_the_stream() {
    SeenByGuest guest = admitted();
    for (int i = 0; i < 100; i++) {
      host(frames.delta(10_000));
      room.fromHost(host, new ToGuest(guest.seat().id(), text("m" + i)));
    }
    List<RelayToGuest> all = guest.take();
    List<FromHost> messages = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      messages.add(new FromHost(text("m" + i)));
    }
    assertThat(all).filteredOn(frame -> frame instanceof FromHost).isEqualTo(messages);
  }

  @Test
  void r5_a_guest_that_cannot_take_its_messages_is_closed_as_too_slow() {
    SeenByGuest guest = admitted();
    Bytes large = Bytes.owned(new byte[100_000]);
    for (int i = 0; i < 6; i++) {
      room.fromHost(host, new ToGuest(guest.seat().id(), large));
    }
    assertThat(guest.take()).containsExactly(new Close(Reason.TOO_SLOW));
    assertThat(host.taken()).containsExactly(new Departed(guest.seat().id()));
    assertThat(room.guests()).isZero();
  }

  @Test
  void r6_a_reset_replaces_what_is_queued_and_reaches_everybody() {
    SeenByGuest inStep = admitted();
    SeenByGuest behind = admitted();
    room.fromGuest(behind.seat(), new KeyframePlease());
    host(frames.delta(10), frames.delta(10));
    Stream reset = frames.reset(10);
    host(reset);
    assertThat(inStep.take()).containsExactly(reset);
    assertThat(behind.take()).containsExactly(reset);
  }

  @Test
  void r6_a_keyframe_reaches_only_those_who_wait_for_one() {
    SeenByGuest inStep = admitted();
    SeenByGuest behind = admitted();
    room.fromGuest(behind.seat(), new KeyframePlease());
    Stream keyframe = frames.keyframe(10);
    Stream delta = frames.delta(10);
    host(keyframe, delta);
    assertThat(inStep.take()).containsExactly(delta);
    assertThat(behind.take()).containsExactly(keyframe, delta);
  }

  @Test
  void r6_a_newer_keyframe_takes_the_place_of_one_that_was_not_sent_yet() {
    SeenByGuest guest = admitted();
    room.fromGuest(guest.seat(), new KeyframePlease());
    host(frames.keyframe(10), frames.delta(10));
    Stream newer = frames.keyframe(10);
    host(newer);
    assertThat(guest.take()).containsExactly(newer);
  }

  @Test
  void r7_guests_stay_while_the_host_is_away_and_are_introduced_again() {
    SeenByGuest guest = admitted();
    room.hostGone(host);
    assertThat(guest.take()).containsExactly(AWAY);
    SeenByGuest meanwhile = SeenByGuest.in(room);
    assertThat(meanwhile.take()).containsExactly(AWAY);
    SeenByHost back = new SeenByHost();
    assertThat(room.claim(back, ADDRESS)).isTrue();
    assertThat(guest.take()).containsExactly(HERE);
    assertThat(meanwhile.take()).containsExactly(HERE);
    assertThat(back.taken())
        .containsExactly(new Claimed(ADDRESS, 0), arrived(guest), arrived(meanwhile));
  }

  @Test
  void r7_a_guest_that_waits_for_a_keyframe_gets_one_from_the_host_that_came_back() {
    SeenByGuest guest = admitted();
    room.fromGuest(guest.seat(), new KeyframePlease());
    assertThat(host.taken()).containsExactly(new KeyframeWanted());
    room.hostGone(host);
    SeenByHost back = new SeenByHost();
    assertThat(room.claim(back, ADDRESS)).isTrue();
    assertThat(back.taken()).endsWith(new KeyframeWanted());
  }

  @Test
  void r7_the_room_is_kept_for_24_hours_without_its_host() {
    SeenByGuest guest = admitted();
    room.hostGone(host);
    room.expire(now.get().plus(Duration.ofHours(24).minusSeconds(1)));
    assertThat(guest.take()).containsExactly(AWAY);
    room.expire(now.get().plus(Duration.ofHours(24)));
    assertThat(guest.take()).containsExactly(new Ended(Reason.HOST_GONE));
    assertThat(room.state()).isEqualTo(new RoomState.Ended(Reason.HOST_GONE));
  }

  @Test
  void r8_the_end_reaches_guests_after_all_that_is_queued() {
    SeenByGuest guest = admitted();
    SeenByGuest stranger = SeenByGuest.in(room);
    stranger.take();
    Stream last = frames.delta(10);
    host(last);
    room.fromHost(host, new End(Reason.SHELL_EXITED));
    assertThat(guest.take()).containsExactly(last, new Ended(Reason.SHELL_EXITED));
    assertThat(stranger.take()).containsExactly(new Ended(Reason.SHELL_EXITED));
    assertThat(room.isDrained(guest.seat())).isTrue();
    assertThat(room.enter(new SeenByGuest())).isEqualTo(new Entry.Refused(Reason.ENDED));
    assertThat(room.claim(new SeenByHost(), ADDRESS)).isFalse();
  }

  @Test
  void b6_what_a_guest_was_sent_and_did_not_acknowledge_counts() {
    SeenByGuest guest = admitted();
    long sent = 0;
    for (int i = 0; i < 100; i++) {
      host(frames.delta(4_000));
      sent += guest.take().size() * 4_000L;
    }
    assertThat(sent).isBetween(SendWindow.FIRST - 8_000L, (long) SendWindow.FIRST);
  }

  @Test
  void b6_the_last_keyframe_does_not_count() {
    SeenByGuest guest = SeenByGuest.in(room);
    host(frames.keyframe(3 << 20));
    room.fromHost(host, new Admit(guest.seat().id()));
    for (int i = 0; i < 8; i++) {
      host(frames.delta(15_000));
    }
    assertThat(guest.seat().standing()).isEqualTo(Standing.IN_STEP);
    host(frames.delta(15_000));
    assertThat(guest.seat().standing()).isEqualTo(Standing.BEHIND);
  }

  @Test
  void b7_over_the_limit_the_kept_deltas_go_and_the_next_guest_gets_a_fresh_keyframe() {
    Stream keyframe = frames.keyframe(10);
    Stream half = frames.delta(Limits.ROOM_BACKLOG / 2);
    host(keyframe, half);
    SeenByGuest early = SeenByGuest.in(room);
    SeenByGuest late = SeenByGuest.in(room);
    host.taken();
    room.fromHost(host, new Admit(early.seat().id()));
    assertThat(early.take()).containsExactly(HERE, keyframe, half);
    host(frames.delta(Limits.ROOM_BACKLOG / 2));
    room.fromHost(host, new Admit(late.seat().id()));
    assertThat(late.take()).containsExactly(HERE);
    assertThat(host.taken()).containsExactly(new KeyframeWanted());
  }

  @Test
  void b8_the_guest_over_the_limit_is_refused() {
    for (int i = 0; i < Limits.GUESTS; i++) {
      SeenByGuest.in(room);
    }
    assertThat(room.enter(new SeenByGuest())).isEqualTo(new Entry.Refused(Reason.FULL));
  }

  @Test
  void s2_a_delta_without_its_predecessor_reaches_nobody() {
    SeenByGuest guest = admitted();
    host(frames.delta(10));
    guest.takeAndAck();
    frames.lose();
    host(frames.delta(10));
    assertThat(guest.take()).isEmpty();
    assertThat(host.taken()).containsExactly(new KeyframeWanted());
    Stream keyframe = frames.keyframe(10);
    Stream delta = frames.delta(10);
    host(keyframe, delta);
    assertThat(guest.take()).containsExactly(keyframe, delta);
  }

  @Test
  void s3_a_keyframe_beyond_a_gap_reaches_those_in_step_too() {
    SeenByGuest guest = admitted();
    frames.lose();
    Stream keyframe = frames.keyframe(10);
    Stream delta = frames.delta(10);
    host(keyframe, delta);
    assertThat(guest.take()).containsExactly(keyframe, delta);
  }

  @Test
  void g3_a_guest_whose_stream_broke_gets_nothing_until_the_keyframe() {
    SeenByGuest guest = admitted();
    host(frames.delta(10));
    room.fromGuest(guest.seat(), new KeyframePlease());
    host(frames.delta(10));
    assertThat(guest.take()).isEmpty();
    Stream keyframe = frames.keyframe(10);
    host(keyframe);
    assertThat(guest.take()).containsExactly(keyframe);
  }

  @Test
  void messages_of_guests_reach_the_host_with_their_number() {
    SeenByGuest guest = SeenByGuest.in(room);
    host.taken();
    assertThat(room.fromGuest(guest.seat(), new ToHost(text("hello")))).isTrue();
    assertThat(host.taken()).containsExactly(new FromGuest(guest.seat().id(), text("hello")));
    room.left(guest.seat());
    room.left(guest.seat());
    assertThat(host.taken()).containsExactly(new Departed(guest.seat().id()));
  }

  @Test
  void a_guest_that_sends_to_a_congested_host_is_asked_to_wait_until_it_drained() {
    SeenByGuest guest = SeenByGuest.in(room);
    host.congested = true;
    assertThat(room.fromGuest(guest.seat(), new ToHost(text("hello")))).isFalse();
    host.congested = false;
    room.hostDrained(host);
    assertThat(guest.resumed).isEqualTo(1);
  }

  @Test
  void the_host_may_hold_output_back_only_while_no_admitted_guest_could_take_it() {
    SeenByGuest guest = admitted();
    Stream first = frames.delta(60_000);
    host(first, frames.delta(60_000));
    assertThat(host.writable).isFalse();
    SeenByGuest idle = admitted();
    assertThat(host.writable).as("the new guest could").isTrue();
    room.left(idle.seat());
    assertThat(host.writable).isFalse();
    guest.takeAndAck();
    assertThat(host.writable).isTrue();
  }

  private SeenByGuest admitted() {
    SeenByGuest guest = SeenByGuest.in(room);
    host(frames.keyframe(10));
    room.fromHost(host, new Admit(guest.seat().id()));
    guest.takeAndAck();
    assertThat(guest.seat().standing()).isEqualTo(Standing.IN_STEP);
    host.taken();
    return guest;
  }

  private void host(Stream... all) {
    for (Stream frame : all) {
      room.fromHost(host, frame);
    }
  }

  private static Arrived arrived(SeenByGuest guest) {
    return new Arrived(new GuestId(guest.seat().id().number()));
  }

  private static Bytes text(String text) {
    return Bytes.owned(text.getBytes(UTF_8));
  }
}
