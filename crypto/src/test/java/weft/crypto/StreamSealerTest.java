package weft.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import weft.crypto.StreamOpener.Outcome;
import weft.protocol.Bytes;
import weft.protocol.Decoded;
import weft.protocol.HostToRelay;
import weft.protocol.HostToRelay.Stream;
import weft.protocol.HostToRelayCodec;
import weft.protocol.PageHeader;
import weft.protocol.PageHeaderCodec;
import weft.protocol.PageId;
import weft.protocol.SessionId;
import weft.protocol.StreamHeader;
import weft.protocol.StreamHeader.Kind;
import weft.protocol.StreamMessage;

class StreamSealerTest {
  private static final SessionId ID = new SessionId(FrameExamples.counting(16, 0));
  private static final List<StreamMessage> STATE =
      List.of(new StreamMessage.Screen(80, 24, 0, 1, Concat.ascii("$ ".repeat(400))));

  private final EpochKey first = EpochKey.first();
  private final StreamSealer host = new StreamSealer(ID, first);
  private final StreamOpener guest = new StreamOpener(ID);

  @Test
  @DisplayName("S1: seq goes up by one for every frame and does not restart with an epoch")
  void seq() {
    List<Stream> frames =
        List.of(
            host.keyframe(STATE),
            host.delta(output("a")),
            host.reset(first.next(), STATE),
            host.keyframe(STATE),
            host.delta(output("b")));
    assertThat(frames)
        .extracting(frame -> frame.header().seq())
        .containsExactly(0L, 1L, 2L, 3L, 4L);
    assertThat(frames)
        .extracting(frame -> frame.header().epoch())
        .containsExactly(1L, 1L, 2L, 2L, 2L);
  }

  @Test
  @DisplayName("P2: pages count for themselves, in every epoch, and never open as anything else")
  void pages() {
    guest.learn(first);
    List<StreamMessage.Rows> rows =
        List.of(
            new StreamMessage.Rows(256, 1, 80, false, Concat.ascii("text")),
            new StreamMessage.Rows(257, 1, 90, true, Concat.ascii("more")));
    List<HostToRelay.Page> pages = new ArrayList<>();
    pages.add(host.page(new PageId(0, 1), rows));
    pages.add(host.page(new PageId(0, 1), rows));
    host.reset(first.next(), STATE);
    pages.add(host.page(new PageId(0, 1), rows));
    assertThat(pages).extracting(page -> page.header().number()).containsExactly(0L, 1L, 2L);
    assertThat(pages.get(0).sealed()).isNotEqualTo(pages.get(1).sealed());
    assertThat(guest.open(pages.get(0))).contains(rows);
    assertThat(guest.open(pages.get(2))).as("an epoch whose key is not here").isEmpty();
    Bytes moved = PageHeaderCodec.encode(new PageHeader(1, 0, new PageId(0, 2)));
    assertThat(
            guest.open(
                new HostToRelay.Page(
                    new PageHeader(1, 0, new PageId(0, 2)),
                    pages.get(0).sealed(),
                    Concat.of(moved, pages.get(0).sealed()))))
        .as("another page's rows")
        .isEmpty();
  }

  @Test
  @DisplayName("S2: deltas and RESETs take positions of their own, keyframes stand at the newest")
  void positions() {
    List<StreamHeader> headers = new ArrayList<>();
    headers.add(host.keyframe(STATE).header());
    headers.add(host.delta(output("a")).header());
    headers.add(host.keyframe(STATE).header());
    headers.add(host.reset(STATE).header());
    headers.add(host.delta(output("b")).header());
    assertThat(headers).extracting(StreamHeader::position).containsExactly(0L, 1L, 1L, 2L, 3L);
    assertThat(headers)
        .extracting(StreamHeader::kind)
        .containsExactly(Kind.KEYFRAME, Kind.DELTA, Kind.KEYFRAME, Kind.RESET, Kind.DELTA);
  }

