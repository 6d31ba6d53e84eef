package weft.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import weft.protocol.Bytes;

class AgreementKeyTest {
  private final AgreementKey key = AgreementKey.of(FrameExamples.counting(32, 7));

  @ParameterizedTest
  @DisplayName("H1: a point of low order agrees on nothing")
  @ValueSource(
      strings = {
        "0000000000000000000000000000000000000000000000000000000000000000",
        "0100000000000000000000000000000000000000000000000000000000000000",
        "e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800",
        "5f9c95bca3508c24b1d0b1559c83ef5b04445cc4581c8e86d8224eddd09f1157",
        // p - 1, p and p + 1, and 0 with the unused bit set.
        "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "0000000000000000000000000000000000000000000000000000000000000080"
      })
  void lowOrder(String point) {
    assertThat(key.agree(StreamVectors.hex(point))).isEmpty();
  }

  @Test
  @DisplayName("H1: the unused top bit of a public key means nothing")
  void topBit() {
    byte[] raw = AgreementKey.of(FrameExamples.counting(32, 99)).raw().toArray();
    Bytes plain = Bytes.copyOf(raw);
    raw[31] |= (byte) 0x80;
    assertThat(key.agree(Bytes.owned(raw))).isEqualTo(key.agree(plain)).isPresent();
  }

  @Test
  @DisplayName("H1: public keys keep all their 32 bytes, whatever they start or end with")
  void fullLength() {
    for (int i = 0; i < 600; i++) {
      byte[] scalar = new byte[32];
      scalar[1] = (byte) i;
      scalar[2] = (byte) (i >> 8);
      AgreementKey other = AgreementKey.of(Bytes.owned(scalar));
      assertThat(other.raw().length()).isEqualTo(32);
      assertThat(other.agree(key.raw())).isEqualTo(key.agree(other.raw()));
      if (other.raw().at(31) == 0) {
        return;
      }
    }
    throw new AssertionError("one key in 128 ends with a zero byte");
  }

  @ParameterizedTest
  @DisplayName("H1: a public key of another length agrees on nothing")
  @ValueSource(ints = {0, 31, 33, 64})
  void length(int length) {
    assertThat(key.agree(FrameExamples.counting(length, 9))).isEmpty();
  }
}
