package weft.host;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import weft.crypto.EpochKey;
import weft.crypto.HostHandshake;
import weft.crypto.SessionIdentity;
import weft.crypto.SessionSecrets;
import weft.protocol.Block;
import weft.protocol.Bytes;
import weft.protocol.Envelope;
import weft.protocol.EnvelopeCodec;
import weft.protocol.GuestId;
import weft.protocol.GuestToHost;
import weft.protocol.HostToGuest;
import weft.protocol.HostToRelay;
import weft.protocol.InviteOutcome;
import weft.protocol.Level;
import weft.protocol.PageId;
import weft.protocol.Reason;
import weft.protocol.RelayToHost;
import weft.protocol.StreamMessage;
import weft.terminal.GuestFilter;
import weft.terminal.Terminal;

/// The shared side of a session: the stream to guests and what comes back from them. Owned by the
/// session's thread.
final class Sharing implements Delivery {
  private static final System.Logger LOG = System.getLogger("weft.host");

  private final SessionIdentity identity;
  private final String title;
  private final Wrapped wrapped;
  private final Terminal terminal;
  private final Outlets outlets;
  private final Notices notices;
  private final SessionSecrets secrets;
  private final Roster roster;
  private final Requests requests = new Requests();
  private final Authority authority;
  private final Door door;
  private final Stream stream;
  private final RosterNews rosterNews;
  private final GuestFilter.Sink toGuests;
  private final ControlDesk desk;
  private final Searches searches;
  private final Blocks blocks;
  private final Drafting drafting;
  private final Presence presence;
  private final RosterNews presenceNews;
  private final Control control;
  private final Completer completer;
  private final OwnersLine ownersLine;
  private final StartingPoint start;
  private final Shown shown;
  private StartingPoint.@Nullable From moving;
  private StartingPoint.From begun = new StartingPoint.From.OfSession();
  private boolean stopped;
  private boolean peopleChanged;

  /// @param from takes effect at once: the terminal is in ground
  Sharing(
      SharingOptions options,
      SessionKeys sessionKeys,
      List<Outlet> relays,
      Wrapped wrapped,
      StartingPoint.From from) {
    this.identity = sessionKeys.identity;
    this.secrets = sessionKeys.secrets;
    this.outlets = new Outlets(relays, identity, secrets);
    this.title = options.ownerName() + "’s session";
    this.wrapped = wrapped;
    this.terminal = wrapped.terminal();
    this.notices = wrapped.notices();
    this.blocks = wrapped.blocks();
    roster = new Roster(options.ownerName());
    roster.list(options.listPeople());
    authority = new Authority(title, roster, requests, secrets, options.anyone(), this);
    door = new Door(new HostHandshake(identity, secrets), authority, this);
    shown = new Shown(terminal, blocks);
    drafting = new Drafting(terminal, blocks, shown, this::enter, this::say);
    presence = new Presence(shown, roster);
    control =
        new Control(
            wrapped.typists(),
            options.idle(),
            notices,
            wrapped.later(),
            new Control.Effects() {
              @Override
              public void say(StreamMessage.Control now) {
                Sharing.this.say(now);
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
                stopBecause(
                    "Sharing has stopped, as you were away. This shell goes on, by itself.");
              }
            });
    control.approve(options.approve());
    completer = new Completer(wrapped.program(), terminal, wrapped.later());
    ownersLine = new OwnersLine(wrapped, drafting, roster, authority.orders(), control);
    stream = new Stream(shown, sessionKeys.sealer, relays, this::surroundings);
    rosterNews = news(() -> say(roster.message()));
    presenceNews = news(() -> say(presence.message()));
    toGuests = this::toGuests;
    searches = new Searches(shown);
    desk = new ControlDesk(roster, requests, authority, blocks, this::startFrom, this::view);
    blocks.onNews(this::blockNow);
    start = new StartingPoint(terminal, blocks);
    begin(from);
  }

  private RosterNews news(Runnable tell) {
    return new RosterNews(tell, () -> roster.admitted().size(), wrapped.later());
  }

  private void say(StreamMessage message) {
    stream.say(message);
  }

