package weft.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import weft.crypto.Secret;
import weft.protocol.Bytes;
import weft.protocol.Envelope;
import weft.protocol.EnvelopeCodec;
import weft.protocol.GuestId;
import weft.protocol.GuestToHost;
import weft.protocol.GuestToHostCodec;
import weft.protocol.HostToGuest;
import weft.protocol.Level;
import weft.protocol.Reason;

class DoorTest {
  private final Stage stage = new Stage(Level.EDIT);

  private Envelope.Sealed sealed(Stage.Guest guest, String keys) {
    return guest.channel.seal(
        GuestToHostCodec.encode(
            new GuestToHost.Type(
                0, 0, Bytes.owned(keys.getBytes(java.nio.charset.StandardCharsets.UTF_8)))));
  }

  @Test
  @DisplayName("H4 a secret that never was is refused as wrong, a replaced one as old")
  void secrets() {
    Secret old = stage.secrets.link();
    stage.secrets.replaceLink();
    Stage.Guest late = stage.join("late", Stage.ADA, old);
    Stage.Guest lost = stage.join("lost", Stage.KEN, Secret.fresh());
    assertThat(stage.sent.get(late.id)).containsExactly(new Envelope.Refused(Reason.OLD_SECRET));
    assertThat(stage.sent.get(lost.id)).containsExactly(new Envelope.Refused(Reason.WRONG_SECRET));
    assertThat(stage.dismissed).containsKeys(late.id, lost.id);
    assertThat(stage.admitted).isEmpty();
  }

  @Test
  @DisplayName("H4 H5 whoever is in the session comes back by a replaced link, until removed")
  void comesBackByOldLink() {
    Secret old = stage.secrets.link();
    Stage.Guest ada = stage.join("Ada", Stage.ADA);
    stage.secrets.replaceLink();
    Stage.Guest again = stage.join("Ada", Stage.ADA, old);
    HostToGuest.Admitted admitted = again.last(HostToGuest.Admitted.class);
    assertThat(admitted.you()).isEqualTo(ada.last(HostToGuest.Admitted.class).you());
    stage.authority.orders().obey(new GuestToHost.Remove(admitted.you()));
    Stage.Guest removed = stage.join("Ada", Stage.ADA, old);
    assertThat(stage.sent.get(removed.id)).containsExactly(new Envelope.Refused(Reason.OLD_SECRET));
  }

  @Test
  @DisplayName("H4 a HELLO with a flipped bit is refused")
  void alteredHello() {
    Stage.Guest ada = stage.join("Ada", Stage.ADA);
    byte[] frame = EnvelopeCodec.encode(ada.hello).toArray();
    frame[frame.length - 1] ^= 1;
    GuestId again = new GuestId(77);
    stage.door.arrived(stage.relay, again);
    stage.door.received(stage.relay, again, Bytes.owned(frame));
    assertThat(stage.sent.get(again)).containsExactly(new Envelope.Refused(Reason.BAD_HELLO));
  }

  @Test
  @DisplayName("H3 a replayed frame ends the connection and is not obeyed again")
  void replayed() {
    Stage.Guest ada = stage.join("Ada", Stage.ADA);
    Envelope.Sealed once = sealed(ada, "once\r");
    ada.deliver(once);
    ada.deliver(once);
    assertThat(stage.typed).containsExactly("Ada:once\r");
    assertThat(stage.dismissed).containsEntry(ada.id, Reason.BAD_FRAME);
  }

  @Test
  @DisplayName("H3 a missing or reordered frame ends the connection before anything is typed")
  void reordered() {
    Stage.Guest ada = stage.join("Ada", Stage.ADA);
    Envelope.Sealed first = sealed(ada, "first\r");
    Envelope.Sealed second = sealed(ada, "second\r");
    ada.deliver(second);
    ada.deliver(first);
    assertThat(stage.typed).isEmpty();
    assertThat(stage.dismissed).containsEntry(ada.id, Reason.BAD_FRAME);
  }

  @Test
  @DisplayName("H3 a frame with any one bit flipped is never obeyed")
  void altered() {
    Random random = new Random(7);
    for (int i = 0; i < 200; i++) {
      Stage.Guest ada = stage.join("Ada", Stage.ADA);
      byte[] frame = EnvelopeCodec.encode(sealed(ada, "ls\r")).toArray();
      int bit = random.nextInt(frame.length * 8);
      frame[bit / 8] ^= (byte) (1 << bit % 8);
      stage.door.received(stage.relay, ada.id, Bytes.owned(frame));
      assertThat(stage.dismissed).containsEntry(ada.id, Reason.BAD_FRAME);
    }
    assertThat(stage.typed).isEmpty();
  }

  @Test
  @DisplayName("H2 another guest's frames, or those of an earlier connection, do not open")
  void othersFrames() {
    Stage.Guest ada = stage.join("Ada", Stage.ADA);
    Stage.Guest ken = stage.join("Ken", Stage.KEN);
    Envelope.Sealed adas = sealed(ada, "ada\r");
    ken.deliver(adas);
    assertThat(stage.typed).isEmpty();
    assertThat(stage.dismissed).containsEntry(ken.id, Reason.BAD_FRAME);
  }

  @Test
  @DisplayName("N1 random bytes from a guest end its connection and nothing else")
  void garbage() {
    Random random = new Random(42);
    Stage.Guest ada = stage.join("Ada", Stage.ADA);
    for (int i = 0; i < 5_000; i++) {
      GuestId guest = new GuestId(1_000 + i);
      stage.door.arrived(stage.relay, guest);
      byte[] bytes = new byte[random.nextInt(120)];
      random.nextBytes(bytes);
      if (bytes.length > 0 && random.nextBoolean()) {
        bytes[0] = (byte) (1 + random.nextInt(4));
      }
      stage.door.received(stage.relay, guest, Bytes.owned(bytes));
      assertThat(stage.dismissed).containsKey(guest);
    }
    ada.type("still here");
    assertThat(stage.typed).containsExactly("Ada:still here");
    assertThat(stage.door.connected()).isEqualTo(1);
  }
}
