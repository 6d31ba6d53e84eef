package weft.relay;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import weft.protocol.Bytes;
import weft.protocol.GuestToRelay.PagePlease;
import weft.protocol.HostToRelay;
import weft.protocol.HostToRelay.Admit;
import weft.protocol.Limits;
import weft.protocol.PageHeader;
import weft.protocol.PageHeaderCodec;
import weft.protocol.PageId;
import weft.protocol.RelayToGuest;
import weft.protocol.RelayToHost.PageWanted;

/// How a room answers those who look at the past (rules P1, P3).
class RoomPagesTest {
  private static final PageId SEVEN = new PageId(0, 7);

  private final AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
  private final Room room =
      new Room(
          new HostKeys(Bytes.owned(new byte[32]), Bytes.owned(new byte[32])),
          RelayLimits.SERVER,
          new AtomicLong()::incrementAndGet,
          now::get,
          () -> 0);
  private final SeenByHost host = new SeenByHost();
  private final Frames frames = new Frames();
  private long number;

  @BeforeEach
  void claim() {
    room.claim(host, "http://127.0.0.1:1");
    room.fromHost(host, frames.keyframe(10));
  }

  @Test
  void p3_a_page_is_asked_of_the_host_once_and_goes_to_all_who_wait_then_comes_from_the_shelf() {
    SeenByGuest one = admitted();
    SeenByGuest other = admitted();
    ask(one, SEVEN);
    ask(other, SEVEN);
    ask(other, SEVEN);
    assertThat(host.taken()).containsExactly(new PageWanted(SEVEN));
    HostToRelay.Page page = page(1, SEVEN, 100);
    room.fromHost(host, page);
    assertThat(one.take()).containsExactly(page);
    assertThat(other.take()).containsExactly(page);
    SeenByGuest later = admitted();
    ask(later, SEVEN);
    assertThat(later.take()).containsExactly(page);
    assertThat(host.taken()).doesNotContain(new PageWanted(SEVEN));
  }

  @Test
  void p3_only_admitted_guests_get_pages() {
    SeenByGuest outside = SeenByGuest.in(room);
    outside.take();
    host.taken();
    ask(outside, SEVEN);
    assertThat(host.taken()).isEmpty();
    room.fromHost(host, page(1, SEVEN, 100));
    ask(outside, SEVEN);
    assertThat(outside.take()).isEmpty();
  }

  @Test
  void p3_what_happens_now_goes_before_what_is_past() {
    SeenByGuest guest = admitted();
    ask(guest, SEVEN);
    HostToRelay.Page page = page(1, SEVEN, 100);
    room.fromHost(host, page);
    HostToRelay.Stream delta = frames.delta(10);
    room.fromHost(host, delta);
    assertThat(guest.take()).containsExactly(delta, page);
  }

  @Test
  void p3_a_page_that_never_comes_is_asked_for_again_after_two_seconds_while_somebody_waits() {
    SeenByGuest guest = admitted();
    ask(guest, SEVEN);
    host.taken();
    room.expire(now.updateAndGet(at -> at.plusSeconds(1)));
    assertThat(host.taken()).isEmpty();
    room.expire(now.updateAndGet(at -> at.plusSeconds(1)));
    assertThat(host.taken()).containsExactly(new PageWanted(SEVEN));
    room.left(guest.seat());
    host.taken();
    room.expire(now.updateAndGet(at -> at.plusSeconds(2)));
    assertThat(host.taken()).isEmpty();
  }

  @Test
  void p3_a_host_that_comes_back_is_asked_for_what_is_still_wanted() {
    SeenByGuest guest = admitted();
    ask(guest, SEVEN);
    room.hostGone(host);
    SeenByHost again = new SeenByHost();
    room.claim(again, "http://127.0.0.1:1");
    assertThat(again.taken()).contains(new PageWanted(SEVEN));
  }

  @Test
  void p3_pages_of_an_epoch_that_is_over_are_neither_kept_nor_taken() {
    SeenByGuest guest = admitted();
    ask(guest, SEVEN);
    room.fromHost(host, page(2, SEVEN, 10));
    guest.take();
    room.fromHost(host, page(1, new PageId(0, 8), 10));
    host.taken();
    ask(guest, new PageId(0, 8));
    assertThat(host.taken()).containsExactly(new PageWanted(new PageId(0, 8)));
    HostToRelay.Page third = page(3, new PageId(0, 9), 10);
    room.fromHost(host, third);
    ask(guest, SEVEN);
    assertThat(host.taken()).contains(new PageWanted(SEVEN));
  }

  @Test
  void b13_a_guest_waits_for_a_few_pages_at_once() {
    SeenByGuest guest = admitted();
    for (int i = 0; i < 2 * Limits.PAGES_ASKED; i++) {
      ask(guest, new PageId(0, i));
    }
    assertThat(host.taken()).hasSize(Limits.PAGES_ASKED);
  }

  @Test
  void b14_the_shelf_keeps_what_was_looked_at_last() {
    SeenByGuest guest = admitted();
    int fit = 16;
    int bytes = Limits.ROOM_PAGES / fit;
    for (int i = 0; i < fit; i++) {
      PageId id = new PageId(0, i);
      ask(guest, id);
      room.fromHost(host, page(1, id, bytes));
      guest.take();
      ask(guest, new PageId(0, 0));
      assertThat(guest.take()).as("used again, so it stays").hasSize(1);
    }
    host.taken();
    ask(guest, new PageId(0, 1));
    assertThat(host.taken()).containsExactly(new PageWanted(new PageId(0, 1)));
  }

  private static void ask(SeenByGuest guest, PageId page) {
    java.util.Objects.requireNonNull(guest.room).fromGuest(guest.seat(), new PagePlease(page));
  }

  private SeenByGuest admitted() {
    SeenByGuest guest = SeenByGuest.in(room);
    room.fromHost(host, new Admit(guest.seat().id()));
    List<RelayToGuest> first = guest.takeAndAck();
    assertThat(first).hasSize(2);
    host.taken();
    return guest;
  }

  private HostToRelay.Page page(long epoch, PageId id, int bytes) {
    PageHeader header = new PageHeader(epoch, number++, id);
    Bytes head = PageHeaderCodec.encode(header);
    byte[] frame = new byte[head.length() + bytes];
    head.copyTo(frame, 0);
    Bytes all = Bytes.owned(frame);
    return new HostToRelay.Page(header, all.from(head.length()), all);
  }
}