  @Test
  @DisplayName("S4: every flipped bit and every truncation of a frame is dropped, none is shown")
  void altered() {
    guest.learn(first);
    Stream keyframe = host.keyframe(List.of(STATE.getFirst()));
    Bytes frame = keyframe.frame();
    for (int bit = 8; bit < 8 * frame.length(); bit++) {
      byte[] copy = frame.toArray();
      copy[bit / 8] ^= (byte) (1 << bit % 8);
      assertDropped(Bytes.owned(copy));
    }
    for (int length = 0; length < frame.length(); length++) {
      assertDropped(frame.slice(0, length));
    }
    assertThat(guest.open(keyframe)).isInstanceOf(Outcome.Opened.class);
  }

  @Test
  @DisplayName("S3: in whatever order frames come, deltas are applied in theirs and once")
  void anyOrder() {
    for (int seed = 0; seed < 20; seed++) {
      StreamSealer sealer = new StreamSealer(ID, first);
      StreamOpener opener = new StreamOpener(ID);
      opener.learn(first);
      List<Stream> frames = new ArrayList<>();
      Random random = new Random(seed);
      for (int i = 0; i < 60; i++) {
        frames.add(random.nextInt(6) == 0 ? sealer.keyframe(STATE) : sealer.delta(output("x")));
      }
      long position = -1;
      for (int i = 0; i < 600; i++) {
        Stream frame = frames.get(random.nextInt(frames.size()));
        if (opener.open(frame) instanceof Outcome.Opened(StreamHeader header, _)) {
          assertThat(header.position())
              .isGreaterThanOrEqualTo(header.kind() == Kind.DELTA ? position + 1 : position);
          assertThat(header.kind() == Kind.DELTA && header.position() != position + 1).isFalse();
          position = header.position();
        }
      }
    }
  }

  @Test
  @DisplayName("S7: who was not given the next epoch's key reads nothing of it")
  void removed() {
    guest.learn(first);
    guest.open(host.keyframe(STATE));
    EpochKey next = first.next();
    Stream reset = host.reset(next, STATE);
    Stream delta = host.delta(output("secret"));
    assertThat(guest.open(reset)).isEqualTo(new Outcome.OtherEpoch());
    assertThat(guest.open(delta)).isEqualTo(new Outcome.OtherEpoch());
    // The old key under the new epoch's number does not help either.
    guest.learn(new EpochKey(next.epoch(), first.key()));
    assertThat(guest.open(reset)).isEqualTo(new Outcome.Altered());
  }

  @Test
  @DisplayName("S7: a guest holds two epochs' keys at most, the newest")
  void twoKeys() {
    guest.learn(first);
    EpochKey second = first.next();
    EpochKey third = second.next();
    Stream of1 = host.keyframe(STATE);
    Stream of2 = host.reset(second, STATE);
    Stream of3 = host.reset(third, STATE);
    guest.learn(second);
    guest.learn(third);
    assertThat(guest.open(of1)).isEqualTo(new Outcome.OtherEpoch());
    assertThat(guest.open(of2)).isInstanceOf(Outcome.Opened.class);
    assertThat(guest.open(of3)).isInstanceOf(Outcome.Opened.class);
  }

  @Test
  @DisplayName("S7: epochs only go up, and their keys are fresh")
  void epochs() {
    assertThatThrownBy(() -> host.reset(new EpochKey(1, first.key()), STATE))
        .isInstanceOf(IllegalArgumentException.class);
    var keys = new HashSet<Bytes>();
    EpochKey key = first;
    for (int i = 0; i < 20; i++) {
      assertThat(keys.add(key.key())).isTrue();
      key = key.next();
    }
  }

  @Test
  @DisplayName("S1: a frame goes out byte for byte as it was sealed")
  void frame() {
    Stream delta = host.delta(output("a"));
    assertThat(HostToRelayCodec.encode(delta)).isSameAs(delta.frame());
    assertThat(HostToRelayCodec.decode(delta.frame())).isEqualTo(new Decoded.Ok<>(delta));
  }

  private void assertDropped(Bytes frame) {
    if (HostToRelayCodec.decode(frame) instanceof Decoded.Ok<HostToRelay>(Stream stream)) {
      assertThat(guest.open(stream)).isIn(new Outcome.Altered(), new Outcome.OtherEpoch());
    }
  }

  private static List<StreamMessage> output(String text) {
    return List.of(new StreamMessage.Output(Concat.ascii(text)));
  }
}
