package weft.host;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import weft.crypto.EpochKey;
import weft.crypto.GuestHandshake;
import weft.crypto.HostHandshake;
import weft.crypto.PairwiseChannel;
import weft.crypto.Secret;
import weft.crypto.SessionIdentity;
import weft.crypto.SessionSecrets;
import weft.protocol.Bytes;
import weft.protocol.Decoded;
import weft.protocol.Envelope;
import weft.protocol.EnvelopeCodec;
import weft.protocol.GuestId;
import weft.protocol.GuestToHost;
import weft.protocol.GuestToHostCodec;
import weft.protocol.HostToGuest;
import weft.protocol.HostToGuestCodec;
import weft.protocol.HostToRelay;
import weft.protocol.Level;
import weft.protocol.PersonId;
import weft.protocol.Protocol;
import weft.protocol.Reason;
import weft.protocol.RelayToGuest;
import weft.protocol.RelayToHost;
import weft.protocol.Start;
import weft.protocol.StreamMessage;
import weft.terminal.Terminal;

/// A session's door and authority with nothing around them but a record of what they did, and
/// guests that speak the real protocol.
final class Stage implements Delivery {
  static final Bytes ADA = key(1);
  static final Bytes KEN = key(2);
  static final Bytes LATE = key(3);

  /// Where nothing goes: what is sent is looked at here.
  final Outlet relay = new Outlet("https://relay.example");

  final SessionIdentity identity = new SessionIdentity();
  final SessionSecrets secrets = new SessionSecrets();
  final Roster roster = new Roster("mo");
  final Requests requests = new Requests();
  final Authority authority;
  final Door door;
  final Terminal terminal = new Terminal(40, 10);
  final Searches searches = new Searches(Showing.allOf(terminal));
  final List<String> typed = new ArrayList<>();
  final List<GuestId> admitted = new ArrayList<>();
  final Map<GuestId, Reason> dismissed = new LinkedHashMap<>();
  final Map<GuestId, List<Envelope>> sent = new LinkedHashMap<>();
  EpochKey epoch = EpochKey.first();
  final List<StartingPoint.From> startedFrom = new ArrayList<>();
  private static final String NONCE = "0123456789abcdef";
  final Blocks blocks =
      new Blocks(terminal, new ShellMarks(NONCE, "/home/mo"), () -> PersonId.OWNER, () -> 0);
  final Shown shown = new Shown(terminal, blocks);
  final List<StreamMessage> said = new ArrayList<>();
  final Drafting drafting = new Drafting(terminal, blocks, shown, this::enter, said::add);
  final Presence presence = new Presence(shown, roster);
  long now;
  final Typists typists = new Typists(() -> now);
  IdleTimes idle = new IdleTimes(600, 1500, 1800);
  final NoticeLine line = new NoticeLine();
  final Control control;
  boolean stopped;
  private final NavigableMap<Long, Runnable> later = new TreeMap<>();
  RelayToHost.@Nullable Account account;
  final List<HostToRelay.Access> admissions = new ArrayList<>();
  final List<String> invited = new ArrayList<>();
  boolean shellTakesKeys = true;
  private long lastGuest;
  private int lastStream;

  Stage(Level anyone) {
    authority = new Authority("mo’s session", roster, requests, secrets, anyone, this);
    door = new Door(new HostHandshake(identity, secrets), authority, this);
    control =
        new Control(
            typists,
            idle,
            new Notices(line, (_, _) -> {}),
            (_, _) -> {},
            new Control.Effects() {
              @Override
              public void say(StreamMessage.Control now) {
                said.add(now);
              }

              @Override
              public boolean peopleHidden() {
                return !roster.listed();
              }

              @Override
              public void ownerAway(boolean away) {
                authority.orders().ownerAway(away);
              }

              @Override
              public void end() {
                stop();
              }
            });
  }

  /// The shell draws its prompt.
  void prompt() {
    String marks = mark("A") + "$ " + mark("B");
    terminal.feed(marks.getBytes(java.nio.charset.StandardCharsets.UTF_8));
  }

