package weft.relay;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import weft.protocol.Bytes;
import weft.protocol.Grant;
import weft.protocol.HostToRelay;
import weft.protocol.HostToRelay.Access;
import weft.protocol.HostToRelay.Admit;
import weft.protocol.Level;
import weft.protocol.Reason;
import weft.protocol.RelayToHost;
import weft.protocol.RelayToHost.Account;
import weft.protocol.RelayToHost.Arrived;
import weft.protocol.RelayToHost.Claimed;
import weft.protocol.RelayToHost.Close;
import weft.protocol.RelayToHost.Departed;
import weft.protocol.RelayToHost.Known;

/// Who may come into a room of a relay that knows people.
final class AccessTest {
  private static final HostKeys KEYS =
      new HostKeys(Bytes.owned(new byte[32]), Bytes.owned(new byte[32]));
  private static final Visitor MO = new Visitor("1", "mo@example.org", "Mo", "engines");
  private static final Visitor ADA = new Visitor("2", "ada@example.org", "Ada", "");
  private static final Visitor KEN = new Visitor("3", "ken@example.org", "Ken", "engines");

  private final AtomicLong numbers = new AtomicLong();
  private final Room room =
      new Room(KEYS, RelayLimits.SERVER, numbers::incrementAndGet, () -> Instant.EPOCH, () -> 0);
  private final SeenByHost host = new SeenByHost();
  private final Frames frames = new Frames();

  private static Terms terms(boolean anyone, boolean signIn) {
    return new Terms(MO, "laptop", true, anyone, signIn, 5, 10, 0, 0, _ -> true);
  }

  @BeforeEach
  void claim() {
    room.claim(host, "https://relay.example", terms(true, false));
    assertThat(host.taken())
        .containsExactly(
            new Claimed("https://relay.example", 0), new Account("mo@example.org", true, true));
  }

  private void access(Level anyone, Level team, boolean asking, Grant... grants) {
    room.fromHost(host, new Access(anyone, team, asking, List.of(grants)));
  }

  private @Nullable Reason refused(Visitor visitor) {
    return room.enter(new SeenByGuest(), visitor) instanceof Entry.Refused(Reason reason)
        ? reason
        : null;
  }

  private SeenByGuest in(Visitor visitor) {
    SeenByGuest guest = new SeenByGuest();
    guest.room = room;
    guest.seat = ((Entry.Seated) room.enter(guest, visitor)).seat();
    return guest;
  }

  /// Whether the relay lets it have the stream once the host says so.
  private boolean admitted(SeenByGuest guest) {
    room.fromHost(host, new Admit(guest.seat().id()));
    return guest.seat().isAdmitted();
  }

  @Test
  @DisplayName("A1 a host hears who somebody is who has signed in")
  void known() {
    SeenByGuest ken = in(KEN);
    SeenByGuest nobody = in(Visitor.NOBODY);
    assertThat(host.taken())
        .containsExactly(
            new Arrived(ken.seat().id()),
            new Known(ken.seat().id(), "ken@example.org", "Ken", true),
            new Arrived(nobody.seat().id()));
    SeenByHost back = new SeenByHost();
    room.claim(back, "https://relay.example", terms(true, false));
    assertThat(back.taken()).contains(new Known(ken.seat().id(), "ken@example.org", "Ken", true));
  }

  @Test
  @DisplayName("A2 the highest level that applies lets somebody in, and one of nothing nobody")
  void levels() {
    access(Level.NOTHING, Level.NOTHING, false, new Grant("ada@example.org", Level.VIEW));
    assertThat(refused(Visitor.NOBODY)).isEqualTo(Reason.SIGN_IN);
    assertThat(refused(KEN)).isEqualTo(Reason.NO_ACCESS);
    assertThat(admitted(in(ADA))).isTrue();
    assertThat(admitted(in(MO))).as("its owner").isTrue();
    access(Level.NOTHING, Level.EDIT, false, new Grant("ada@example.org", Level.NOTHING));
    assertThat(admitted(in(KEN))).as("of the team").isTrue();
    assertThat(refused(ADA)).as("was removed").isEqualTo(Reason.NO_ACCESS);
    access(Level.VIEW, Level.NOTHING, true, new Grant("ada@example.org", Level.NOTHING));
    assertThat(admitted(in(Visitor.NOBODY))).isTrue();
    SeenByGuest asking = in(ADA);
    assertThat(admitted(asking)).as("may ask, and is not admitted by anyone's level").isFalse();
  }

