package weft.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import weft.crypto.EpochKey;
import weft.crypto.StreamOpener;
import weft.crypto.StreamSealer;
import weft.protocol.Bytes;
import weft.protocol.HostToRelay;
import weft.protocol.Limits;
import weft.protocol.PageId;
import weft.protocol.Reason;
import weft.protocol.SessionId;
import weft.protocol.StreamHeader;
import weft.protocol.StreamMessage;
import weft.terminal.Terminal;

class StreamTest {
  private static final SessionId ID = new SessionId(Bytes.owned(new byte[16]));

  private final Terminal terminal = new Terminal(80, 24);
  private final Line line = new Line();
  private final Outlet outlet = new Outlet("https://relay.example");
  private final Stream stream =
      new Stream(
          Showing.allOf(terminal),
          new StreamSealer(ID, EpochKey.first()),
          List.of(outlet),
          () -> List.of(new StreamMessage.Roster(0, List.of())));

  {
    outlet.up(line);
  }

  private final StreamOpener guest = new StreamOpener(ID);
  private StreamMessage.@Nullable Past past;
  private long firstRow;

  private void print(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    terminal.feed(bytes, 0, bytes.length, stream::output);
  }

  /// What a guest that starts from nothing sees of all that was sent.
  private String seen() {
    Terminal screen = new Terminal(80, 24);
    guest.learn(stream.epoch());
    for (HostToRelay.Stream frame : line.sent) {
      if (guest.open(frame) instanceof StreamOpener.Outcome.Opened opened) {
        for (StreamMessage message : opened.messages()) {
          switch (message) {
            case StreamMessage.Screen state -> {
              screen = new Terminal(state.columns(), state.rows());
              screen.feed(state.text().toArray());
              firstRow = state.firstRow();
            }
            case StreamMessage.Output(Bytes bytes) -> screen.feed(bytes.toArray());
            case StreamMessage.Past now -> past = now;
            case StreamMessage.Draft _, StreamMessage.DraftChange _, StreamMessage.Caret _ -> {}
            case StreamMessage.Presence _, StreamMessage.Control _ -> {}
            case StreamMessage.Excerpt _, StreamMessage.BlockNow _, StreamMessage.Blocks _ -> {}
            case StreamMessage.Roster _, StreamMessage.Finished _, StreamMessage.Rows _ -> {}
          }
        }
      }
    }
    return screen.dump(0);
  }

  @Test
  @DisplayName("while nobody listens nothing is sealed, and the first keyframe has it all")
  void nobodyListens() {
    print("before\r\n");
    stream.flush();
    assertThat(line.sent).isEmpty();
    outlet.listeners(1);
    outlet.keyframeWanted();
    stream.flush();
    print("after");
    stream.flush();
    assertThat(line.kinds()).containsExactly(StreamHeader.Kind.KEYFRAME, StreamHeader.Kind.DELTA);
    assertThat(seen()).isEqualTo(terminal.dump(0));
  }

  /// What the host answers when a guest asks for this page.
  private List<StreamMessage.Rows> asked(PageId page) {
    outlet.pageWanted(page);
    stream.flush();
    guest.learn(stream.epoch());
    return guest.open(line.pages.getLast()).orElseThrow();
  }

  private void printLines(int from, int to) {
    for (int i = from; i < to; i++) {
      print("line " + i + "\r\n");
    }
  }

  @Test
  @DisplayName("P1 P4 a page is full rows of history, as a fresh terminal shows them")
  void pages() {
    outlet.listeners(1);
    printLines(0, 1000);
    outlet.keyframeWanted();
    stream.flush();
    seen();
    assertThat(past).isEqualTo(new StreamMessage.Past(0, terminal.historyGeneration()));
    List<StreamMessage.Rows> rows = asked(new PageId(terminal.historyGeneration(), 2));
    assertThat(rows).hasSize(1);
    assertThat(rows.getFirst())
        .extracting(StreamMessage.Rows::firstRow, StreamMessage.Rows::count)
        .containsExactly(512L, 256);
    Terminal fresh = new Terminal(80, 256);
    fresh.feed(rows.getFirst().text().toArray());
    assertThat(fresh.text()).startsWith("line 512\n").endsWith("line 767\n");
  }

  @Test
  @DisplayName("P1 P4 a page is empty while it is not full, and once its generation is over")
  void voidPages() {
    outlet.listeners(1);
    printLines(0, 300);
    long generation = terminal.historyGeneration();
    assertThat(asked(new PageId(generation, 0)).getFirst().count()).isEqualTo(256);
    assertThat(asked(new PageId(generation, 1)).getFirst().count()).isZero();
    terminal.resize(80, 100);
    stream.resized();
    assertThat(terminal.historyGeneration()).isGreaterThan(generation);
    assertThat(asked(new PageId(generation, 0)).getFirst().count()).isZero();
    printLines(300, 400);
    assertThat(asked(new PageId(terminal.historyGeneration(), 0)).getFirst().count())
        .isEqualTo(256);
    assertThat(asked(new PageId((1L << 53) - 1, (1L << 53) - 1)).getFirst().count()).isZero();
  }

