package weft.crypto;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import weft.protocol.Bytes;
import weft.protocol.HostToRelay.Stream;
import weft.protocol.SessionId;
import weft.protocol.StreamCodec;
import weft.protocol.StreamHeader;
import weft.protocol.StreamHeader.Kind;
import weft.protocol.StreamHeaderCodec;
import weft.protocol.StreamMessage;

/// `vectors/sealed-stream.json`: what a guest gets, frame by frame, and what it must make of each
/// (rules S1–S7, B4). Every scenario has a guest of its own.
final class SealedStreamVectors {
  private static final SessionId ID = new SessionId(FrameExamples.counting(16, 1));
  private static final EpochKey FIRST = new EpochKey(1, FrameExamples.counting(32, 1));
  private static final EpochKey SECOND = new EpochKey(2, FrameExamples.counting(32, 101));
  private static final List<StreamMessage> STATE =
      List.of(
          new StreamMessage.Screen(80, 24, 0, StreamMessage.Screen.GRAPHEMES, Concat.ascii("$ ")),
          FrameExamples.roster());

  private final List<Map<String, Object>> steps = new ArrayList<>();

  private SealedStreamVectors() {}

  static List<Map<String, Object>> rows() {
    return List.of(
        inOrder(), replayed(), missing(), altered(), newEpoch(), missedEpoch(), contents());
  }

  private static Map<String, Object> inOrder() {
    SealedStreamVectors guest = new SealedStreamVectors();
    StreamSealer host = new StreamSealer(ID, FIRST);
    guest.learn(FIRST);
    guest.opened(host.keyframe(STATE), STATE);
    for (int i = 0; i < 3; i++) {
      List<StreamMessage> output = output("line " + i);
      guest.opened(host.delta(output), output);
    }
    guest.opened(host.keyframe(STATE), STATE);
    guest.opened(host.reset(STATE), STATE);
    guest.opened(host.delta(output("more")), output("more"));
    return guest.scenario("S3: frames in order are applied");
  }

  private static Map<String, Object> replayed() {
    SealedStreamVectors guest = new SealedStreamVectors();
    StreamSealer host = new StreamSealer(ID, FIRST);
    guest.learn(FIRST);
    Stream reset = host.reset(STATE);
    Stream keyframe = host.keyframe(STATE);
    Stream delta = host.delta(output("a"));
    guest.opened(reset, STATE);
    guest.dropped(reset, "replayed");
    guest.opened(delta, output("a"));
    guest.dropped(delta, "replayed");
    guest.dropped(keyframe, "replayed");
    guest.opened(host.delta(output("b")), output("b"));
    return guest.scenario("S3: frames from before are replayed");
  }

  private static Map<String, Object> missing() {
    SealedStreamVectors guest = new SealedStreamVectors();
    StreamSealer host = new StreamSealer(ID, FIRST);
    guest.learn(FIRST);
    guest.dropped(host.delta(output("before any keyframe")), "missing frames");
    guest.opened(host.keyframe(STATE), STATE);
    host.delta(output("never arrives"));
    guest.dropped(host.delta(output("b")), "missing frames");
    guest.dropped(host.delta(output("c")), "missing frames");
    guest.opened(host.keyframe(STATE), STATE);
    guest.opened(host.delta(output("d")), output("d"));
    host.delta(output("never arrives either"));
    guest.opened(host.reset(STATE), STATE);
    return guest.scenario("S3: a gap is named until a keyframe or RESET closes it");
  }

  private static Map<String, Object> altered() {
    SealedStreamVectors guest = new SealedStreamVectors();
    StreamSealer host = new StreamSealer(ID, FIRST);
    guest.learn(FIRST);
    guest.opened(host.keyframe(STATE), STATE);
    Stream delta = host.delta(output("a"));
    Bytes frame = delta.frame();
    int head = frame.length() - delta.sealed().length();
    // Kind and seq, position, ciphertext, tag; the epoch's byte would name another epoch.
    for (int at : new int[] {1, 3, 4, head, frame.length() - 1}) {
      guest.dropped(flipped(frame, at), "altered");
    }
    guest.dropped(frame.slice(0, frame.length() - 1), "altered");
    guest.dropped(frame.slice(0, head + 15), "altered");
    guest.dropped(frame.slice(0, head), "altered");
    SessionId other = new SessionId(FrameExamples.counting(16, 2));
    guest.dropped(new StreamSealer(other, FIRST).keyframe(STATE), "altered");
    EpochKey wrong = new EpochKey(1, SECOND.key());
    guest.dropped(new StreamSealer(ID, wrong).keyframe(STATE), "altered");
    guest.opened(delta, output("a"));
    return guest.scenario("S1, S4: whatever does not open is altered");
  }

