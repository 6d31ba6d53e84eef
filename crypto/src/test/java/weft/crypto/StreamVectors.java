package weft.crypto;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import weft.protocol.Bytes;
import weft.protocol.StreamCodec;
import weft.protocol.StreamMessage;

/// `vectors/stream.json`: plaintexts of stream frames and what they say (rule S5).
final class StreamVectors {
  /// What zlib made of the messages below at level 9; kept, because another zlib may make
  /// something else that inflates to the same.
  private static final String DEFLATED_OUTPUT =
      "63dcc1616068646c626a666e619998949c929ac6cb352a322a322a322a825f0400";

  private static final String DEFLATED_SCREEN =
      "637aca9c22b73381513adad8c2dad4dad028b74e3a3a97976b943fbcf800";

  private static final StreamMessage.Output OUTPUT =
      new StreamMessage.Output(Concat.ascii("0123456789abcdef\r\n".repeat(60)));
  static final StreamMessage.Screen SCREEN =
      new StreamMessage.Screen(
          100,
          30,
          12345,
          StreamMessage.Screen.GRAPHEMES,
          Concat.ascii("\u001b[38;5;12m~\u001b[m\r\n".repeat(30)));

  private StreamVectors() {}

  static List<Map<String, Object>> rows() {
    List<Map<String, Object>> rows = new ArrayList<>();
    for (List<StreamMessage> messages : FrameExamples.PLAINTEXTS) {
      rows.add(row("plain", StreamCodec.encode(messages), messages));
    }
    rows.add(row("deflated", compressedOutput(), List.of(OUTPUT)));
    rows.add(row("deflated", compressedScreen(), List.of(SCREEN)));
    // One stored block: what DEFLATE makes of noise.
    rows.add(
        row(
            "deflated",
            hex("0104" + "010400fbff" + "01024869"),
            List.of(new StreamMessage.Output(Concat.ascii("Hi")))));
    return rows;
  }

  static Bytes compressedScreen() {
    return hex("01e803" + DEFLATED_SCREEN);
  }

  private static Bytes compressedOutput() {
    return hex("01bb08" + DEFLATED_OUTPUT);
  }

  private static Map<String, Object> row(
      String encoding, Bytes plaintext, List<StreamMessage> messages) {
    return Row.of("encoding", encoding, "hex", plaintext, "messages", MessageFields.of(messages));
  }

  static Bytes hex(String text) {
    return Bytes.owned(HexFormat.of().parseHex(text));
  }
}