  @Test
  @DisplayName("P5 a tail is the rows before a keyframe's first, wherever pages end")
  void tails() {
    outlet.listeners(1);
    printLines(0, 1000);
    long generation = terminal.historyGeneration();
    StreamMessage.Rows tail = asked(new PageId(generation, PageId.TAILS + 877)).getFirst();
    assertThat(tail)
        .extracting(StreamMessage.Rows::firstRow, StreamMessage.Rows::count)
        .containsExactly(621L, 256);
    Terminal fresh = new Terminal(80, 256);
    fresh.feed(tail.text().toArray());
    assertThat(fresh.text()).startsWith("line 621\n").endsWith("line 876\n");
    assertThat(asked(new PageId(generation, PageId.TAILS + 100)).getFirst().count()).isEqualTo(100);
    long top = terminal.topRow();
    assertThat(asked(new PageId(generation, PageId.TAILS + top)).getFirst().count()).isEqualTo(256);
    assertThat(asked(new PageId(generation, PageId.TAILS + top + 1)).getFirst().count()).isZero();
  }

  @Test
  @DisplayName("P1 P5 full pages, one tail and the keyframe leave no gap, wherever it begins")
  void noGap() {
    outlet.listeners(1);
    for (int rows : new int[] {30, 200, 500, 1000, 1023}) {
      printLines(0, rows);
      outlet.keyframeWanted();
      stream.flush();
      guest.learn(stream.epoch());
      StreamOpener.Outcome opened = guest.open(line.sent.getLast());
      assertThat(opened).isInstanceOf(StreamOpener.Outcome.Opened.class);
      var screen =
          (StreamMessage.Screen) ((StreamOpener.Outcome.Opened) opened).messages().getFirst();
      long first = screen.firstRow();
      PageId tail = new PageId(terminal.historyGeneration(), PageId.TAILS + first);
      long fullPagesEnd = first / PageId.ROWS * PageId.ROWS;
      assertThat(tail.firstRow()).isLessThanOrEqualTo(fullPagesEnd);
      assertThat(tail.endRow()).isEqualTo(first);
      if (first > 0) {
        assertThat(asked(tail).getLast().firstRow() + asked(tail).getLast().count())
            .isEqualTo(first);
      }
    }
  }

  @Test
  @DisplayName("P3 pages wait for the stream and for the link")
  void pagesWait() {
    outlet.listeners(1);
    printLines(0, 400);
    outlet.keyframeWanted();
    stream.flush();
    line.writable = false;
    outlet.pageWanted(new PageId(terminal.historyGeneration(), 0));
    stream.flush();
    assertThat(line.pages).isEmpty();
    line.writable = true;
    stream.flush();
    assertThat(line.pages).hasSize(1);
  }

  @Test
  @DisplayName("R4 what was printed while nobody listened reaches whoever comes next")
  void comesBack() {
    outlet.listeners(1);
    outlet.keyframeWanted();
    stream.flush();
    print("heard, ");
    stream.flush();
    outlet.listeners(0);
    print("unheard, ");
    stream.flush();
    outlet.listeners(1);
    stream.flush();
    print("heard again");
    stream.flush();
    assertThat(seen()).contains("heard, unheard, heard again");
  }

  @Test
  @DisplayName("S10 output coalesces while the link is busy and is complete afterwards")
  void coalesces() {
    outlet.listeners(1);
    outlet.keyframeWanted();
    stream.flush();
    line.writable = false;
    for (int i = 0; i < 50; i++) {
      print("line " + i + "\r\n");
      stream.flush();
    }
    assertThat(line.sent).hasSize(1);
    line.writable = true;
    stream.flush();
    assertThat(line.kinds()).containsExactly(StreamHeader.Kind.KEYFRAME, StreamHeader.Kind.DELTA);
    assertThat(seen()).isEqualTo(terminal.dump(0));
  }

  @Test
  @DisplayName("S10 more than a delta's worth that was held back gives way to one RESET")
  void givesWay() {
    outlet.listeners(1);
    outlet.keyframeWanted();
    stream.flush();
    print("x".repeat(2 * Limits.DELTA_OUTPUT));
    stream.flush();
    assertThat(line.kinds()).as("nothing was held back").doesNotContain(StreamHeader.Kind.RESET);
    line.sent.clear();
    line.writable = false;
    for (int bytes = 0; bytes <= Limits.DELTA_OUTPUT; bytes += 1000) {
      print("y".repeat(998) + "\r\n");
      stream.flush();
    }
    line.writable = true;
    stream.flush();
    assertThat(line.kinds()).containsExactly(StreamHeader.Kind.RESET);
  }

