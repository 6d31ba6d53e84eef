package weft.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import weft.crypto.PairwiseChannel.Outcome;
import weft.protocol.Bytes;
import weft.protocol.Decoded;
import weft.protocol.Envelope;
import weft.protocol.EnvelopeCodec;

class PairwiseChannelTest {
  private final PairwiseKeys keys =
      new PairwiseKeys(FrameExamples.counting(32, 0), FrameExamples.counting(32, 100));
  private final PairwiseChannel guest = keys.guestEnd();
  private final PairwiseChannel host = keys.hostEnd();

  @Test
  @DisplayName("H3: counters start at 0 for the guest, at 1 for the host, and go up by one")
  void counters() {
    for (int i = 0; i < 200; i++) {
      Bytes text = Concat.ascii("message " + i);
      Envelope.Sealed up = guest.seal(text);
      assertThat(up.counter()).isEqualTo(i);
      assertThat(host.open(up)).isEqualTo(new Outcome.Opened(text));
      Envelope.Sealed down = host.seal(text);
      assertThat(down.counter()).isEqualTo(i + 1);
      assertThat(guest.open(down)).isEqualTo(new Outcome.Opened(text));
    }
  }

  @Test
  @DisplayName("H3: the golden welcomes and frames open")
  void golden() throws IOException {
    for (Map<String, Object> row : Vectors.read("handshake.json")) {
      PairwiseKeys golden =
          new PairwiseKeys(Row.bytes(row, "guestToHost"), Row.bytes(row, "hostToGuest"));
      assertThat(golden.open((Envelope.Welcome) decode(Row.bytes(row, "welcome"))))
          .contains(Row.bytes(row, "first"));
      PairwiseChannel goldenGuest = golden.guestEnd();
      PairwiseChannel goldenHost = golden.hostEnd();
      for (Map<String, Object> each : Row.list(row, "frames")) {
        boolean up = Row.text(each, "from").equals("guest");
        Envelope.Sealed frame = (Envelope.Sealed) decode(Row.bytes(each, "hex"));
        assertThat((up ? goldenHost : goldenGuest).open(frame))
            .isEqualTo(new Outcome.Opened(Row.bytes(each, "plaintext")));
      }
    }
  }

  @Test
  @DisplayName("H3: a replayed frame is named so, and what comes next still opens")
  void replayed() {
    Envelope.Sealed first = guest.seal(Concat.ascii("a"));
    host.open(first);
    assertThat(host.open(first)).isEqualTo(new Outcome.Replayed());
    assertThat(host.open(guest.seal(Concat.ascii("b")))).isInstanceOf(Outcome.Opened.class);
  }

  @Test
  @DisplayName("H3: a frame that overtakes another is missing frames")
  void reordered() {
    Envelope.Sealed first = guest.seal(Concat.ascii("a"));
    Envelope.Sealed second = guest.seal(Concat.ascii("b"));
    assertThat(host.open(second)).isEqualTo(new Outcome.MissingFrames());
    assertThat(host.open(first)).isInstanceOf(Outcome.Opened.class);
    assertThat(host.open(second)).isInstanceOf(Outcome.Opened.class);
  }

  @Test
  @DisplayName("H3: every flipped bit and every truncation is found, and changes nothing")
  void altered() {
    Envelope.Sealed frame = guest.seal(Concat.ascii("rm -r ~/draft"));
    Bytes sealed = frame.sealed();
    for (int bit = 0; bit < 8 * sealed.length(); bit++) {
      byte[] copy = sealed.toArray();
      copy[bit / 8] ^= (byte) (1 << bit % 8);
      assertThat(host.open(new Envelope.Sealed(0, Bytes.owned(copy))))
          .isEqualTo(new Outcome.Altered());
    }
    for (int length = 0; length < sealed.length(); length++) {
      assertThat(host.open(new Envelope.Sealed(0, sealed.slice(0, length))))
          .isEqualTo(new Outcome.Altered());
    }
    assertThat(host.open(frame)).isInstanceOf(Outcome.Opened.class);
  }

  @Test
  @DisplayName("H3: a frame under another counter is altered, and one sent back does not open")
  void bound() {
    Envelope.Sealed first = guest.seal(Concat.ascii("a"));
    Envelope.Sealed second = guest.seal(Concat.ascii("b"));
    assertThat(host.open(new Envelope.Sealed(0, second.sealed()))).isEqualTo(new Outcome.Altered());
    assertThat(guest.open(new Envelope.Sealed(1, first.sealed()))).isEqualTo(new Outcome.Altered());
  }

  @Test
  @DisplayName("H3: whatever a relay does to the order, a host reads a prefix of what was sent")
  void anyOrder() {
    Random random = new Random(7);
    List<Envelope.Sealed> sent = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      sent.add(guest.seal(Bytes.owned(new byte[] {(byte) i})));
    }
    int expected = 0;
    for (int i = 0; i < 2000; i++) {
      Envelope.Sealed frame = sent.get(random.nextInt(sent.size()));
      if (host.open(frame) instanceof Outcome.Opened(Bytes plaintext)) {
        assertThat(plaintext.at(0)).isEqualTo((byte) expected++);
      }
    }
    assertThat(expected).isPositive();
  }

  private static Envelope decode(Bytes bytes) {
    return ((Decoded.Ok<Envelope>) EnvelopeCodec.decode(bytes)).value();
  }
}