  private static String mark(String what) {
    return "\033]133;" + what + ";aid=" + NONCE + "\007";
  }

  static Bytes key(int of) {
    byte[] key = new byte[16];
    key[0] = (byte) of;
    key[1] = (byte) (of >> 8);
    return Bytes.owned(key);
  }

  Guest join(String name, Bytes key) {
    return join(name, key, secrets.link());
  }

  Guest join(String name, Bytes key, Secret secret) {
    return arriving(new Guest(name, key, secret, key(1000 + ++lastStream)));
  }

  /// Comes (again) with an input stream.
  Guest joinTyping(String name, Bytes key, Bytes inputStream) {
    return arriving(new Guest(name, key, secrets.link(), inputStream));
  }

  private static Guest arriving(Guest guest) {
    guest.greet();
    return guest;
  }

  /// Comes as somebody whom the relay knows.
  Guest joinKnown(String email, Bytes key, boolean team) {
    Guest guest = new Guest("says anything", key, secrets.link(), key(1000 + ++lastStream));
    guest.who = new Identity(email, email.substring(0, email.indexOf('@')), team);
    return arriving(guest);
  }

  Guest owner() {
    return join("", key(99), secrets.owner());
  }

  /// A real guest, one connection.
  final class Guest {
    final GuestId id = new GuestId(++lastGuest);
    final Bytes inputStream;
    final List<HostToGuest> heard = new ArrayList<>();
    private final String name;
    private final Bytes key;
    private final GuestHandshake handshake;
    private int read;
    private long at;
    PairwiseChannel channel;
    Envelope.Hello hello;
    @Nullable Identity who;

    @SuppressWarnings("NullAway.Init")
    Guest(String name, Bytes key, Secret secret, Bytes inputStream) {
      this.name = name;
      this.key = key;
      this.inputStream = inputStream;
      handshake =
          GuestHandshake.begin(
                  identity.sessionId(),
                  new RelayToGuest.Host(
                      Protocol.VERSION, true, identity.signingKey(), identity.agreementKey()),
                  secret)
              .orElseThrow();
    }

    void greet() {
      hello = handshake.hello(new GuestToHost.Join(name, key, inputStream, "test"));
      door.arrived(relay, id);
      if (who != null) {
        door.known(relay, id, who);
      }
      deliver(hello);
      listen();
      if (channel != null) {
        say(new GuestToHost.Ready());
      }
    }

    void deliver(Envelope envelope) {
      door.received(relay, id, EnvelopeCodec.encode(envelope));
    }

    Envelope.Sealed seal(GuestToHost message) {
      return channel.seal(GuestToHostCodec.encode(message));
    }

    void say(GuestToHost message) {
      deliver(seal(message));
      authority.flush();
      listen();
    }

    void leave() {
      door.departed(relay, id);
    }

    Guest type(String keys) {
      Bytes bytes = Bytes.owned(keys.getBytes(java.nio.charset.StandardCharsets.UTF_8));
      say(new GuestToHost.Type(at, refused(), bytes));
      at += bytes.length();
      return this;
    }

    private long refused() {
      return listen().stream()
          .mapToLong(heard -> heard instanceof HostToGuest.Taken taken ? taken.refused() : 0)
          .max()
          .orElse(0);
    }

    /// Takes in what the host has sent since.
    List<HostToGuest> listen() {
      List<Envelope> all = sent.getOrDefault(id, List.of());
      for (; read < all.size(); read++) {
        switch (all.get(read)) {
          case Envelope.Welcome welcome -> {
            GuestHandshake.Outcome outcome = handshake.accept(welcome);
            if (outcome
                instanceof GuestHandshake.Outcome.Welcomed(PairwiseChannel agreed, var first)) {
              channel = agreed;
              heard.add(first);
            }
          }
          case Envelope.Sealed sealed -> heard.add(open(sealed));
          case Envelope.Refused _, Envelope.Hello _ -> {}
        }
      }
      return heard;
    }

