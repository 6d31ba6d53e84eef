package weft.testkit;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.SortedMap;
import java.util.function.Predicate;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import weft.crypto.Link;
import weft.protocol.Block;
import weft.protocol.Bytes;
import weft.protocol.Decoded;
import weft.protocol.Envelope;
import weft.protocol.GuestToHost;
import weft.protocol.GuestToRelay;
import weft.protocol.GuestToRelayCodec;
import weft.protocol.HostToGuest;
import weft.protocol.PageId;
import weft.protocol.Reason;
import weft.protocol.Role;
import weft.protocol.StreamMessage;
import weft.terminal.Terminal;

/// A guest without a page: the whole protocol over a real socket, the screen in a [Terminal].
/// Everything it has learned can be awaited.
public final class TestGuest implements AutoCloseable {
  /// How long [#await] waits before it fails the test.
  public static final Duration PATIENCE = Duration.ofSeconds(20);

  private final Link link;
  private final @Nullable SSLContext tls;
  private final GuestCore core;
  private @Nullable FrameSocket socket;
  private int via = -1;
  private long shownAt;
  private long connections;

  public TestGuest(Link link, String name, Bytes personKey, @Nullable SSLContext tls) {
    this.link = link;
    this.tls = tls;
    core = new GuestCore(link, name, personKey, random(16), () -> System.nanoTime() / 1_000_000);
  }

  /// A new person.
  public static TestGuest of(String linkText, String name) {
    return of(linkText, name, null);
  }

  /// A new person.
  public static TestGuest of(String linkText, String name, @Nullable SSLContext tls) {
    if (!(Link.parse(linkText) instanceof Decoded.Ok<Link>(Link link))) {
      throw new IllegalArgumentException("not a link");
    }
    return new TestGuest(link, name, random(16), tls);
  }

  /// Goes to the relay through another port of its machine.
  public TestGuest via(int port) {
    via = port;
    return this;
  }

  /// Opens and acknowledges the stream but keeps no screen: one of a crowd, that costs little.
  public TestGuest withoutScreen() {
    core.withoutScreen();
    return this;
  }

  private static Bytes random(int count) {
    byte[] bytes = new byte[count];
    new java.security.SecureRandom().nextBytes(bytes);
    return Bytes.owned(bytes);
  }

  /// Comes, or comes again: what was agreed over the connection before is void, the screen and the
  /// place in the stream stay (rule G4).
  public TestGuest connect() {
    long connection;
    synchronized (this) {
      connection = ++connections;
      core.disconnected();
    }
    FrameSocket opened =
        FrameSocket.silent(
            link.address(),
            via,
            "/v1/s/" + link.id().text(),
            tls,
            frame -> received(connection, frame));
    synchronized (this) {
      socket = opened;
      core.connected(opened::send, new Acknowledgements(wayOver(opened))::rendered);
    }
    opened.begin();
    return this;
  }

  private static Acknowledgements.Way wayOver(FrameSocket socket) {
    return new Acknowledgements.Way() {
      @Override
      public void acknowledge(long seq) {
        socket.send(GuestToRelayCodec.encode(new GuestToRelay.Ack(seq)));
      }

      @Override
      public void later(int millis, Runnable task) {
        socket.later(millis, task);
      }
    };
  }

  private synchronized void received(long connection, Bytes frame) {
    if (connection != connections) {
      return; // of a connection that was given up
    }
    long before = core.frames();
    core.received(frame);
    if (core.frames() > before) {
      shownAt = System.nanoTime();
    }
    notifyAll();
  }

  /// Seals and sends one message.
  public synchronized void say(GuestToHost message) {
    core.say(message);
  }

  /// Types, whatever the role allows.
  public synchronized void type(String keys) {
    core.type(Bytes.owned(keys.getBytes(StandardCharsets.UTF_8)));
  }

  public synchronized GuestInput input() {
    return core.input();
  }

  public synchronized void sendEnvelope(Envelope envelope) {
    core.send(envelope);
  }

  public synchronized void sendFrame(GuestToRelay frame) {
    core.send(frame);
  }

  public synchronized void sendRaw(Bytes frame) {
    core.sendRaw(frame);
  }