  /// What every state has besides the screen.
  private List<StreamMessage> surroundings() {
    return List.of(roster.message(), drafting.message(), presence.message(), control.message());
  }

  /// Whether it hasn't been stopped.
  boolean live() {
    return !stopped;
  }

  /// Whether all of an excerpt is there, and nothing more comes.
  boolean complete() {
    return !shown.goesOn();
  }

  /// Whether this is one of its relays.
  boolean through(Outlet relay) {
    return outlets.all().contains(relay);
  }

  /// Feeds the terminal, and the stream with what guests may get of it.
  void output(byte[] bytes, int from, int count) {
    int at = from;
    while (moving != null && at < from + count) {
      terminal.feed(bytes, at++, 1, toGuests);
      move();
    }
    terminal.feed(bytes, at, from + count - at, toGuests);
  }

  private void toGuests(byte[] bytes, int offset, int length) {
    if (shown.goesOn()) {
      stream.output(bytes, offset, length);
    }
  }

  private void blockNow(Block block) {
    if (shown.goesOn() && blocks.isShown(block)) {
      stream.say(new StreamMessage.BlockNow(block));
      if (endExcerpt()) {
        authority.orders().startMoved(); // rows have other numbers now
      }
    }
  }

  /// What comes after an excerpt's last block is never sealed (rule Q4).
  ///
  /// @return whether this is its end
  private boolean endExcerpt() {
    if (shown.reach() == Excerpt.Reach.OPEN
        && begun instanceof StartingPoint.From.OfBlock(long id, long count)) {
      Optional<List<Block>> all = blocks.ended(id, count);
      all.ifPresent(
          few -> {
            shown.excerpt(Excerpt.of(terminal, few, blocks.openLine(few.getLast())));
            presence.clear();
          });
      return all.isPresent();
    }
    return false;
  }

  /// Sharing starts there from now on: under a new key, as what was sealed with the one before
  /// may be from before the starting point (rule Q3).
  ///
  /// @return whether there is such a place
  @Override
  public boolean startFrom(StartingPoint.From from) {
    if (!start.exists(from)) {
      return false;
    }
    moving = from;
    move();
    return true;
  }

  @Override
  public HostToGuest.Starts starts(GuestToHost.AskStarts ask) {
    return new StartSizes(terminal, blocks).message(ask.block(), ask.blocks());
  }

  @Override
  public long start() {
    OptionalLong row = shown.terminal().sharedFrom();
    return row.isPresent() ? 1 + row.getAsLong() : 0;
  }

  /// A sequence that has begun is from before, with all that it does.
  private void move() {
    StartingPoint.From from = moving;
    if (from != null && terminal.inGround()) {
      moving = null;
      begin(from);
      drafting.begin();
      presence.clear();
      authority.orders().startMoved();
    }
  }

  private void begin(StartingPoint.From from) {
    start.set(from);
    begun = from;
    shown.session(
        from instanceof StartingPoint.From.OfBlock(long id, long count)
            && count > 0
            && blocks.find(id).isPresent());
    endExcerpt();
  }

  void resized() {
    if (shown.goesOn()) {
      stream.resized();
    }
  }

  /// What is due at the end of a turn, and one step of what guests are looking for.
  ///
  /// @return whether there is more to do
  boolean turn() {
    if (!stopped) {
      control.turn();
      ownersLine.update();
    }
    flush();
    searches.step().ifPresent(authority::found);
    return searches.any();
  }

  void flush() {
    if (peopleChanged) {
      peopleChanged = false;
      List<Connection> admitted = roster.admitted();
      for (Outlet outlet : outlets.all()) {
        outlet.listeners((int) admitted.stream().filter(c -> c.outlet() == outlet).count());
      }
      rosterNews.changed();
      authority.orders().tellOwners();
    }
    authority.flush();
    stream.flush();
    for (Outlet outlet : outlets.all()) {
      outlet
          .nearLimit()
          .ifPresent(used -> notices.news(outlets.named(outlet) + " has forwarded " + used));
    }
  }

