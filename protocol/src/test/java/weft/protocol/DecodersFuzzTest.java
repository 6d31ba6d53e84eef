package weft.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class DecodersFuzzTest {
  private static final int ROUNDS = 60_000;

  /// Decodes and encodes again what decodes.
  private static final Map<String, Function<Bytes, Decoded<Bytes>>> CODECS =
      Map.of(
          "HostToRelay", bytes -> again(HostToRelayCodec.decode(bytes), HostToRelayCodec::encode),
          "RelayToHost", bytes -> again(RelayToHostCodec.decode(bytes), RelayToHostCodec::encode),
          "RelayToGuest",
              bytes -> again(RelayToGuestCodec.decode(bytes), RelayToGuestCodec::encode),
          "GuestToRelay",
              bytes -> again(GuestToRelayCodec.decode(bytes), GuestToRelayCodec::encode),
          "Envelope", bytes -> again(EnvelopeCodec.decode(bytes), EnvelopeCodec::encode),
          "GuestToHost", bytes -> again(GuestToHostCodec.decode(bytes), GuestToHostCodec::encode),
          "HostToGuest", bytes -> again(HostToGuestCodec.decode(bytes), HostToGuestCodec::encode),
          "Stream", bytes -> again(StreamCodec.decode(bytes), StreamCodec::encodePlain));

  @Test
  @DisplayName("N1: random bytes are a message or malformed at an offset within them, never more")
  void random() {
    Random random = new Random(1);
    for (int i = 0; i < ROUNDS; i++) {
      byte[] bytes = new byte[random.nextInt(80)];
      random.nextBytes(bytes);
      decodeAll(bytes);
    }
  }

  @Test
  @DisplayName("N1: mutated messages are messages or malformed, and one message has one spelling")
  void mutated() throws IOException {
    Random random = new Random(2);
    List<byte[]> corpus = Corpus.read();
    for (int i = 0; i < ROUNDS; i++) {
      byte[] bytes = corpus.get(random.nextInt(corpus.size())).clone();
      for (int edits = random.nextInt(4); edits >= 0; edits--) {
        bytes = mutate(bytes, random);
      }
      decodeAll(bytes);
    }
  }

  private static void decodeAll(byte[] bytes) {
    CODECS.forEach(
        (name, codec) -> {
          switch (codec.apply(Bytes.copyOf(bytes))) {
            case Decoded.Ok<Bytes>(Bytes encoded) -> {
              // Compressed plaintexts are the one thing with more spellings than one.
              if (!name.equals("Stream") || bytes[0] == 0) {
                assertThat(encoded.toArray()).as(name).isEqualTo(bytes);
              }
            }
            case Decoded.Malformed<Bytes>(int offset, _) -> {
              int most = name.equals("Stream") ? Limits.INFLATED : bytes.length;
              assertThat(offset).as(name).isBetween(0, most);
            }
          }
        });
  }

  private static byte[] mutate(byte[] bytes, Random random) {
    if (bytes.length == 0) {
      return new byte[] {(byte) random.nextInt(256)};
    }
    int at = random.nextInt(bytes.length);
    return switch (random.nextInt(5)) {
      case 0 -> Arrays.copyOf(bytes, at);
      case 1 -> Arrays.copyOf(bytes, bytes.length + random.nextInt(4));
      case 2 -> set(bytes, at, (byte) (bytes[at] ^ 1 << random.nextInt(8)));
      case 3 -> set(bytes, at, (byte) random.nextInt(256));
      default -> set(bytes, at, (byte) 0xff);
    };
  }

  private static byte[] set(byte[] bytes, int at, byte value) {
    bytes[at] = value;
    return bytes;
  }

  private static <T> Decoded<Bytes> again(Decoded<T> decoded, Function<T, Bytes> encode) {
    return switch (decoded) {
      case Decoded.Ok<T>(T value) -> new Decoded.Ok<>(encode.apply(value));
      case Decoded.Malformed<T>(int offset, String what) -> new Decoded.Malformed<>(offset, what);
    };
  }
}
