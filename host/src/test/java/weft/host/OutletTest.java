package weft.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import weft.crypto.EpochKey;
import weft.crypto.StreamOpener;
import weft.crypto.StreamSealer;
import weft.protocol.Bytes;
import weft.protocol.HostToRelay;
import weft.protocol.Limits;
import weft.protocol.PageId;
import weft.protocol.SessionId;
import weft.protocol.StreamHeader.Kind;
import weft.protocol.StreamMessage;
import weft.terminal.Terminal;

class OutletTest {
  private static final SessionId ID = new SessionId(Bytes.owned(new byte[16]));

  private final Terminal terminal = new Terminal(80, 24);
  private final Line fast = new Line();
  private final Line slow = new Line();
  private final Outlet one = new Outlet("https://one.example");
  private final Outlet other = new Outlet("https://other.example");
  private final Stream stream =
      new Stream(
          Showing.allOf(terminal),
          new StreamSealer(ID, EpochKey.first()),
          List.of(one, other),
          () -> List.of(new StreamMessage.Roster(0, List.of())));

  {
    one.up(fast);
    other.up(slow);
  }

  private void print(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    terminal.feed(bytes, 0, bytes.length, stream::output);
    stream.flush();
  }

  /// A guest came through this relay, which holds nothing yet.
  private void arrives(Outlet relay) {
    relay.listeners(1);
    relay.keyframeWanted();
    stream.flush();
  }

  /// What somebody sees to whom this relay passes everything on.
  private String seen(Line line) {
    StreamOpener guest = new StreamOpener(ID);
    guest.learn(stream.epoch());
    Terminal screen = new Terminal(80, 24);
    for (HostToRelay.Stream frame : line.sent) {
      if (guest.open(frame) instanceof StreamOpener.Outcome.Opened opened) {
        for (StreamMessage message : opened.messages()) {
          if (message instanceof StreamMessage.Screen state) {
            screen = new Terminal(state.columns(), state.rows());
            screen.feed(state.text().toArray());
          } else if (message instanceof StreamMessage.Output(Bytes bytes)) {
            screen.feed(bytes.toArray());
          }
        }
      }
    }
    return screen.dump(0);
  }

  private void bothShowTheScreen() {
    assertThat(seen(fast)).isEqualTo(terminal.dump(0));
    assertThat(seen(slow)).isEqualTo(terminal.dump(0));
  }

  @Test
  @DisplayName("R10 the sealed frames are the same bytes for every relay")
  void sameBytes() {
    arrives(one);
    arrives(other);
    print("hello ");
    print("world");
    assertThat(fast.sent).endsWith(slow.sent.getLast()).contains(slow.sent.get(1));
    bothShowTheScreen();
  }

  @Test
  @DisplayName("R10 a slow relay holds up no other; what it misses beyond B12 a keyframe replaces")
  void slowRelay() {
    arrives(one);
    arrives(other);
    slow.writable = false;
    int before = fast.sent.size();
    int kept = 0;
    java.util.Random noise = new java.util.Random(5);
    while (kept <= 2 * Limits.RELAY_BACKLOG) {
      byte[] text = new byte[4096];
      noise.nextBytes(text);
      print("\r" + java.util.Base64.getEncoder().encodeToString(text));
      kept += 4096;
    }
    assertThat(fast.sent.size()).isGreaterThan(before + 50);
    assertThat(slow.sent).hasSize(1);
    slow.writable = true;
    stream.flush();
    assertThat(slow.kinds()).containsExactly(Kind.KEYFRAME, Kind.KEYFRAME);
    assertThat(slow.sent.getLast().header().position())
        .isEqualTo(fast.sent.getLast().header().position());
    print("and on");
    assertThat(slow.kinds().getLast()).isEqualTo(Kind.DELTA);
    bothShowTheScreen();
  }

  @Test
  @DisplayName("R10 a relay that is busy for a moment gets every delta")
  void shortlyBusy() {
    arrives(one);
    arrives(other);
    slow.writable = false;
    print("a");
    print("b");
    slow.writable = true;
    print("c");
    assertThat(slow.kinds()).containsExactly(Kind.KEYFRAME, Kind.DELTA, Kind.DELTA, Kind.DELTA);
    bothShowTheScreen();
  }

  @Test
  @DisplayName("R10 a relay that had no guests for a while gets a keyframe with its next")
  void guestsComeBack() {
    arrives(one);
    arrives(other);
    other.listeners(0);
    print("meanwhile");
    assertThat(slow.sent).hasSize(1);
    other.listeners(1);
    stream.flush();
    assertThat(slow.kinds()).containsExactly(Kind.KEYFRAME, Kind.KEYFRAME);
    bothShowTheScreen();
  }

  @Test
  @DisplayName("R10 what nobody saw is a RESET for whoever comes next, at a relay that holds more")
  void nobodySaw() {
    arrives(one);
    one.listeners(0);
    print("unseen");
    one.listeners(1);
    stream.flush();
    assertThat(fast.kinds()).containsExactly(Kind.KEYFRAME, Kind.RESET);
    assertThat(seen(fast)).isEqualTo(terminal.dump(0));
  }

  @Test
  @DisplayName("R10 S7 a new epoch reaches a busy relay as a keyframe under the new key")
  void newEpoch() {
    arrives(one);
    arrives(other);
    slow.writable = false;
    stream.beginEpoch();
    stream.flush();
    slow.writable = true;
    print("new");
    assertThat(fast.kinds()).containsExactly(Kind.KEYFRAME, Kind.RESET, Kind.DELTA);
    assertThat(slow.kinds()).containsExactly(Kind.KEYFRAME, Kind.KEYFRAME);
    assertThat(slow.sent.getLast().header().epoch()).isEqualTo(stream.epoch().epoch());
    bothShowTheScreen();
  }

  @Test
  @DisplayName("R10 a relay started again asks anew, and gets nothing before it does")
  void startedAgain() {
    arrives(one);
    arrives(other);
    one.up(fast);
    print("text");
    assertThat(fast.sent).hasSize(1);
    arrives(one);
    print(" and more");
    bothShowTheScreen();
  }

  @Test
  @DisplayName("S10 pages yield to what happens now, and wait for the line")
  void pagesYield() {
    arrives(one);
    print("line\r\n".repeat(600));
    fast.writable = false;
    one.pageWanted(new PageId(terminal.historyGeneration(), 0));
    print("now");
    assertThat(fast.pages).isEmpty();
    fast.writable = true;
    fast.afterFrames = 1;
    print("!");
    assertThat(fast.kinds().getLast()).isEqualTo(Kind.DELTA);
    assertThat(fast.pages).isEmpty();
    fast.writable = true;
    stream.flush();
    assertThat(fast.pages).hasSize(1);
  }

  @Test
  @DisplayName("B35 the owner is told once, at four fifths of what a relay takes")
  void nearLimit() {
    arrives(one);
    one.limit(20_000);
    assertThat(one.nearLimit()).isEmpty();
    Optional<String> said = Optional.empty();
    for (int i = 0; i < 1000 && said.isEmpty(); i++) {
      print("line " + i);
      said = one.nearLimit();
    }
    assertThat(said).hasValueSatisfying(words -> assertThat(words).startsWith("16 of the 20 kB"));
    assertThat(one.nearLimit()).as("once").isEmpty();
    other.limit(0);
    assertThat(other.nearLimit()).isEmpty();
  }
}