  void received(Outlet relay, RelayToHost frame) {
    switch (frame) {
      case RelayToHost.Arrived(GuestId guest) -> {
        if (stopped) {
          relay.send(new HostToRelay.Dismiss(guest, Reason.STOPPED));
        } else {
          door.arrived(relay, guest);
        }
      }
      case RelayToHost.Account account -> {
        relay.account(account);
        authority.orders().owner(account.email());
        sayWhatIsAllowed(account);
      }
      case RelayToHost.Known(GuestId guest, String email, String name, boolean team) ->
          door.known(relay, guest, new Identity(email, name, team));
      case RelayToHost.Invited(String email, InviteOutcome outcome) -> invited(email, outcome);
      case RelayToHost.Departed(GuestId guest) -> door.departed(relay, guest);
      case RelayToHost.FromGuest(GuestId guest, Bytes body) -> door.received(relay, guest, body);
      case RelayToHost.KeyframeWanted _ -> relay.keyframeWanted();
      case RelayToHost.PageWanted(PageId page) -> relay.pageWanted(page);
      case RelayToHost.Close(Reason reason) ->
          LOG.log(
              System.Logger.Level.WARNING, "{0} closed the session: {1}", relay.address(), reason);
      case RelayToHost.Claimed(String _, long sessionBytes) -> relay.limit(sessionBytes);
      case RelayToHost.Challenge _ -> {} // the link's own business
    }
  }

  private void sayWhatIsAllowed(RelayToHost.Account account) {
    if (!account.anyone() && authority.orders().anyone() != Level.NOTHING) {
      notices.news("The relay lets nobody in by the link alone: people sign in, or ask.");
    }
  }

  private void invited(String email, InviteOutcome outcome) {
    authority.orders().invited(new HostToGuest.Invited(email, outcome));
    notices.news(
        switch (outcome) {
          case SENT -> email + " has got a mail, and gets in with the link.";
          case NO_MAIL -> "The relay sends no mails: send " + email + " the link yourself.";
          case TOO_MANY ->
              "No mail to " + email + ": too many were sent. They get in with the link.";
          case NO_ADDRESS -> email + " is not an address that takes mail.";
        });
  }

  @Override
  public Optional<RelayToHost.Account> account() {
    return outlets.account();
  }

  @Override
  public long nowMs() {
    return System.currentTimeMillis();
  }

  @Override
  public void later(int ms, Runnable task) {
    wrapped
        .later()
        .after(
            ms,
            () -> {
              if (!stopped) {
                task.run();
              }
            });
  }

  @Override
  public void grantsChanged() {
    outlets.admit(authority.orders().admission());
  }

  @Override
  public void invite(String email, Level level) {
    outlets.invite(email, level);
  }

  void relayUp(Outlet relay, RelayLine line) {
    if (stopped) {
      return;
    }
    boolean back = relay.up(line);
    door.allDeparted(relay);
    if (back) {
      notices.news(outlets.named(relay) + " is back; sharing goes on under the same link.");
    }
  }

  void relayDown(Outlet relay, String why) {
    if (stopped) {
      return;
    }
    boolean news = relay.down(why);
    door.allDeparted(relay);
    if (news) {
      notices.news(
          outlets.named(relay)
              + " cannot be reached ("
              + why
              + "). Trying again; your shell goes on.");
    }
  }

  /// This relay takes part no more, and without any there is nobody to share with.
  void relayOver(Outlet relay, String why) {
    if (stopped) {
      return;
    }
    relay.over(why);
    door.allDeparted(relay);
    if (outlets.areOver()) {
      stopBecause("Sharing has stopped: " + why + ". This shell goes on.");
    } else {
      notices.news(outlets.named(relay) + " takes part no more: " + why);
    }
  }

  ControlReply asked(ControlRequest request) {
    return desk.answer(request);
  }

  /// The owner pressed a key for what stands on the notice line.
  void chosen(NoticeLine.Key key) {
    ownersLine.chosen(key);
  }

  void end(Reason reason, int exitStatus) {
    if (!stopped) {
      stopped = true;
      control.end();
      notices.draft(null);
      flush();
      stream.finish(new StreamMessage.Finished(reason, exitStatus));
      outlets.all().forEach(outlet -> outlet.send(new HostToRelay.End(reason)));
    }
  }

