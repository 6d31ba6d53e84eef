package weft.host;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import weft.crypto.EpochKey;
import weft.crypto.SessionSecrets;
import weft.protocol.Bytes;
import weft.protocol.Envelope;
import weft.protocol.GuestId;
import weft.protocol.GuestToHost;
import weft.protocol.HostToGuest;
import weft.protocol.Level;
import weft.protocol.Reason;
import weft.protocol.RelayToHost;
import weft.protocol.Role;
import weft.protocol.StreamMessage;
import weft.protocol.TextChange;
import weft.terminal.Terminal;

/// Up to ten people who write and run one draft by one seed, while roles change, lines break and
/// come back, and the shell runs what it gets: the host's own authority and draft, without what
/// carries their messages.
public final class TogetherRun implements Delivery {
  private static final String NONCE = "0123456789abcdef";
  private static final SessionSecrets SECRETS = new SessionSecrets();

  private final long seed;
  private final Random random;
  private final Roster roster = new Roster("mo");
  private final Terminal terminal = new Terminal(40, 6);
  private final Blocks blocks =
      new Blocks(terminal, new ShellMarks(NONCE, "/home/mo"), () -> roster.owner().id(), () -> 0);
  private final Shown shown = new Shown(terminal, blocks);
  private final Drafting drafting = new Drafting(terminal, blocks, shown, this::enter, this::say);
  private final Control control;
  private final Authority authority;
  private final List<Page> pages = new ArrayList<>();
  private final Map<String, String> wanted = new HashMap<>();
  private final Set<Long> ran = new HashSet<>();
  private boolean atPrompt;
  private long editors;

  private TogetherRun(long seed) {
    this.seed = seed;
    random = new Random(seed);
    control =
        new Control(
            new Typists(() -> 0),
            IdleTimes.UNATTENDED,
            new Notices(new NoticeLine(), (_, _) -> {}),
            (_, _) -> {},
            new Control.Effects() {
              @Override
              public void say(StreamMessage.Control now) {}

              @Override
              public boolean peopleHidden() {
                return false;
              }

              @Override
              public void ownerAway(boolean away) {}

              @Override
              public void end() {}
            });
    authority = new Authority("mo", roster, new Requests(), SECRETS, Level.EDIT, this);
    prompt();
    for (int i = 2 + random.nextInt(9); i > 0; i--) {
      pages.add(new Page(i));
    }
  }

  /// @throws IllegalStateException if any two see another text, something ran twice or as nobody
  ///     saw it, or somebody wrote who may not
  public static void of(long seed) {
    TogetherRun run = new TogetherRun(seed);
    run.happen();
    run.end();
  }

  private void happen() {
    for (int step = 20 + random.nextInt(200); step > 0; step--) {
      Page page = pages.get(random.nextInt(pages.size()));
      switch (random.nextInt(18)) {
        case 0, 1, 2, 3 -> page.types();
        case 4, 5, 6 -> page.sends();
        case 7, 8, 9, 10 -> page.arrives();
        case 11, 12, 13, 14 -> page.hears();
        case 15 -> page.runs();
        case 16 -> page.breaks();
        default -> changesSomething(page);
      }
    }
  }

  private void changesSomething(Page page) {
    switch (random.nextInt(4)) {
      case 0 -> order(new GuestToHost.SetRole(page.person.id(), Role.VIEWER));
      case 1 -> order(new GuestToHost.SetRole(page.person.id(), Role.EDITOR));
      case 2 -> {
        if (random.nextInt(10) == 0) {
          order(new GuestToHost.EveryoneViews());
        }
      }
      default -> prompt();
    }
  }

  private void order(GuestToHost.Owners order) {
    authority.orders().obey(order);
    pages.forEach(Page::toldOfRole);
  }

  /// Everybody may write and is connected again; nothing new comes.
  private void end() {
    prompt();
    for (Page page : pages) {
      order(new GuestToHost.SetRole(page.person.id(), Role.EDITOR));
    }
    for (int round = 0; round < 40; round++) {
      for (Page page : pages) {
        while (!page.down.isEmpty()) {
          page.hears();
        }
        page.sends();
        while (!page.up.isEmpty()) {
          page.arrives();
        }
      }
    }
    for (Page page : pages) {
      check(page.unconfirmed.isEmpty(), "something was never taken");
      check(page.text.equals(drafting.text()), "'" + page.text + "' is not " + drafting.text());
    }
  }

