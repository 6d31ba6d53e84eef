package weft.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Counts allocated bytes, which the JVM does exactly; no clock is involved.
class AllocationTest {
  /// Bytes: the decoder's own objects, and a message's.
  private static final long SMALL_CHANGE = 16 << 10;

  @ParameterizedTest
  @DisplayName("N1: a claimed length or count allocates nothing before its bytes are seen")
  @ValueSource(
      strings = {
        "02ffffffffffffff0f", // a text of 2^53 - 1 bytes
        "08ffffffffffffff0f", // that many requests
        "01ffffffffffffff0f00", // a plaintext that inflates to that
        "0180808008030000", // B4: one that claims 16 MiB in a few bytes
        "0003ffffffff0f", // a roster of 4 GiB
        "00030aff80ffffffffffff0f00", // people
      })
  void claims(String hex) {
    Bytes bytes = Bytes.owned(HexFormat.of().parseHex(hex));
    for (Function<Bytes, Decoded<?>> decoder : decoders()) {
      var _ = decoder.apply(bytes);
      long before = allocated();
      var _ = decoder.apply(bytes);
      assertThat(allocated() - before).isLessThan(SMALL_CHANGE);
    }
  }

  @ParameterizedTest
  @DisplayName("N1: frames that carry much are read without copying it")
  @ValueSource(strings = {"0500", "1200", "13000101" + "01", "21", "02"})
  void rest(String head) {
    byte[] frame = new byte[Limits.HOST_FRAME];
    byte[] start = HexFormat.of().parseHex(head);
    System.arraycopy(start, 0, frame, 0, start.length);
    Bytes bytes = Bytes.owned(frame);
    for (Function<Bytes, Decoded<?>> decoder : decoders()) {
      var _ = decoder.apply(bytes);
      long before = allocated();
      var _ = decoder.apply(bytes);
      assertThat(allocated() - before).isLessThan(SMALL_CHANGE);
    }
  }

  private static Iterable<Function<Bytes, Decoded<?>>> decoders() {
    return List.of(
        HostToRelayCodec::decode,
        RelayToHostCodec::decode,
        RelayToGuestCodec::decode,
        GuestToRelayCodec::decode,
        EnvelopeCodec::decode,
        GuestToHostCodec::decode,
        HostToGuestCodec::decode,
        StreamCodec::decode);
  }

  private static long allocated() {
    return ((ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadAllocatedBytes();
  }
}
