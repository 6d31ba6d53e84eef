package weft.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import weft.protocol.Bytes;
import weft.protocol.Decoded;
import weft.protocol.EnvelopeCodec;
import weft.protocol.GuestToHostCodec;
import weft.protocol.GuestToRelayCodec;
import weft.protocol.HostToGuestCodec;
import weft.protocol.HostToRelayCodec;
import weft.protocol.RelayToGuestCodec;
import weft.protocol.RelayToHostCodec;
import weft.protocol.StreamCodec;
import weft.protocol.StreamMessage;

class VectorsTest {
  @Test
  @DisplayName("the committed vectors are what the generator makes")
  void committed() throws IOException {
    for (Map.Entry<String, String> file : Vectors.files().entrySet()) {
      assertThat(Vectors.text(file.getKey())).as(file.getKey()).isEqualTo(file.getValue());
    }
  }

  @Test
  @DisplayName("N1: every golden frame decodes and encodes to the same bytes")
  void roundTrip() throws IOException {
    for (Map<String, Object> row : Vectors.read("frames.json")) {
      Bytes bytes = Row.bytes(row, "hex");
      assertThat(again(Row.text(row, "interface"), bytes)).as(row.toString()).contains(bytes);
    }
  }

  @Test
  @DisplayName("S5: every golden plaintext says what its row says, compressed or not")
  void plaintexts() throws IOException {
    for (Map<String, Object> row : Vectors.read("stream.json")) {
      Bytes bytes = Row.bytes(row, "hex");
      var decoded = (Decoded.Ok<List<StreamMessage>>) StreamCodec.decode(bytes);
      assertThat(Json.write(MessageFields.of(decoded.value())))
          .isEqualTo(Json.write(Row.list(row, "messages")));
      if (Row.text(row, "encoding").equals("plain")) {
        assertThat(StreamCodec.encode(decoded.value())).isEqualTo(bytes);
      }
    }
  }

  @Test
  @DisplayName("N1: malformed bytes are reported where they stop to fit")
  void malformed() throws IOException {
    for (Map<String, Object> row : Vectors.read("malformed.json")) {
      Decoded<?> decoded = decode(Row.text(row, "interface"), Row.bytes(row, "hex"));
      assertThat(decoded).as(row.toString()).isInstanceOf(Decoded.Malformed.class);
      assertThat(((Decoded.Malformed<?>) decoded).offset())
          .as(row + " " + decoded)
          .isEqualTo((int) Row.number(row, "offset"));
    }
  }

  private static Optional<Bytes> again(String name, Bytes bytes) {
    return switch (name) {
      case "HostToRelay" -> again(HostToRelayCodec.decode(bytes), HostToRelayCodec::encode);
      case "RelayToHost" -> again(RelayToHostCodec.decode(bytes), RelayToHostCodec::encode);
      case "RelayToGuest" -> again(RelayToGuestCodec.decode(bytes), RelayToGuestCodec::encode);
      case "GuestToRelay" -> again(GuestToRelayCodec.decode(bytes), GuestToRelayCodec::encode);
      case "Envelope" -> again(EnvelopeCodec.decode(bytes), EnvelopeCodec::encode);
      case "GuestToHost" -> again(GuestToHostCodec.decode(bytes), GuestToHostCodec::encode);
      case "HostToGuest" -> again(HostToGuestCodec.decode(bytes), HostToGuestCodec::encode);
      default -> throw new IllegalArgumentException(name);
    };
  }

  private static <T> Optional<Bytes> again(Decoded<T> decoded, Function<T, Bytes> encode) {
    return decoded instanceof Decoded.Ok<T>(T value)
        ? Optional.of(encode.apply(value))
        : Optional.empty();
  }

  private static Decoded<?> decode(String name, Bytes bytes) {
    return switch (name) {
      case "HostToRelay" -> HostToRelayCodec.decode(bytes);
      case "RelayToHost" -> RelayToHostCodec.decode(bytes);
      case "RelayToGuest" -> RelayToGuestCodec.decode(bytes);
      case "GuestToRelay" -> GuestToRelayCodec.decode(bytes);
      case "Envelope" -> EnvelopeCodec.decode(bytes);
      case "GuestToHost" -> GuestToHostCodec.decode(bytes);
      case "HostToGuest" -> HostToGuestCodec.decode(bytes);
      case "StreamPlaintext" -> StreamCodec.decode(bytes);
      case "StreamMessages" -> StreamCodec.decode(Concat.of(StreamVectors.hex("00"), bytes));
      default -> throw new IllegalArgumentException(name);
    };
  }
}
