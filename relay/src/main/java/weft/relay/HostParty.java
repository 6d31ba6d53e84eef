package weft.relay;

import java.util.OptionalInt;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import weft.protocol.Bytes;
import weft.protocol.Decoded;
import weft.protocol.HostToRelay;
import weft.protocol.HostToRelay.Claim;
import weft.protocol.HostToRelayCodec;
import weft.protocol.Limits;
import weft.protocol.Protocol;
import weft.protocol.Reason;
import weft.protocol.RelayToHost;
import weft.protocol.RelayToHost.Challenge;
import weft.protocol.SessionId;
import weft.relay.Callers.Caller;

/// A host at the other end of a socket (PROTOCOL.md section 3).
final class HostParty implements Party, HostPort {
  /// Bytes of a message before the room is given: a CLAIM of any version fits.
  static final int UNCLAIMED_FRAME = 1 << 10;

  private final Socket socket;
  private final Rooms rooms;
  private final Patience patience;
  private final Supplier<String> address;
  private final @Nullable Caller from;
  private final Accounts accounts;
  private final Accounts.Answer answer;
  private final HostQueue queue = new HostQueue();
  private Stage stage = new Stage.Fresh();

  private sealed interface Stage {
    record Fresh() implements Stage {}

    record Challenged(Bytes nonce) implements Stage {}

    record Claimed(Room room, SessionId session, Terms terms) implements Stage {}
  }

  HostParty(
      Socket socket,
      Rooms rooms,
      Patience patience,
      Supplier<String> address,
      @Nullable Caller from,
      Accounts accounts,
      Accounts.Answer answer) {
    this.socket = socket;
    this.rooms = rooms;
    this.patience = patience;
    this.address = address;
    this.from = from;
    this.accounts = accounts;
    this.answer = answer;
  }

  @Override
  public void opened() {
    Bytes nonce = ClaimCheck.freshNonce();
    stage = new Stage.Challenged(nonce);
    deliver(new Challenge(Protocol.VERSION, nonce));
    socket.later(
        patience.claim().toNanos(),
        () -> {
          if (stage instanceof Stage.Challenged) {
            socket.fail(Reason.BAD_CLAIM, "no claim in time");
          }
        });
  }

  @Override
  public void charged(int bytes) {}

  @Override
  public void received(Bytes frame) {
    if (stage instanceof Stage.Challenged && speaksAnotherVersion(frame)) {
      return;
    }
    switch (HostToRelayCodec.decode(frame)) {
      case Decoded.Ok(HostToRelay message) -> handle(message);
      case Decoded.Malformed<HostToRelay> bad ->
          socket.fail(Reason.BAD_FRAME, "at byte " + bad.offset() + ": " + bad.what());
    }
  }

  @Override
  public @Nullable Bytes next() {
    Bytes next = queue.poll();
    if (stage instanceof Stage.Claimed claimed && queue.relieved()) {
      claimed.room().hostDrained(this);
    }
    return next;
  }

  @Override
  public @Nullable Reason over() {
    return queue.over();
  }

  @Override
  public boolean isDrained() {
    return queue.isDrained();
  }

  @Override
  public void gone() {
    if (stage instanceof Stage.Claimed claimed) {
      claimed.room().hostGone(this);
    }
  }

  @Override
  public void deliver(RelayToHost frame) {
    if (queue.add(frame)) {
      socket.wake();
    } else if (queue.over() == null) {
      socket.onLoop(() -> socket.fail(Reason.TOO_SLOW, "takes nothing of what guests send"));
    }
  }

  @Override
  public boolean isCongested() {
    return queue.isCongested();
  }

  @Override
  public void writable(boolean writable) {
    // A host on a socket feels its socket.
  }

  private void handle(HostToRelay message) {
    switch (stage) {
      case Stage.Fresh _ -> throw new IllegalStateException("a frame before the challenge");
      case Stage.Challenged(Bytes nonce) -> {
        if (message instanceof Claim claim) {
          claim(claim, nonce);
        } else {
          socket.fail(Reason.BAD_FRAME, "something else than a claim came first");
        }
      }
      case Stage.Claimed claimed -> {
        if (message instanceof Claim) {
          socket.fail(Reason.BAD_FRAME, "a second claim");
          return;
        }
        if (message instanceof HostToRelay.Invite invite) {
          invite(claimed, invite);
          return;
        }
        claimed.room().fromHost(this, message);
        if (message instanceof HostToRelay.End) {
          rooms.settle(claimed.session());
        }
      }
    }
  }

  private void claim(Claim claim, Bytes nonce) {
    if (!ClaimCheck.holds(claim, nonce)) {
      socket.fail(Reason.BAD_CLAIM, "the claim's signature does not hold");
      return;
    }
    HostKeys keys = new HostKeys(claim.signingKey(), claim.agreementKey());
    SessionId session = keys.session();
    Terms terms =
        switch (answer) {
          case Accounts.Answer.Welcome(Terms given) -> given;
          case Accounts.Answer.Whoever _ -> rooms.terms();
          case Accounts.Answer.Not(Reason reason) -> {
            socket.fail(reason, "may not share");
            yield null;
          }
        };
    if (terms == null) {
      return;
    }
    switch (rooms.claim(keys, this, address.get(), from, terms)) {
      case Entry.Given(Room room) -> {
        stage = new Stage.Claimed(room, session, terms);
        accounts.shared(terms, session);
        socket.frameLimit(Limits.HOST_FRAME);
        socket.log().note("host of " + ConnectionLog.shortened(session));
      }
      case Entry.Refused(Reason reason) ->
          socket.fail(reason, "no room for " + ConnectionLog.shortened(session));
      case Entry.Seated _ -> throw new IllegalStateException("a host was given a seat");
    }
  }

  private void invite(Stage.Claimed claimed, HostToRelay.Invite invite) {
    accounts
        .invite(claimed.terms(), claimed.session(), invite.email(), invite.level())
        .thenAccept(
            outcome ->
                claimed.room().tellHost(this, new RelayToHost.Invited(invite.email(), outcome)));
  }

  /// Rule L4, before anything of the frame but its version is understood.
  private boolean speaksAnotherVersion(Bytes frame) {
    OptionalInt version = Protocol.versionOf(frame);
    if (version.isEmpty() || version.getAsInt() == Protocol.VERSION) {
      return false;
    }
    socket.fail(
        Reason.VERSION,
        "it speaks version "
            + version.getAsInt()
            + " of the protocol, this relay version "
            + Protocol.VERSION);
    return true;
  }
}
