package weft.protocol;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import weft.protocol.StreamMessage.Output;

class StreamCodecTest {
  @Test
  @DisplayName("S5: a plaintext of 512 bytes or more is compressed, a shorter one is not")
  void threshold() {
    // Encoding, type and two bytes of length come before the output.
    assertThat(StreamCodec.encode(output("x".repeat(507))).at(0)).isEqualTo((byte) 0);
    assertThat(StreamCodec.encode(output("x".repeat(508))).at(0)).isEqualTo((byte) 1);
    assertThat(StreamCodec.encode(output("x".repeat(508))).length()).isLessThan(32);
  }

  @Test
  @DisplayName("S5: what compressing does not make shorter stays plain")
  void noise() {
    byte[] noise = new byte[5000];
    new Random(3).nextBytes(noise);
    List<StreamMessage> messages = List.of(new Output(Bytes.owned(noise)));
    assertThat(StreamCodec.encode(messages).at(0)).isEqualTo((byte) 0);
    assertThat(StreamCodec.decode(StreamCodec.encode(messages)))
        .isEqualTo(new Decoded.Ok<>(messages));
  }

  @Test
  @DisplayName("S5: messages of every length come back as they were")
  void roundTrip() {
    Random random = new Random(4);
    for (int length = 1; length < 200_000; length = length * 3 / 2 + 1) {
      byte[] text = new byte[length];
      for (int i = 0; i < length; i++) {
        text[i] = (byte) (random.nextInt(6) + 'a');
      }
      List<StreamMessage> messages =
          List.of(
              new StreamMessage.Screen(80, 24, length, 1, Bytes.owned(text)),
              new Output(Bytes.owned(text)),
              new StreamMessage.Finished(Reason.STOPPED, 3));
      assertThat(StreamCodec.decode(StreamCodec.encode(messages)))
          .isEqualTo(new Decoded.Ok<>(messages));
    }
  }

  @Test
  @DisplayName("B4: a plaintext may inflate to 16 MiB and not to a byte more")
  void bound() {
    assertThat(ofInflatedSize(Limits.INFLATED)).isInstanceOf(Decoded.Ok.class);
    assertThat(ofInflatedSize(Limits.INFLATED + 1))
        .isEqualTo(new Decoded.Malformed<>(1, "inflated size too large"));
  }

  @Test
  @DisplayName("B4: an inflated size that is not what comes out is malformed")
  void wrongSize() {
    Bytes encoded = StreamCodec.encode(output("y".repeat(1000)));
    // Size 1003 is eb 07: one more, one less.
    for (byte low : new byte[] {(byte) 0xec, (byte) 0xea}) {
      byte[] copy = encoded.toArray();
      copy[1] = low;
      assertThat(StreamCodec.decode(Bytes.owned(copy)))
          .isEqualTo(new Decoded.Malformed<>(1, "inflates to another size"));
    }
  }

  @Test
  @DisplayName("S5: bytes after the end of the compressed data are malformed")
  void leftOver() {
    byte[] encoded = StreamCodec.encode(output("y".repeat(1000))).toArray();
    byte[] longer = Arrays.copyOf(encoded, encoded.length + 1);
    assertThat(StreamCodec.decode(Bytes.owned(longer))).isInstanceOf(Decoded.Malformed.class);
    byte[] shorter = Arrays.copyOf(encoded, encoded.length - 1);
    assertThat(StreamCodec.decode(Bytes.owned(shorter))).isInstanceOf(Decoded.Malformed.class);
  }

  private static Decoded<List<StreamMessage>> ofInflatedSize(int size) {
    // Type and four bytes of length come before the output.
    return StreamCodec.decode(
        StreamCodec.encode(List.of(new Output(Bytes.owned(new byte[size - 5])))));
  }

  private static List<StreamMessage> output(String text) {
    return List.of(new Output(Bytes.owned(text.getBytes(US_ASCII))));
  }
}
