package weft.testkit;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import weft.crypto.EpochKey;
import weft.crypto.GuestHandshake;
import weft.crypto.Link;
import weft.crypto.PairwiseChannel;
import weft.crypto.StreamOpener;
import weft.protocol.Bytes;
import weft.protocol.Decoded;
import weft.protocol.Envelope;
import weft.protocol.EnvelopeCodec;
import weft.protocol.GuestToHost;
import weft.protocol.GuestToHostCodec;
import weft.protocol.GuestToRelay;
import weft.protocol.GuestToRelayCodec;
import weft.protocol.HostToGuest;
import weft.protocol.HostToGuestCodec;
import weft.protocol.HostToRelay;
import weft.protocol.PageId;
import weft.protocol.Reason;
import weft.protocol.RelayToGuest;
import weft.protocol.RelayToGuestCodec;
import weft.protocol.RelayToHost;
import weft.protocol.Role;
import weft.protocol.StreamMessage;
import weft.terminal.Terminal;

/// A guest without a page: the whole protocol over a real socket, the screen in a [Terminal].
/// Everything it has learned can be awaited.
public final class TestGuest implements AutoCloseable {
  /// How long [#await] waits before it fails the test.
  public static final Duration PATIENCE = Duration.ofSeconds(20);

  private final Link link;
  private final String name;
  private final Bytes personKey;
  private final @Nullable SSLContext tls;
  private final List<HostToGuest> heard = new ArrayList<>();
  private final List<String> troubles = new ArrayList<>();
  private final StreamOpener opener;
  private @Nullable FrameSocket socket;
  private @Nullable Acknowledgements acknowledgements;
  private @Nullable GuestHandshake handshake;
  private @Nullable PairwiseChannel channel;
  private @Nullable Terminal screen;
  private final Map<PageId, List<StreamMessage.Rows>> pages = new HashMap<>();
  private StreamMessage.@Nullable Past past;
  private StreamMessage.@Nullable Roster roster;
  private StreamMessage.@Nullable Finished finished;
  private @Nullable Role role;
  private @Nullable Reason over;
  private boolean hostHere;
  private long keyframes;
  private long streamBytes;
  private long frames;
  private boolean screenless;
  private int via = -1;
  private long shownAt;
  private long firstRow;

  public TestGuest(Link link, String name, Bytes personKey, @Nullable SSLContext tls) {
    this.link = link;
    this.name = name;
    this.personKey = personKey;
    this.tls = tls;
    opener = new StreamOpener(link.id());
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
    byte[] key = new byte[16];
    new java.security.SecureRandom().nextBytes(key);
    return new TestGuest(link, name, Bytes.owned(key), tls);
  }

  /// Goes to the relay through another port of its machine.
  public TestGuest via(int port) {
    via = port;
    return this;
  }

  /// Opens and acknowledges the stream but keeps no screen: one of a crowd, that costs little.
  public TestGuest withoutScreen() {
    screenless = true;
    return this;
  }