  @Override
  public void send(Connection guest, Envelope envelope) {
    guest.outlet().send(new HostToRelay.ToGuest(guest.guest(), EnvelopeCodec.encode(envelope)));
  }

  @Override
  public void admit(Connection guest) {
    peopleChanged = true;
    guest.outlet().send(new HostToRelay.Admit(guest.guest()));
  }

  @Override
  public void dismiss(Connection guest, Reason reason) {
    peopleChanged = true;
    guest.outlet().send(new HostToRelay.Dismiss(guest.guest(), reason));
  }

  @Override
  public boolean type(Person person, Bytes bytes) {
    byte[] typed = bytes.toArray();
    if (typed.length == 0) {
      return true;
    }
    boolean taken = control.takesKeysOf(person) && given(typed);
    if (taken) {
      control.typed(person, typed);
    }
    return taken;
  }

  private boolean given(byte[] keys) {
    return shown.reach() == Excerpt.Reach.NONE && wrapped.keys().test(keys);
  }

  /// A command line that is run as a whole.
  private boolean enter(Person person, Bytes line) {
    boolean taken = given(line.toArray());
    if (taken) {
      wrapped.typists().entered(person.id(), line.toArray());
    }
    return taken;
  }

  @Override
  public Control control() {
    return control;
  }

  @Override
  public Drafting drafting() {
    return drafting;
  }

  @Override
  public void show(Draft.Writer writer, GuestToHost.Show show) {
    if (presence.show(writer, show)) {
      presenceNews.changed();
    }
  }

  @Override
  public void left(Draft.Writer writer) {
    drafting.left(writer);
    if (presence.left(writer)) {
      presenceNews.changed();
    }
  }

  @Override
  public void complete(Connection connection, GuestToHost.Complete complete) {
    completer.complete(complete, answer -> authority.answered(connection, answer));
  }

  @Override
  public void find(Connection connection, GuestToHost.Find find) {
    searches.find(connection, find);
  }

  @Override
  public HostToGuest.BlockList blocks(GuestToHost.ListBlocks list) {
    return shown.list(list.token(), list.before());
  }

  @Override
  public EpochKey epoch() {
    return stream.epoch();
  }

  @Override
  public void beginEpoch() {
    peopleChanged = true;
    stream.beginEpoch();
  }

  @Override
  public List<String> links() {
    return outlets.links();
  }

  @Override
  public void rosterChanged() {
    peopleChanged = true;
  }

  @Override
  public void requestsChanged() {
    notices.requests(requests.all());
  }

  @Override
  public void accessChanged(HostToGuest.LinkNews news) {
    switch (news) {
      case SAME -> {}
      case NEW_AFTER_REMOVAL ->
          notices.news("The link is new because somebody was removed: weft link shows it.");
      case NEW_AFTER_REVOKING ->
          notices.news("The old link no longer works: weft link shows the new one.");
      case RENEWED -> notices.news("The link is new, and everybody stays: weft link shows it.");
    }
  }

  @Override
  public void stop() {
    stopBecause("Sharing has stopped. This shell goes on, by itself.");
  }

  private void stopBecause(String words) {
    end(Reason.STOPPED, 0);
    requests.all().forEach(requests::close);
    requestsChanged();
    outlets.all().forEach(door::allDeparted);
    notices.news(words);
  }

  SessionView view() {
    HostToGuest.Grants grants = authority.orders().grants();
    Outlet best = outlets.best();
    return new SessionView(
        identity.sessionId().text(),
        title,
        stopped ? "" : outlets.link(best),
        stopped ? "" : outlets.ownerLink(best),
        SessionView.level(authority.orders().anyone()),
        outlets.views(!stopped),
        ProcessHandle.current().pid(),
        wrapped.started().toString(),
        stopped ? "stopped" : "live",
        terminal.cols(),
        terminal.rows(),
        roster.everybody().stream()
            .map(person -> SessionView.PersonView.of(person, person == roster.owner()))
            .toList(),
        requests.all().stream().map(SessionView.RequestView::of).toList(),
        grants.account(),
        SessionView.level(grants.team()),
        grants.rows().stream().map(SessionView.GrantView::of).toList());
  }
}
