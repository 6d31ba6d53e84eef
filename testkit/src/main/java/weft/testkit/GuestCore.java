package weft.testkit;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import weft.crypto.EpochKey;
import weft.crypto.GuestHandshake;
import weft.crypto.Link;
import weft.crypto.PairwiseChannel;
import weft.crypto.StreamOpener;
import weft.protocol.Block;
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

/// A guest's whole protocol over any number of connections, the screen in a [Terminal]; no socket,
/// no clock and no thread of its own. One caller at a time.
public final class GuestCore {
  /// What is remembered of messages and troubles, each; a long run forgets the oldest.
  private static final int REMEMBERED = 10_000;

  private final Link link;
  private final String name;
  private final Bytes personKey;
  private final LongSupplier nowMs;
  private final GuestInput input;
  private final StreamOpener opener;
  private final List<HostToGuest> heard = new ArrayList<>();
  private final List<String> troubles = new ArrayList<>();
  private final Map<PageId, List<StreamMessage.Rows>> pages = new HashMap<>();
  private final SortedMap<Long, Block> blocks = new TreeMap<>();

  /// Hears of each frame of the stream that is on the screen.
  public interface Rendered {
    void rendered(long seq, int bytes);
  }

  private Consumer<Bytes> toRelay = _ -> {};
  private Rendered acknowledgements = (_, _) -> {};
  private @Nullable GuestHandshake handshake;
  private @Nullable PairwiseChannel channel;
  private @Nullable Terminal screen;
  private long firstRow;
  private StreamMessage.@Nullable Past past;
  private StreamMessage.@Nullable Excerpt excerpt;
  private StreamMessage.@Nullable Draft draft;
  private StreamMessage.Presence presence = new StreamMessage.Presence(List.of());
  private StreamMessage.Control control = StreamMessage.Control.NOTHING;
  private StreamMessage.@Nullable Roster roster;
  private StreamMessage.@Nullable Finished finished;
  private @Nullable Role role;
  private @Nullable Reason over;
  private boolean hostHere;
  private boolean hostAway;
  private long pong = -1;
  private boolean admitted;
  private boolean keyframeAsked;
  private boolean screenless;
  private long keyframes;
  private long streamBytes;
  private long frames;

  /// @param inputStream 16 random bytes for what this guest types
  public GuestCore(Link link, String name, Bytes personKey, Bytes inputStream, LongSupplier nowMs) {
    this.link = link;
    this.name = name;
    this.personKey = personKey;
    this.nowMs = nowMs;
    input = new GuestInput(inputStream);
    opener = new StreamOpener(link.id());
  }

  /// Another connection has begun: what was agreed over the one before is void (rule G4).
  ///
  /// @param rendered has the relay know of what it is told, sooner or later (rule G2)
  public void connected(Consumer<Bytes> relay, Rendered rendered) {
    toRelay = relay;
    acknowledgements = rendered;
    over = null;
    hostHere = false;
    hostAway = false;
    keyframeAsked = false;
    leave();
  }

  /// The connection is gone.
  public void disconnected() {
    toRelay = _ -> {};
    hostHere = false;
    hostAway = false;
    leave();
  }

  private void leave() {
    handshake = null;
    channel = null;
    admitted = false;
  }