  public TestGuest connect() {
    FrameSocket opened =
        FrameSocket.silent(link.address(), via, "/v1/s/" + link.id().text(), tls, this::received);
    synchronized (this) {
      socket = opened;
      over = null;
      acknowledgements = new Acknowledgements(wayOver(opened));
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

  private synchronized void received(Bytes frame) {
    switch (RelayToGuestCodec.decode(frame)) {
      case Decoded.Malformed<RelayToGuest>(int offset, String what) ->
          troubles.add("malformed at " + offset + ": " + what);
      case Decoded.Ok<RelayToGuest>(RelayToGuest message) -> {
        switch (message) {
          case RelayToGuest.Host host -> hostIs(host);
          case RelayToGuest.FromHost(Bytes body) -> fromHost(body);
          case HostToRelay.Stream stream -> stream(stream, frame.length());
          case HostToRelay.Page page -> page(page);
          case RelayToGuest.Ended(Reason reason) -> over = reason;
          case RelayToHost.Close(Reason reason) -> over = reason;
        }
      }
    }
    notifyAll();
  }

  private void hostIs(RelayToGuest.Host host) {
    hostHere = host.here();
    if (host.here()) {
      GuestHandshake begun =
          GuestHandshake.begin(link.id(), host, link.secret())
              .orElseThrow(() -> new IllegalStateException("not the host of this link"));
      handshake = begun;
      sendEnvelope(begun.hello(new GuestToHost.Join(name, personKey, "testkit")));
    }
  }

  private void fromHost(Bytes body) {
    if (!(EnvelopeCodec.decode(body) instanceof Decoded.Ok<Envelope>(Envelope envelope))) {
      troubles.add("malformed envelope");
      return;
    }
    switch (envelope) {
      case Envelope.Welcome welcome -> {
        if (handshake != null
            && handshake.accept(welcome)
                instanceof
                GuestHandshake.Outcome.Welcomed(PairwiseChannel agreed, HostToGuest first)) {
          channel = agreed;
          heard(first);
          say(new GuestToHost.Ready());
        } else {
          troubles.add("the welcome does not open");
        }
      }
      case Envelope.Sealed sealed -> {
        if (channel != null
            && channel.open(sealed) instanceof PairwiseChannel.Outcome.Opened(Bytes plaintext)
            && HostToGuestCodec.decode(plaintext)
                instanceof Decoded.Ok<HostToGuest>(HostToGuest message)) {
          heard(message);
        } else {
          troubles.add("a sealed message does not open");
        }
      }
      case Envelope.Refused(Reason reason) -> over = reason;
      case Envelope.Hello _ -> troubles.add("a HELLO from a host");
    }
  }

  private void heard(HostToGuest message) {
    heard.add(message);
    switch (message) {
      case HostToGuest.Admitted admitted -> {
        role = admitted.role();
        opener.learn(EpochKey.of(admitted));
      }
      case HostToGuest.Epoch epoch -> opener.learn(EpochKey.of(epoch));
      case HostToGuest.RoleNow(Role now) -> role = now;
      case HostToGuest.Goodbye(Reason reason) -> over = reason;
      default -> {}
    }
  }

  private void stream(HostToRelay.Stream frame, int length) {
    streamBytes += length;
    frames++;
    switch (opener.open(frame)) {
      case StreamOpener.Outcome.Opened opened -> {
        opened.messages().forEach(this::shown);
        shownAt = System.nanoTime();
        if (acknowledgements != null) {
          acknowledgements.rendered(frame.header().seq(), length);
        }
      }
      case StreamOpener.Outcome trouble -> {
        troubles.add(trouble.getClass().getSimpleName());
        if (trouble instanceof StreamOpener.Outcome.Altered
            || trouble instanceof StreamOpener.Outcome.MissingFrames) {
          sendFrame(new GuestToRelay.KeyframePlease());
        }
      }
    }
  }

  private void page(HostToRelay.Page page) {
    opener
        .open(page)
        .ifPresentOrElse(
            rows -> pages.put(page.header().page(), rows), () -> troubles.add("a page: altered"));
  }

  private void shown(StreamMessage message) {
    switch (message) {
      case StreamMessage.Screen state -> {
        keyframes++;
        if (screenless) {
          return;
        }
        Terminal fresh = new Terminal(state.columns(), state.rows());
        fresh.feed(state.text().toArray());
        screen = fresh;
        firstRow = state.firstRow();
      }
      case StreamMessage.Output(Bytes bytes) -> {
        if (screen != null) {
          screen.feed(bytes.toArray());
        }
      }
      case StreamMessage.Roster now -> roster = now;
      case StreamMessage.Past now -> past = now;
      case StreamMessage.Rows _ -> troubles.add("rows outside of a page");
      case StreamMessage.Finished end -> finished = end;
    }
  }

  /// Seals and sends one message.
  public synchronized void say(GuestToHost message) {
    if (channel == null) {
      throw new IllegalStateException("not welcomed yet");
    }
    sendEnvelope(channel.seal(GuestToHostCodec.encode(message)));
  }

  public void type(String keys) {
    say(new GuestToHost.Type(Bytes.owned(keys.getBytes(StandardCharsets.UTF_8))));
  }

  public synchronized void sendEnvelope(Envelope envelope) {
    sendFrame(new GuestToRelay.ToHost(EnvelopeCodec.encode(envelope)));
  }

  public synchronized void sendFrame(GuestToRelay frame) {
    sendRaw(GuestToRelayCodec.encode(frame));
  }

  public synchronized void sendRaw(Bytes frame) {
    if (socket != null) {
      socket.send(frame);
    }
  }

  /// Waits until `met`, at most [#PATIENCE].
  public synchronized void await(String what, Predicate<TestGuest> met) {
    long until = System.nanoTime() + PATIENCE.toNanos();
    while (!met.test(this)) {
      long left = (until - System.nanoTime()) / 1_000_000;
      if (left <= 0) {
        throw new AssertionError(
            name
                + " waited in vain for "
                + what
                + "; heard "
                + heard
                + ", troubles "
                + troubles
                + ", over "
                + over
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

  /// What the newest state said of the past, or null before it.
  public synchronized StreamMessage.@Nullable Past past() {
    return past;
  }

  /// Asks for a page of history and waits for it.
  public List<StreamMessage.Rows> page(PageId page) {
    sendFrame(new GuestToRelay.PagePlease(page));
    await("page " + page, guest -> guest.pages.containsKey(page));
    synchronized (this) {
      List<StreamMessage.Rows> rows = pages.remove(page);
      return rows == null ? List.of() : List.copyOf(rows);
    }
  }

  /// The visible screen as text, rows joined by line feeds.
  public synchronized String text() {
    return screen == null ? "" : screen.text();
  }

  public synchronized @Nullable Terminal screen() {
    return screen;
  }

  /// Number of the screen's top row in the session.
  public synchronized long topRow() {
    return screen == null ? 0 : firstRow + screen.topRow();
  }

  public synchronized @Nullable Role role() {
    return role;
  }

  public synchronized @Nullable Reason over() {
    return over;
  }

  public synchronized StreamMessage.@Nullable Roster roster() {
    return roster;
  }

  public synchronized StreamMessage.@Nullable Finished finished() {
    return finished;
  }

  public synchronized boolean hostHere() {
    return hostHere;
  }

  public synchronized List<HostToGuest> heard() {
    return List.copyOf(heard);
  }

  public synchronized List<String> troubles() {
    return List.copyOf(troubles);
  }

  public synchronized long keyframes() {
    return keyframes;
  }

  /// Frames of the stream that have come.
  public synchronized long frames() {
    return frames;
  }

  public synchronized long streamBytes() {
    return streamBytes;
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
