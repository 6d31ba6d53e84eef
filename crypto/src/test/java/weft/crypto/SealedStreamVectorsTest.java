package weft.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import weft.protocol.Bytes;
import weft.protocol.Decoded;
import weft.protocol.HostToRelay;
import weft.protocol.RelayToGuest;
import weft.protocol.RelayToGuestCodec;
import weft.protocol.SessionId;

@DisplayName("S1–S7: the golden stream, frame by frame")
class SealedStreamVectorsTest {
  @TestFactory
  Stream<DynamicTest> scenarios() throws IOException {
    return Vectors.read("sealed-stream.json").stream()
        .map(row -> DynamicTest.dynamicTest(Row.text(row, "scenario"), () -> play(row)));
  }

  private static void play(Map<String, Object> row) {
    StreamOpener opener = new StreamOpener(new SessionId(Row.bytes(row, "sessionId")));
    int number = 0;
    for (Map<String, Object> step : Row.list(row, "steps")) {
      number++;
      if (step.containsKey("learn")) {
        Map<String, Object> key = Row.object(step, "learn");
        opener.learn(new EpochKey(Row.number(key, "epoch"), Row.bytes(key, "key")));
      } else {
        StreamOpener.Outcome outcome = opener.open(frame(Row.bytes(step, "frame")));
        assertThat(name(outcome)).as("step " + number).isEqualTo(Row.text(step, "outcome"));
        if (outcome instanceof StreamOpener.Outcome.Opened opened) {
          assertThat(Json.write(MessageFields.of(opened.messages())))
              .isEqualTo(Json.write(Row.list(step, "messages")));
        }
      }
    }
  }

  private static HostToRelay.Stream frame(Bytes bytes) {
    return (HostToRelay.Stream)
        ((Decoded.Ok<RelayToGuest>) RelayToGuestCodec.decode(bytes)).value();
  }

  private static String name(StreamOpener.Outcome outcome) {
    return switch (outcome) {
      case StreamOpener.Outcome.Opened _ -> "opened";
      case StreamOpener.Outcome.Replayed _ -> "replayed";
      case StreamOpener.Outcome.MissingFrames _ -> "missing frames";
      case StreamOpener.Outcome.Altered _ -> "altered";
      case StreamOpener.Outcome.OtherEpoch _ -> "other epoch";
    };
  }
}
