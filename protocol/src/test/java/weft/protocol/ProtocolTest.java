package weft.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ProtocolTest {
  private static final Bytes KEY = Bytes.owned(new byte[32]);

  @Test
  @DisplayName("L4: the version of a CHALLENGE, CLAIM or HOST of any version is read")
  void version() {
    assertThat(versionOf("0107")).hasValue(7);
    assertThat(versionOf("11ff0102")).hasValue(255);
    assertThat(versionOf("3102" + "00".repeat(100))).hasValue(2);
    assertThat(versionOf("0201")).isEmpty();
    assertThat(versionOf("01")).isEmpty();
    assertThat(versionOf("")).isEmpty();
    Bytes claim =
        HostToRelayCodec.encode(
            new HostToRelay.Claim(Protocol.VERSION, KEY, KEY, Bytes.owned(new byte[64])));
    assertThat(Protocol.versionOf(claim)).hasValue(Protocol.VERSION);
  }

  @ParameterizedTest
  @DisplayName("N1: the reasons' bytes, names and sentences are those of PROTOCOL.md")
  @EnumSource(Reason.class)
  void reasons(Reason reason) throws IOException {
    assertThat(Files.readString(Path.of("..", "PROTOCOL.md")))
        .contains("| " + reason.code() + " | " + reason + " | " + reason.sentence() + " |");
  }

  @Test
  @DisplayName("N1: what does not fit the wire is a bug of the caller, not a frame")
  void callersBugs() {
    assertThatThrownBy(() -> new FrameWriter(8).varint(-1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new FrameWriter(8).varint(1L << 53))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new FrameWriter(8).u8(256))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> HostToGuestCodec.encode(new HostToGuest.Epoch(1, Bytes.EMPTY)))
        .isInstanceOf(IllegalArgumentException.class);
    PersonId person = new PersonId(1);
    assertThatThrownBy(() -> GuestToHostCodec.encode(new GuestToHost.SetRole(person, Role.OWNER)))
        .isInstanceOf(IllegalArgumentException.class);
    StreamHeader header = new StreamHeader(StreamHeader.Kind.DELTA, 1, 1, 1);
    assertThatThrownBy(() -> new HostToRelay.Stream(header, KEY, KEY))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  @DisplayName("N1: a varint takes one byte for each seven bits, up to eight")
  void varints() {
    for (int bits = 0; bits < 53; bits++) {
      for (long value : new long[] {(1L << bits) - 1, 1L << bits, (1L << bits) + 1}) {
        GuestToRelay ack = new GuestToRelay.Ack(value);
        Bytes frame = GuestToRelayCodec.encode(ack);
        int significant = Math.max(1, 64 - Long.numberOfLeadingZeros(value));
        assertThat(frame.length()).isEqualTo(1 + (significant + 6) / 7);
        assertThat(GuestToRelayCodec.decode(frame)).isEqualTo(new Decoded.Ok<>(ack));
      }
    }
  }

  @Test
  @DisplayName(
      "S1: a stream frame is its header's bytes and the ciphertext, and is kept as it came")
  void streamFrame() {
    StreamHeader header = new StreamHeader(StreamHeader.Kind.RESET, 300, 5, 70_000);
    HostToRelay.Stream stream = new HostToRelay.Stream(header, KEY);
    Bytes head = StreamHeaderCodec.encode(header);
    assertThat(head.hex()).isEqualTo("1302ac0205f0a204");
    assertThat(stream.frame().hex()).isEqualTo(head.hex() + KEY.hex());
    assertThat(HostToRelayCodec.decode(stream.frame())).isEqualTo(new Decoded.Ok<>(stream));
    assertThat(RelayToGuestCodec.encode(stream)).isSameAs(stream.frame());
  }

  @Test
  @DisplayName("L1: a message that holds a link does not print it")
  void printing() {
    assertThat(
            new HostToGuest.Access(
                    List.of("https://x/s/i#SECRET"),
                    Level.VIEW,
                    HostToGuest.LinkNews.SAME,
                    0,
                    true,
                    false,
                    false,
                    0)
                .toString())
        .doesNotContain("SECRET");
  }

  private static OptionalInt versionOf(String hex) {
    return Protocol.versionOf(Bytes.owned(HexFormat.of().parseHex(hex)));
  }
}