  private void check(boolean right, String what) {
    if (!right) {
      throw new IllegalStateException("seed " + seed + ": " + what);
    }
  }

  private void prompt() {
    if (!atPrompt) {
      atPrompt = true;
      feed(mark("A") + "$ " + mark("B"));
    }
  }

  private void feed(String text) {
    byte[] bytes = text.getBytes(UTF_8);
    terminal.feed(bytes);
  }

  private static String mark(String what) {
    return "\033]133;" + what + ";aid=" + NONCE + "\007";
  }

  /// What the draft enters into the shell.
  private boolean enter(Person person, Bytes keys) {
    StreamMessage.Draft draft = drafting.message();
    String line = new String(keys.toArray(), UTF_8);
    check(atPrompt, "a command ran while another did");
    check(person.role().mayType(), "a viewer's command ran");
    check(ran.add(draft.id()), "a draft ran twice");
    String wish = wish(person, draft.id(), draft.version());
    check(wanted.containsKey(wish), "a command ran that nobody wanted to run");
    String seen = wanted.getOrDefault(wish, "");
    check(line.equals(seen.stripTrailing().replace('\n', '\r') + "\r"), "it was not what was seen");
    atPrompt = false;
    feed(line + mark("C") + mark("D;0"));
    return true;
  }

  private static String wish(Person person, long draft, long version) {
    return person.id().number() + " " + draft + " " + version;
  }

  private void say(StreamMessage message) {
    if (message instanceof StreamMessage.DraftChange change) {
      check(
          roster.find(change.person()).orElseThrow().role().mayType(), "a viewer's edit was taken");
    }
    pages.forEach(page -> page.down.add(new News.Of(message)));
  }

  private sealed interface News {
    record Of(StreamMessage message) implements News {}

    record RoleIs(Role role) implements News {}

    /// The host did not take what was on its way.
    record Refused() implements News {}
  }

  /// As `draftEditor.ts` is: types without waiting, with one message on its way at a time.
  private final class Page {
    final Person person;
    final Connection connection;
    final Draft.Writer writer;
    final Deque<TextChange> unconfirmed = new ArrayDeque<>();
    final Deque<News> down = new ArrayDeque<>();
    final Deque<GuestToHost> up = new ArrayDeque<>();
    private Role role = Role.EDITOR;
    private Role told = Role.EDITOR;
    private long draft = 1;
    private long version;
    private String known = "";
    String text = "";
    private boolean asked;

    /// Another one for each editor: what one that is gone has sent is somebody else's.
    private long editor = ++editors;

    @SuppressWarnings("NullAway") // what is said to it alone is looked at elsewhere
    Page(int number) {
      byte[] key = new byte[16];
      key[0] = (byte) number;
      person = roster.letIn(Bytes.owned(key), "p" + number, Role.EDITOR, Person.LetInBy.OWNER);
      connection = new Connection(new Outlet("https://relay.example"), new GuestId(number));
      connection.types(Bytes.owned(key));
      connection.become(new Connection.State.Admitted(person, null));
      person.devices().add(connection);
      writer = Draft.Writer.of(person, connection);
    }

    void types() {
      if (role == Role.VIEWER) {
        return;
      }
      int from = random.nextInt(text.length() + 1);
      int to = Math.min(text.length(), from + random.nextInt(4));
      String word = String.valueOf("abcdefgh\n".charAt(random.nextInt(9)));
      TextChange change =
          TextChange.replace(text.length(), from, to, word.repeat(random.nextInt(3)));
      text = change.applyTo(text);
      unconfirmed.add(change);
    }

    void sends() {
      if (!asked && !unconfirmed.isEmpty()) {
        asked = true;
        up.add(new GuestToHost.EditDraft(draft, version, editor, List.copyOf(unconfirmed)));
      }
    }

    void runs() {
      if (!asked && unconfirmed.isEmpty() && !text.isBlank()) {
        wanted.put(wish(person, draft, version), text);
        up.add(new GuestToHost.RunDraft(draft, version));
      }
    }