  public void received(Bytes frame) {
    switch (RelayToGuestCodec.decode(frame)) {
      case Decoded.Malformed<RelayToGuest>(int offset, String what) ->
          trouble("malformed at " + offset + ": " + what);
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
  }

  private void hostIs(RelayToGuest.Host host) {
    hostHere = host.here();
    hostAway = !host.here();
    leave();
    if (host.here()) {
      GuestHandshake begun =
          GuestHandshake.begin(link.id(), host, link.secret())
              .orElseThrow(() -> new IllegalStateException("not the host of this link"));
      handshake = begun;
      send(begun.hello(new GuestToHost.Join(name, personKey, input.stream(), "testkit")));
    }
  }

  private void fromHost(Bytes body) {
    if (!(EnvelopeCodec.decode(body) instanceof Decoded.Ok<Envelope>(Envelope envelope))) {
      trouble("malformed envelope");
      return;
    }
    switch (envelope) {
      case Envelope.Welcome welcome -> welcomed(welcome);
      case Envelope.Sealed sealed -> {
        if (channel == null) {
          return; // sealed for the connection that this host had before it came back
        }
        if (channel.open(sealed) instanceof PairwiseChannel.Outcome.Opened(Bytes plaintext)
            && HostToGuestCodec.decode(plaintext)
                instanceof Decoded.Ok<HostToGuest>(HostToGuest message)) {
          heard(message);
        } else {
          trouble("a sealed message does not open");
        }
      }
      case Envelope.Refused(Reason reason) -> over = reason;
      case Envelope.Hello _ -> trouble("a HELLO from a host");
    }
  }

  private void welcomed(Envelope.Welcome welcome) {
    if (handshake != null
        && handshake.accept(welcome)
            instanceof GuestHandshake.Outcome.Welcomed(PairwiseChannel agreed, HostToGuest first)) {
      channel = agreed;
      say(new GuestToHost.Ready());
      heard(first);
    } else {
      trouble("the welcome does not open");
    }
  }

  private void trouble(String what) {
    if (troubles.size() == REMEMBERED) {
      troubles.removeFirst();
    }
    troubles.add(what);
  }

  private void heard(HostToGuest message) {
    if (heard.size() == REMEMBERED) {
      heard.removeFirst();
    }
    heard.add(message);
    switch (message) {
      case HostToGuest.Admitted now -> {
        role = now.role();
        admitted = true;
        opener.learn(EpochKey.of(now));
        input.taken(now.input());
        input.again(now.role().mayType(), nowMs.getAsLong()).forEach(this::say);
      }
      case HostToGuest.Epoch epoch -> opener.learn(EpochKey.of(epoch));
      case HostToGuest.RoleNow(Role now) -> role = now;
      case HostToGuest.Goodbye(Reason reason) -> over = reason;
      case HostToGuest.Taken taken -> input.taken(taken);
      case HostToGuest.Pong(long token) -> pong = token;
      case HostToGuest.Waiting _,
          HostToGuest.Answered _,
          HostToGuest.Found _,
          HostToGuest.BlockList _,
          HostToGuest.Starts _,
          HostToGuest.DraftNot _,
          HostToGuest.Completions _,
          HostToGuest.People _,
          HostToGuest.NotAllowed _,
          HostToGuest.Requests _,
          HostToGuest.Access _,
          HostToGuest.Grants _,
          HostToGuest.Invited _ -> {}
    }
  }

  private void stream(HostToRelay.Stream frame, int length) {
    streamBytes += length;
    frames++;
    StreamOpener.Outcome outcome = opener.open(frame);
    if (outcome instanceof StreamOpener.Outcome.Opened opened) {
      opened.messages().forEach(this::shown);
    } else {
      trouble(outcome.getClass().getSimpleName());
    }
    boolean altered = outcome instanceof StreamOpener.Outcome.Altered;
    if (altered || outcome instanceof StreamOpener.Outcome.MissingFrames) {
      askForKeyframe();
    }
    if (!altered) {
      acknowledgements.rendered(frame.header().seq(), length);
    }
  }

  /// One KEYFRAME_PLEASE is enough until a keyframe arrives.
  public void askForKeyframe() {
    if (!keyframeAsked) {
      keyframeAsked = true;
      send(new GuestToRelay.KeyframePlease());
    }
  }

  private void page(HostToRelay.Page page) {
    opener
        .open(page)
        .ifPresentOrElse(
            rows -> pages.put(page.header().page(), rows), () -> trouble("a page: altered"));
  }

  private void shown(StreamMessage message) {
    switch (message) {
      case StreamMessage.Screen state -> {
        keyframes++;
        keyframeAsked = false;
        if (screenless) {
          return;
        }
        Terminal fresh = new Terminal(state.columns(), state.rows());
        fresh.feed(state.text().toArray());
        screen = fresh;
        excerpt = null;
        firstRow = state.firstRow();
      }
      case StreamMessage.Output(Bytes bytes) -> {
        if (screen != null) {
          screen.feed(bytes.toArray());
        }
      }
      case StreamMessage.Roster now -> roster = now;
      case StreamMessage.Past now -> past = now;
      case StreamMessage.Excerpt now -> excerpt = now;
      case StreamMessage.Draft now -> draft = now;
      case StreamMessage.DraftChange change -> draft = changed(draft, change);
      case StreamMessage.Caret _ -> {}
      case StreamMessage.Presence now -> presence = now;
      case StreamMessage.Control now -> control = now;
      case StreamMessage.Rows _ -> trouble("rows outside of a page");
      case StreamMessage.BlockNow(Block block) -> blocks.put(block.id(), block);
      case StreamMessage.Blocks now -> {
        blocks.clear();
        now.newest().forEach(block -> blocks.put(block.id(), block));
      }
      case StreamMessage.Finished end -> finished = end;
    }
  }

  /// The blocks that are known without asking, by id.
  public SortedMap<Long, Block> blocks() {
    return new TreeMap<>(blocks);
  }

  /// Seals and sends one message.
  public void say(GuestToHost message) {
    if (channel == null) {
      throw new IllegalStateException("not welcomed yet");
    }
    send(channel.seal(GuestToHostCodec.encode(message)));
  }

  /// Types, whatever the role allows.
  public void type(Bytes keys) {
    say(input.typed(keys, nowMs.getAsLong()));
  }

  public void send(Envelope envelope) {
    send(new GuestToRelay.ToHost(EnvelopeCodec.encode(envelope)));
  }

  public void send(GuestToRelay frame) {
    sendRaw(GuestToRelayCodec.encode(frame));
  }

  public void sendRaw(Bytes frame) {
    toRelay.accept(frame);
  }

  /// Whether the pairwise channel of this connection stands.
  boolean isWelcomed() {
    return channel != null;
  }

  /// Whether the relay has said that the host is away.
  boolean isHostAway() {
    return hostAway;
  }

  /// The token of the last PONG, -1 before the first.
  long pong() {
    return pong;
  }

  /// Whether the host has let this connection in.
  public boolean isAdmitted() {
    return admitted;
  }

  /// Number of the first row that [#screen] knows of.
  public long firstRow() {
    return firstRow;
  }

  public String name() {
    return name;
  }

  /// What it has typed, and what became of it.
  public GuestInput input() {
    return input;
  }

  public StreamOpener opener() {
    return opener;
  }

  /// What the newest state said of the past, or null before it.
  public StreamMessage.@Nullable Past past() {
    return past;
  }

  private static StreamMessage.@Nullable Draft changed(
      StreamMessage.@Nullable Draft before, StreamMessage.DraftChange change) {
    if (before == null || change.draft() != before.id() || change.version() <= before.version()) {
      return before;
    }
    return new StreamMessage.Draft(
        before.id(),
        change.version(),
        change.change().applyTo(before.text()),
        before.carets(),
        before.recent());
  }

  /// The draft as far as it is known, or null before the first state.
  /// Where the others are.
  public StreamMessage.Presence presence() {
    return presence;
  }

  /// Who may do what.
  public StreamMessage.Control control() {
    return control;
  }

  public StreamMessage.@Nullable Draft draft() {
    return draft;
  }

  /// What the newest state said of an excerpt, or null where the session goes on.
  public StreamMessage.@Nullable Excerpt excerpt() {
    return excerpt;
  }

  /// The rows of a page that has come, or null.
  public @Nullable List<StreamMessage.Rows> page(PageId page) {
    return pages.get(page);
  }

  /// As [#page], and forgets it.
  @Nullable List<StreamMessage.Rows> takePage(PageId page) {
    return pages.remove(page);
  }

  public @Nullable Terminal screen() {
    return screen;
  }

  public @Nullable Role role() {
    return role;
  }

  /// Why it was sent away, or null.
  public @Nullable Reason over() {
    return over;
  }

  public StreamMessage.@Nullable Roster roster() {
    return roster;
  }

  public StreamMessage.@Nullable Finished finished() {
    return finished;
  }

  public boolean hostHere() {
    return hostHere;
  }

  public List<HostToGuest> heard() {
    return List.copyOf(heard);
  }

  public List<String> troubles() {
    return List.copyOf(troubles);
  }

  public long keyframes() {
    return keyframes;
  }

  public long streamBytes() {
    return streamBytes;
  }

  /// Frames of the stream that have come.
  public long frames() {
    return frames;
  }

  /// Opens and acknowledges the stream but keeps no screen.
  public void withoutScreen() {
    screenless = true;
  }
}