  @Test
  @DisplayName("S10 B12 more than the bound of unsent output becomes one RESET")
  void overflows() {
    outlet.listeners(1);
    outlet.keyframeWanted();
    stream.flush();
    line.writable = false;
    for (int bytes = 0; bytes <= Limits.HOST_BACKLOG; bytes += 1000) {
      print("x".repeat(998) + "\r\n");
      stream.flush();
    }
    print("the end");
    line.writable = true;
    stream.flush();
    assertThat(line.kinds()).containsExactly(StreamHeader.Kind.KEYFRAME, StreamHeader.Kind.RESET);
    assertThat(seen()).isEqualTo(terminal.dump(0));
  }

  @Test
  @DisplayName("B5 a delta carries at most 64 KiB of output")
  void deltasAreBounded() {
    outlet.listeners(1);
    outlet.keyframeWanted();
    stream.flush();
    print("y" + "—".repeat(Limits.DELTA_OUTPUT));
    stream.flush();
    assertThat(line.kinds().stream().filter(StreamHeader.Kind.DELTA::equals).count())
        .isGreaterThanOrEqualTo(3);
    assertThat(seen()).isEqualTo(terminal.dump(0));
  }

  @Test
  @DisplayName("a keyframe that is asked for does not wait for a congested link")
  void keyframeGoesFirst() {
    outlet.listeners(1);
    outlet.keyframeWanted();
    stream.flush();
    line.writable = false;
    print("waiting");
    stream.flush();
    outlet.keyframeWanted();
    stream.flush();
    assertThat(line.kinds())
        .containsExactly(StreamHeader.Kind.KEYFRAME, StreamHeader.Kind.KEYFRAME);
    assertThat(seen()).isEqualTo(terminal.dump(0));
  }

  @Test
  @DisplayName("S8 a resize is a RESET")
  void resize() {
    outlet.listeners(1);
    outlet.keyframeWanted();
    print("some text");
    stream.flush();
    terminal.resize(40, 10);
    stream.resized();
    stream.flush();
    assertThat(line.kinds().getLast()).isEqualTo(StreamHeader.Kind.RESET);
    assertThat(seen()).isEqualTo(terminal.dump(0));
  }

  @Test
  @DisplayName("S7 a new epoch begins with a RESET that the old key does not open")
  void newEpoch() {
    outlet.listeners(1);
    outlet.keyframeWanted();
    stream.flush();
    EpochKey old = stream.epoch();
    stream.beginEpoch();
    print("secret of the new epoch");
    stream.flush();
    HostToRelay.Stream first = line.sent.getLast();
    assertThat(first.header().kind()).isEqualTo(StreamHeader.Kind.RESET);
    assertThat(first.header().epoch()).isEqualTo(old.epoch() + 1);
    StreamOpener removed = new StreamOpener(ID);
    removed.learn(old);
    assertThat(removed.open(first)).isInstanceOf(StreamOpener.Outcome.OtherEpoch.class);
    removed.learn(new EpochKey(old.epoch() + 1, old.key()));
    assertThat(removed.open(first)).isInstanceOf(StreamOpener.Outcome.Altered.class);
  }

  @Test
  @DisplayName("S9 a program's queries and clipboard writes are not in the stream")
  void noQueries() {
    outlet.listeners(1);
    outlet.keyframeWanted();
    stream.flush();
    print("a\u001b[6n\u001b[cb\u001b]52;c;c2VjcmV0\u0007\u001b]11;?\u0007c");
    stream.flush();
    guest.learn(stream.epoch());
    StringBuilder output = new StringBuilder();
    for (HostToRelay.Stream frame : line.sent) {
      if (guest.open(frame) instanceof StreamOpener.Outcome.Opened opened) {
        opened.messages().stream()
            .filter(StreamMessage.Output.class::isInstance)
            .map(m -> ((StreamMessage.Output) m).bytes().toArray())
            .forEach(b -> output.append(new String(b, StandardCharsets.UTF_8)));
      }
    }
    assertThat(output.toString()).contains("a", "b", "c").doesNotContain("\u001b", "c2VjcmV0", "?");
  }

  @Test
  @DisplayName("the last words come with the whole state, for those who were behind")
  void lastWords() {
    outlet.listeners(1);
    line.writable = false;
    print("the end");
    stream.finish(new StreamMessage.Finished(Reason.SHELL_EXITED, 7));
    guest.learn(stream.epoch());
    assertThat(guest.open(line.sent.getLast()))
        .isInstanceOfSatisfying(
            StreamOpener.Outcome.Opened.class,
            opened ->
                assertThat(opened.messages().getLast())
                    .isEqualTo(new StreamMessage.Finished(Reason.SHELL_EXITED, 7)));
  }

  @Test
  @DisplayName("S6 a keyframe begins with a whole line, however many rows that takes")
  void wholeLines() {
    for (int line = 0; line < 100; line++) {
      print((char) ('a' + line % 26) + "-".repeat(230) + "\r\n"); // three rows each
    }
    outlet.listeners(1);
    for (int more = 0; more < 3; more++) {
      print("\r\n");
      outlet.keyframeWanted();
      stream.flush();
      seen();
      assertThat(terminal.transcript(0).line(firstRow).firstRow()).isEqualTo(firstRow);
      assertThat(terminal.topRow() - firstRow).isBetween(100L, 102L);
    }
  }
}