    /// One message reaches the host.
    void arrives() {
      GuestToHost message = up.poll();
      if (message == null) {
        return;
      }
      long before = drafting.message().version();
      boolean owes =
          message instanceof GuestToHost.EditDraft edit
              && (edit.draft() != drafting.message().id() || !person.role().mayType());
      authority.received(connection, message);
      if (owes) {
        check(drafting.message().version() == before, "an edit was taken that could not be");
        down.add(new News.Refused());
      }
    }

    void hears() {
      switch (down.poll()) {
        case null -> {}
        case News.RoleIs(Role now) -> {
          role = now;
          if (now == Role.VIEWER) {
            fresh();
          }
        }
        case News.Refused _ -> asked = false;
        case News.Of(StreamMessage.Draft state) -> state(state);
        case News.Of(StreamMessage.DraftChange change) -> receive(change);
        case News.Of _ -> {}
      }
    }

    /// Another editor, without what the one before had not sent; what is on its way may be taken.
    private void fresh() {
      editor = ++editors;
      text = known;
      unconfirmed.clear();
      asked = false;
    }

    private void state(StreamMessage.Draft state) {
      boolean behind =
          state.id() != draft
              || version > state.version()
              || version < state.version() - state.recent().size();
      if (behind) {
        draft = state.id();
        version = state.version();
        known = state.text();
        fresh();
        return;
      }
      state.recent().forEach(this::receive);
      asked = false;
    }

    private void receive(StreamMessage.DraftChange change) {
      if (change.draft() != draft || change.version() != version + 1) {
        return;
      }
      version = change.version();
      known = change.change().applyTo(known);
      if (change.person().equals(person.id()) && change.writer() == editor) {
        unconfirmed.removeFirst();
        asked = false;
        return;
      }
      TextChange other = change.change();
      for (int left = unconfirmed.size(); left > 0; left--) {
        TextChange mine = unconfirmed.removeFirst();
        unconfirmed.addLast(mine.over(other, false));
        other = other.over(mine, true);
      }
      text = other.applyTo(text);
    }

    /// What is on its way in either direction is lost; a state follows.
    void breaks() {
      if (random.nextInt(3) > 0) {
        return;
      }
      up.clear();
      down.clear();
      asked = false;
      drafting.left(writer);
      told = person.role();
      down.add(new News.RoleIs(told));
      down.add(new News.Of(drafting.message()));
    }

    void toldOfRole() {
      if (person.role() != told) {
        told = person.role();
        down.add(new News.RoleIs(told));
      }
    }
  }

  @Override
  public void send(Connection guest, Envelope envelope) {}

  @Override
  public void admit(Connection guest) {}

  @Override
  public void dismiss(Connection guest, Reason reason) {}

  @Override
  public boolean type(Person person, Bytes bytes) {
    return false;
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
  public void show(Draft.Writer writer, GuestToHost.Show show) {}

  @Override
  public void left(Draft.Writer writer) {}

  @Override
  public void complete(Connection connection, GuestToHost.Complete complete) {}

  @Override
  public void find(Connection connection, GuestToHost.Find find) {}

  @Override
  public HostToGuest.BlockList blocks(GuestToHost.ListBlocks list) {
    return new HostToGuest.BlockList(list.token(), 0, List.of());
  }

  @Override
  public boolean startFrom(StartingPoint.From from) {
    return false;
  }

  @Override
  public HostToGuest.Starts starts(GuestToHost.AskStarts ask) {
    throw new IllegalStateException("nobody asks");
  }

  @Override
  public long start() {
    return 0;
  }

  @Override
  public EpochKey epoch() {
    return EpochKey.first();
  }

  @Override
  public void beginEpoch() {}

  @Override
  public Optional<RelayToHost.Account> account() {
    return Optional.empty();
  }

  @Override
  public long nowMs() {
    return 0;
  }

  @Override
  public void later(int ms, Runnable task) {}

  @Override
  public void grantsChanged() {}

  @Override
  public void invite(String email, Level level) {}

  @Override
  public List<String> links() {
    return List.of();
  }

  @Override
  public void rosterChanged() {}

  @Override
  public void requestsChanged() {}

  @Override
  public void accessChanged(HostToGuest.LinkNews news) {}

  @Override
  public void stop() {}
}