  /// Waits until `met`, at most [#PATIENCE].
  public synchronized void await(String what, Predicate<TestGuest> met) {
    long until = System.nanoTime() + PATIENCE.toNanos();
    while (!met.test(this)) {
      long left = (until - System.nanoTime()) / 1_000_000;
      if (left <= 0) {
        throw new AssertionError(
            core.name()
                + " waited in vain for "
                + what
                + "; heard "
                + core.heard()
                + ", troubles "
                + core.troubles()
                + ", over "
                + core.over()
                + ", screen:\n"
                + text());
      }
      try {
        wait(left);
      } catch (InterruptedException stop) {
        Thread.currentThread().interrupt();
        throw new AssertionError("interrupted", stop);
      }
    }
  }

  public void awaitText(String text) {
    await("'" + text + "' on the screen", guest -> guest.text().contains(text));
  }

  /// The blocks that are known without asking, by id.
  public synchronized SortedMap<Long, Block> blocks() {
    return core.blocks();
  }

  /// The draft as far as it is known, or null before the first state.
  public synchronized StreamMessage.Presence presence() {
    return core.presence();
  }

  public synchronized StreamMessage.Control control() {
    return core.control();
  }

  public synchronized StreamMessage.@Nullable Draft draft() {
    return core.draft();
  }

  /// What the newest state said of the past, or null before it.
  public synchronized StreamMessage.@Nullable Past past() {
    return core.past();
  }

  /// Absolute number of the first row that [#screen] was given; its own row 0.
  public synchronized long firstRow() {
    return core.firstRow();
  }

  /// A page that was asked for, if it is here; it is then forgotten.
  synchronized @Nullable List<StreamMessage.Rows> take(PageId page) {
    return core.takePage(page);
  }

  synchronized void askForKeyframe() {
    core.askForKeyframe();
  }

  /// Whether the pairwise channel of this connection stands.
  synchronized boolean isWelcomed() {
    return core.isWelcomed();
  }

  /// Connections so far, attempts included.
  public synchronized long connections() {
    return connections;
  }

  /// Whether the relay has said that the host is away.
  synchronized boolean isHostAway() {
    return core.isHostAway();
  }

  /// The token of the last PONG, -1 before the first.
  public synchronized long pong() {
    return core.pong();
  }

  /// Asks for a page of history and waits for it.
  public List<StreamMessage.Rows> page(PageId page) {
    sendFrame(new GuestToRelay.PagePlease(page));
    await("page " + page, guest -> guest.core.page(page) != null);
    synchronized (this) {
      List<StreamMessage.Rows> rows = core.takePage(page);
      return rows == null ? List.of() : List.copyOf(rows);
    }
  }

  /// The visible screen as text, rows joined by line feeds.
  public synchronized String text() {
    Terminal screen = core.screen();
    return screen == null ? "" : screen.text();
  }

  public synchronized @Nullable Terminal screen() {
    return core.screen();
  }

  /// Number of the screen's top row in the session.
  public synchronized long topRow() {
    Terminal screen = core.screen();
    return screen == null ? 0 : core.firstRow() + screen.topRow();
  }

  public synchronized @Nullable Role role() {
    return core.role();
  }

  public synchronized @Nullable Reason over() {
    return core.over();
  }

  public synchronized StreamMessage.@Nullable Roster roster() {
    return core.roster();
  }

  public synchronized StreamMessage.@Nullable Finished finished() {
    return core.finished();
  }

  public synchronized boolean hostHere() {
    return core.hostHere();
  }

  public synchronized List<HostToGuest> heard() {
    return core.heard();
  }

  public synchronized List<String> troubles() {
    return core.troubles();
  }

  public synchronized long keyframes() {
    return core.keyframes();
  }

  /// Frames of the stream that have come.
  public synchronized long frames() {
    return core.frames();
  }

  public synchronized long streamBytes() {
    return core.streamBytes();
  }

  /// When the newest frame of the stream had reached the screen, nanosecond time.
  public synchronized long shownAt() {
    return shownAt;
  }

  /// Stops or goes on reading the socket.
  public synchronized void reading(boolean on) {
    if (socket != null) {
      socket.reading(on);
    }
  }

  public synchronized @Nullable FrameSocket socket() {
    return socket;
  }

  /// As if its machine had lost the network; [#connect] brings the same person back.
  public void abort() {
    FrameSocket open = socket();
    if (open != null) {
      open.abort();
    }
  }

  @Override
  public void close() {
    FrameSocket open = socket();
    if (open != null) {
      open.close();
    }
  }
}