  @Test
  @DisplayName("A2 what the relay does not allow, no host can give")
  void policy() {
    room.claim(host, "https://relay.example", terms(false, false));
    access(Level.EDIT, Level.NOTHING, true);
    assertThat(refused(Visitor.NOBODY)).isEqualTo(Reason.SIGN_IN);
    assertThat(admitted(in(ADA))).as("may ask, no more").isFalse();
    room.claim(host, "https://relay.example", terms(true, true));
    assertThat(refused(Visitor.NOBODY)).as("also before ACCESS").isEqualTo(Reason.SIGN_IN);
    access(Level.EDIT, Level.NOTHING, true);
    assertThat(refused(Visitor.NOBODY)).isEqualTo(Reason.SIGN_IN);
    assertThat(admitted(in(ADA))).isTrue();
  }

  @Test
  @DisplayName("A2 until the first ACCESS everybody waits, and a change acts at once")
  void changes() {
    SeenByGuest nobody = in(Visitor.NOBODY);
    SeenByGuest ada = in(ADA);
    assertThat(admitted(ada)).as("before ACCESS").isFalse();
    access(Level.VIEW, Level.NOTHING, true);
    assertThat(admitted(nobody)).isTrue();
    assertThat(admitted(ada)).isTrue();
    host(frames.keyframe(10));
    host.taken();
    access(Level.NOTHING, Level.NOTHING, true, new Grant("ada@example.org", Level.VIEW));
    assertThat(nobody.take()).endsWith(new Close(Reason.SIGN_IN));
    assertThat(host.taken()).containsExactly(new Departed(nobody.seat().id()));
    access(Level.NOTHING, Level.NOTHING, true);
    assertThat(ada.take()).endsWith(new Close(Reason.REMOVED));
  }

  private void host(HostToRelay frame) {
    room.fromHost(host, frame);
  }

  @Test
  @DisplayName("A6 whoever's account has changed comes again")
  void reconsidered() {
    access(Level.VIEW, Level.NOTHING, true);
    SeenByGuest ada = in(ADA);
    SeenByGuest ken = in(KEN);
    host.taken();
    room.reconsider(ADA.id());
    assertThat(ada.take()).endsWith(new Close(Reason.ACCESS_CHANGED));
    assertThat(ken.take()).noneMatch(Close.class::isInstance);
    room.reconsider(MO.id());
    assertThat(host.taken())
        .containsExactly(
            new Departed(ada.seat().id()), new RelayToHost.Close(Reason.ACCESS_CHANGED));
  }

  @Test
  @DisplayName("A1 A2 who shares without having signed in decides alone, within what is allowed")
  void nobodys() {
    for (boolean anyone : new boolean[] {true, false}) {
      Terms unknown = new Terms(Visitor.NOBODY, "", true, anyone, false, 5, 10, 0, 0, _ -> true);
      SeenByHost host2 = new SeenByHost();
      room.claim(host2, "https://relay.example", unknown);
      SeenByGuest ada = in(ADA);
      room.fromHost(host2, new Admit(ada.seat().id()));
      assertThat(ada.seat().isAdmitted()).isTrue();
      assertThat(host2.taken())
          .as("hears nothing of accounts")
          .noneMatch(frame -> frame instanceof Account || frame instanceof Known);
      assertThat(refused(Visitor.NOBODY)).isEqualTo(anyone ? null : Reason.SIGN_IN);
    }
  }

  @Test
  void a_relay_without_accounts_leaves_it_all_to_the_host() {
    Room open =
        new Room(KEYS, RelayLimits.SERVER, numbers::incrementAndGet, () -> Instant.EPOCH, () -> 0);
    open.claim(host, "https://relay.example");
    host.taken();
    open.fromHost(host, new Access(Level.NOTHING, Level.NOTHING, false, List.of()));
    assertThat(open.enter(new SeenByGuest(), ADA)).isInstanceOf(Entry.Seated.class);
  }

  @Test
  void a_meter_that_says_no_ends_the_session() {
    Terms metered =
        new Terms(MO, "laptop", true, true, false, 5, 10, 1000, 900, bytes -> bytes < 100);
    room.claim(host, "https://relay.example", metered);
    assertThat(host.taken())
        .as("the lower of two limits")
        .contains(new Claimed("https://relay.example", 900));
    host(frames.keyframe(10));
    assertThat(room.state()).isInstanceOf(RoomState.Claimed.class);
    host(frames.keyframe(500));
    assertThat(room.state()).isEqualTo(new RoomState.Ended(Reason.DAY_LIMIT));
  }
}