  private static Map<String, Object> newEpoch() {
    SealedStreamVectors guest = new SealedStreamVectors();
    StreamSealer host = new StreamSealer(ID, FIRST);
    guest.learn(FIRST);
    guest.opened(host.keyframe(STATE), STATE);
    Stream late = host.delta(output("a"));
    guest.learn(SECOND);
    guest.opened(late, output("a"));
    Stream keyframe = host.keyframe(STATE);
    guest.opened(host.reset(SECOND, STATE), STATE);
    guest.dropped(keyframe, "other epoch");
    guest.opened(host.delta(output("b")), output("b"));
    return guest.scenario("S7: a new epoch begins with a RESET, and the old key is forgotten");
  }

  private static Map<String, Object> missedEpoch() {
    SealedStreamVectors guest = new SealedStreamVectors();
    StreamSealer host = new StreamSealer(ID, FIRST);
    guest.learn(FIRST);
    guest.opened(host.keyframe(STATE), STATE);
    guest.dropped(host.reset(SECOND, STATE), "other epoch");
    guest.dropped(host.delta(output("a")), "other epoch");
    guest.learn(SECOND);
    guest.dropped(host.delta(output("b")), "missing frames");
    guest.opened(host.keyframe(STATE), STATE);
    guest.opened(host.delta(output("c")), output("c"));
    return guest.scenario("S7: frames of an epoch without its key are dropped in silence");
  }

  private static Map<String, Object> contents() {
    SealedStreamVectors guest = new SealedStreamVectors();
    guest.learn(FIRST);
    Bytes screen = StreamCodec.encode(STATE);
    Bytes output = StreamCodec.encode(output("a"));
    guest.dropped(raw(Kind.KEYFRAME, 0, 5, output), "altered");
    guest.dropped(raw(Kind.RESET, 1, 5, StreamVectors.hex("00")), "altered");
    guest.opened(raw(Kind.KEYFRAME, 2, 5, screen), STATE);
    guest.dropped(raw(Kind.DELTA, 3, 6, screen), "altered");
    // Unknown encoding, unknown message, a message cut off.
    guest.dropped(raw(Kind.DELTA, 4, 6, StreamVectors.hex("02")), "altered");
    guest.dropped(raw(Kind.DELTA, 5, 6, StreamVectors.hex("000900")), "altered");
    guest.dropped(raw(Kind.DELTA, 6, 6, StreamVectors.hex("00010561")), "altered");
    // B4: 16 MiB and one byte; then a size that is not what it inflates to; then no DEFLATE.
    guest.dropped(raw(Kind.DELTA, 7, 6, StreamVectors.hex("018180800801000000ffff")), "altered");
    guest.dropped(raw(Kind.DELTA, 8, 6, StreamVectors.hex("0103010400fbff01024869")), "altered");
    guest.dropped(raw(Kind.DELTA, 9, 6, StreamVectors.hex("0105010400fbff01024869")), "altered");
    guest.dropped(raw(Kind.DELTA, 10, 6, StreamVectors.hex("0104ffffffff")), "altered");
    guest.opened(
        raw(Kind.KEYFRAME, 11, 5, StreamVectors.compressedScreen()), List.of(StreamVectors.SCREEN));
    guest.opened(raw(Kind.DELTA, 12, 6, output), output("a"));
    return guest.scenario("S5, S6, B4: what is sealed must make sense, too");
  }

  private static Stream raw(Kind kind, long seq, long position, Bytes plaintext) {
    StreamHeader header = new StreamHeader(kind, 1, seq, position);
    Bytes head = StreamHeaderCodec.encode(header);
    Bytes frame = new Aead(FIRST.key()).seal(Aead.nonce(seq), ID.bytes(), head, plaintext);
    return new Stream(header, frame.from(head.length()), frame);
  }

  private static List<StreamMessage> output(String text) {
    return List.of(new StreamMessage.Output(Concat.ascii(text)));
  }

  static Bytes flipped(Bytes bytes, int at) {
    byte[] copy = bytes.toArray();
    copy[at] ^= 1;
    return Bytes.owned(copy);
  }

  private void learn(EpochKey key) {
    steps.add(Row.of("learn", Row.of("epoch", key.epoch(), "key", key.key())));
  }

  private void opened(Stream frame, List<StreamMessage> messages) {
    steps.add(
        Row.of(
            "frame", frame.frame(), "outcome", "opened", "messages", MessageFields.of(messages)));
  }

  private void dropped(Stream frame, String outcome) {
    dropped(frame.frame(), outcome);
  }

  private void dropped(Bytes frame, String outcome) {
    steps.add(Row.of("frame", frame, "outcome", outcome));
  }

  private Map<String, Object> scenario(String name) {
    return Row.of("scenario", name, "sessionId", ID.bytes(), "steps", steps);
  }
}
