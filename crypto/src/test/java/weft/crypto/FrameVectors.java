package weft.crypto;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import weft.protocol.Bytes;
import weft.protocol.EnvelopeCodec;
import weft.protocol.GuestToHostCodec;
import weft.protocol.GuestToRelayCodec;
import weft.protocol.HostToGuestCodec;
import weft.protocol.HostToRelayCodec;
import weft.protocol.RelayToGuestCodec;
import weft.protocol.RelayToHostCodec;

/// `vectors/frames.json`: every message with its bytes.
final class FrameVectors {
  private final List<Map<String, Object>> rows = new ArrayList<>();

  private FrameVectors() {}

  static List<Map<String, Object>> rows() {
    FrameVectors all = new FrameVectors();
    all.add(
        "HostToRelay", FrameExamples.HOST_TO_RELAY, HostToRelayCodec::encode, MessageFields::of);
    all.add(
        "RelayToHost", FrameExamples.RELAY_TO_HOST, RelayToHostCodec::encode, MessageFields::of);
    all.add(
        "RelayToGuest", FrameExamples.RELAY_TO_GUEST, RelayToGuestCodec::encode, MessageFields::of);
    all.add(
        "GuestToRelay", FrameExamples.GUEST_TO_RELAY, GuestToRelayCodec::encode, MessageFields::of);
    all.add("Envelope", FrameExamples.ENVELOPES, EnvelopeCodec::encode, MessageFields::of);
    all.add(
        "GuestToHost", FrameExamples.GUEST_TO_HOST, GuestToHostCodec::encode, MessageFields::of);
    all.add(
        "HostToGuest", FrameExamples.HOST_TO_GUEST, HostToGuestCodec::encode, MessageFields::of);
    return all.rows;
  }

  private <T> void add(
      String name,
      List<T> examples,
      Function<T, Bytes> encode,
      Function<T, Map<String, Object>> fields) {
    for (T example : examples) {
      rows.add(
          Row.of("interface", name, "hex", encode.apply(example), "fields", fields.apply(example)));
    }
  }
}