    private HostToGuest open(Envelope.Sealed sealed) {
      if (channel.open(sealed) instanceof PairwiseChannel.Outcome.Opened(Bytes plaintext)
          && HostToGuestCodec.decode(plaintext) instanceof Decoded.Ok<HostToGuest>(var message)) {
        return message;
      }
      throw new AssertionError("the host's message does not open");
    }

    <T extends HostToGuest> T last(Class<T> kind) {
      return listen().stream().filter(kind::isInstance).map(kind::cast).toList().getLast();
    }

    boolean heard(HostToGuest message) {
      return listen().contains(message);
    }
  }

  @Override
  public void send(Connection guest, Envelope envelope) {
    sent.computeIfAbsent(guest.guest(), _ -> new ArrayList<>()).add(envelope);
  }

  @Override
  public Optional<RelayToHost.Account> account() {
    return Optional.ofNullable(account);
  }

  @Override
  public long nowMs() {
    return now;
  }

  @Override
  public void later(int ms, Runnable task) {
    later.put(nowMs() + ms, task);
  }

  /// Lets time pass.
  void pass(long seconds) {
    now += seconds * 1000;
    later.headMap(nowMs(), true).values().forEach(Runnable::run);
    later.headMap(nowMs(), true).clear();
  }

  @Override
  public void grantsChanged() {
    admissions.add(authority.orders().admission());
  }

  @Override
  public void invite(String email, Level level) {
    invited.add(email);
  }

  @Override
  public void admit(Connection guest) {
    admitted.add(guest.guest());
  }

  @Override
  public void dismiss(Connection guest, Reason reason) {
    dismissed.put(guest.guest(), reason);
  }

  @Override
  public boolean type(Person person, Bytes bytes) {
    if (!control.takesKeysOf(person)) {
      return false;
    }
    return enter(person, bytes);
  }

  private boolean enter(Person person, Bytes bytes) {
    if (shellTakesKeys) {
      typed.add(
          person.name()
              + ":"
              + new String(bytes.toArray(), java.nio.charset.StandardCharsets.UTF_8));
    }
    return shellTakesKeys;
  }

  @Override
  public void find(Connection connection, GuestToHost.Find find) {
    searches.find(connection, find);
  }

  @Override
  public HostToGuest.BlockList blocks(GuestToHost.ListBlocks list) {
    return new HostToGuest.BlockList(list.token(), 0, List.of());
  }

  @Override
  public Drafting drafting() {
    return drafting;
  }

  @Override
  public Control control() {
    return control;
  }

  @Override
  public void show(Draft.Writer writer, GuestToHost.Show show) {
    presence.show(writer, show);
  }

  @Override
  public void left(Draft.Writer writer) {
    drafting.left(writer);
    presence.left(writer);
  }

  @Override
  public void complete(Connection connection, GuestToHost.Complete complete) {
    authority.answered(
        connection, new HostToGuest.Completions(complete.token(), 0, false, List.of()));
  }

  @Override
  public boolean startFrom(StartingPoint.From from) {
    startedFrom.add(from);
    return true;
  }

  @Override
  public HostToGuest.Starts starts(GuestToHost.AskStarts ask) {
    return new HostToGuest.Starts(
        false, false, ask.block(), ask.blocks(), Start.NOTHING, Start.NOTHING, Start.NOTHING);
  }

  @Override
  public long start() {
    return 0;
  }

  @Override
  public EpochKey epoch() {
    return epoch;
  }

  @Override
  public void beginEpoch() {
    epoch = epoch.next();
  }

  @Override
  public List<String> links() {
    return List.of(
        "https://relay.example/s/" + identity.sessionId().text() + "#" + secrets.link().text());
  }

  @Override
  public void rosterChanged() {}

  @Override
  public void requestsChanged() {}

  @Override
  public void accessChanged(HostToGuest.LinkNews news) {}

  @Override
  public void stop() {
    stopped = true;
  }
}
