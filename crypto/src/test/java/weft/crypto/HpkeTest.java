package weft.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import weft.protocol.Bytes;

class HpkeTest {
  @Test
  @DisplayName("H1: a sender makes the bytes RFC 9180 publishes")
  void sender() throws IOException {
    for (Map<String, Object> vector : Vectors.read("rfc9180-psk.json")) {
      AgreementKey ephemeral = AgreementKey.of(Row.bytes(vector, "skEm"));
      Hpke.Sender sender =
          Hpke.send(ephemeral, Row.bytes(vector, "pkRm"), Row.bytes(vector, "info"), psk(vector))
              .orElseThrow();
      assertThat(sender.enc()).isEqualTo(Row.bytes(vector, "enc"));
      for (Map<String, Object> each : Row.list(vector, "encryptions")) {
        assertThat(sender.context().seal(Row.bytes(each, "aad"), Row.bytes(each, "pt")))
            .isEqualTo(Row.bytes(each, "ct"));
      }
      assertExports(vector, sender.context());
    }
  }

  @Test
  @DisplayName("H1: a receiver reads the bytes RFC 9180 publishes")
  void receiver() throws IOException {
    for (Map<String, Object> vector : Vectors.read("rfc9180-psk.json")) {
      HpkeContext context =
          Hpke.receive(
                  Row.bytes(vector, "enc"),
                  AgreementKey.of(Row.bytes(vector, "skRm")),
                  Row.bytes(vector, "info"),
                  psk(vector))
              .orElseThrow();
      for (Map<String, Object> each : Row.list(vector, "encryptions")) {
        assertThat(context.open(Row.bytes(each, "aad"), Row.bytes(each, "ct")))
            .contains(Row.bytes(each, "pt"));
      }
      assertExports(vector, context);
    }
  }

  @Test
  @DisplayName(
      "H1: both of RFC 9180's modes are checked, and the ephemeral keys are derived as there")
  void derivation() throws IOException {
    List<Map<String, Object>> vectors = Vectors.read("rfc9180-psk.json");
    assertThat(vectors).extracting(each -> Row.number(each, "mode")).containsExactly(0L, 1L);
    for (Map<String, Object> vector : vectors) {
      assertThat(FixedKeys.derive(Row.bytes(vector, "ikmE"))).isEqualTo(Row.bytes(vector, "skEm"));
      assertThat(AgreementKey.of(Row.bytes(vector, "skEm")).raw())
          .isEqualTo(Row.bytes(vector, "pkEm"));
    }
  }

  @Test
  @DisplayName("H1: a context opens its messages in order only")
  void order() {
    AgreementKey receiver = AgreementKey.generate();
    Hpke.Sender sender = Hpke.send(receiver.raw(), Bytes.EMPTY, Hpke.Psk.NONE).orElseThrow();
    Bytes first = sender.context().seal(Bytes.EMPTY, Concat.ascii("first"));
    Bytes second = sender.context().seal(Bytes.EMPTY, Concat.ascii("second"));
    HpkeContext context =
        Hpke.receive(sender.enc(), receiver, Bytes.EMPTY, Hpke.Psk.NONE).orElseThrow();
    assertThat(context.open(Bytes.EMPTY, second)).isEmpty();
    assertThat(context.open(Bytes.EMPTY, first)).contains(Concat.ascii("first"));
    assertThat(context.open(Bytes.EMPTY, first)).isEmpty();
    assertThat(context.open(Bytes.EMPTY, second)).contains(Concat.ascii("second"));
  }

  private static Hpke.Psk psk(Map<String, Object> vector) {
    return vector.containsKey("psk")
        ? new Hpke.Psk(Row.bytes(vector, "psk"), Row.bytes(vector, "psk_id"))
        : Hpke.Psk.NONE;
  }

  private static void assertExports(Map<String, Object> vector, HpkeContext context) {
    for (Map<String, Object> each : Row.list(vector, "exports")) {
      Bytes exported =
          context.export(Row.bytes(each, "exporter_context"), (int) Row.number(each, "L"));
      assertThat(exported).isEqualTo(Row.bytes(each, "exported_value"));
    }
  }
}
