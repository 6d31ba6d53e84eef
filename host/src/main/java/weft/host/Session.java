package weft.host;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import weft.protocol.Reason;
import weft.protocol.RelayToHost;
import weft.pty.ExitStatus;
import weft.pty.ShellProcess;
import weft.pty.TerminalSize;
import weft.terminal.Terminal;

/// A wrapped shell, from its start to its end: the one thread that owns its screen and, while it is
/// shared, stream, people and access. [#run] is that thread.
final class Session {
  /// Bytes of output handled between two looks at the events: keys never wait longer than parsing
  /// this takes (about 2 ms).
  private static final int OUTPUT_PER_TURN = 256 << 10;

  /// Events handled between two looks at the output: a relay that floods never stops the shell.
  private static final int EVENTS_PER_TURN = 256;

  private static final int CHUNK = 64 << 10;

  /// The rest between two turns while a flood goes by, in lengths of a turn: processors are for the
  /// shell and its owner's terminal then, and guests see a picture every few milliseconds.
  private static final int RESTS = 7;

  /// However slow a turn was while its code was being compiled, in nanoseconds.
  private static final long LONGEST_REST_NS = 20_000_000;

  private final Inbox inbox;
  private final ShellProcess shell;
  private final Passthrough passthrough;
  private final OwnerView owner;
  private final Terminal terminal;
  private final Wrapped wrapped;
  private final SessionDesk desk;
  private @Nullable Sharing sharing;
  private SessionEvent.@Nullable SharingReady ready;
  private boolean historyTold;
  private final byte[] chunk = new byte[CHUNK];
  private @Nullable ExitStatus exit;

  Session(
      Inbox inbox,
      ShellProcess shell,
      Passthrough passthrough,
      OwnerView owner,
      Wrapped wrapped,
      SessionDesk.Later shareLater) {
    this.inbox = inbox;
    this.shell = shell;
    this.passthrough = passthrough;
    this.owner = owner;
    this.wrapped = wrapped;
    this.terminal = wrapped.terminal();
    this.desk = new SessionDesk(wrapped, () -> sharing, shareLater);
  }

  /// Shares it, in the place of a sharing that was stopped.
  ///
  /// @return the links
  List<String> share(
      SharingOptions options, SessionKeys keys, List<Outlet> outlets, StartingPoint.From from) {
    Sharing begun = new Sharing(options, keys, outlets, wrapped, from);
    sharing = begun;
    return begun.links();
  }

  /// Works until the shell has ended and everything it printed has been passed on.
  ExitStatus run() throws InterruptedException {
    while (true) {
      long began = System.nanoTime();
      handleEvents();
      boolean more = takeOutput();
      owner.update(passthrough, terminal);
      boolean searching = sharing != null && sharing.turn();
      ExitStatus ended = exit;
      if (ended != null && passthrough.empty()) {
        owner.finish(passthrough, terminal);
        if (sharing != null) {
          sharing.end(Reason.SHELL_EXITED, ended.shellStatus());
        }
        return ended;
      }
      if (!more && !searching) {
        watchHistory();
        inbox.await();
      } else if (more) {
        letTheTerminalLead(began);
      }
    }
  }

  /// @param began when this turn did, nanosecond time
  private void letTheTerminalLead(long began) throws InterruptedException {
    long now = System.nanoTime();
    if (passthrough.leads(now)) {
      inbox.awaitEvent(Math.min(RESTS * (now - began), LONGEST_REST_NS));
    }
  }

  private void handleEvents() {
    for (int done = 0; done < EVENTS_PER_TURN; done++) {
      SessionEvent event = inbox.poll();
      if (event == null) {
        return;
      }
      handle(event);
    }
  }

  private boolean takeOutput() {
    for (int done = 0; done < OUTPUT_PER_TURN; ) {
      if (!owner.writable()) {
        return false;
      }
      int taken = passthrough.take(chunk);
      if (taken == 0) {
        return false;
      }
      int count = Math.abs(taken);
      if (taken < 0) {
        owner.pass(chunk, count, terminal);
      }
      output(count);
      done += count;
    }
    return true;
  }

  private void output(int count) {
    int at = 0;
    while (ready != null && at < count) {
      terminal.feed(chunk, at++, 1);
      beginSharing();
    }
    if (sharing != null) {
      sharing.output(chunk, at, count - at);
    } else {
      terminal.feed(chunk, at, count - at);
    }
  }

  /// Begins between two sequences: the rest of one would tell guests of its beginning.
  private void beginSharing() {
    SessionEvent.SharingReady begins = ready;
    if (begins != null && terminal.inGround()) {
      ready = null;
      share(begins.options(), begins.keys(), begins.outlets(), begins.from());
      desk.began(begins.reply());
    }
  }

  /// Tells the owner once when old rows cannot be kept any more.
  private void watchHistory() {
    String trouble = terminal.history().trouble();
    if (!trouble.isEmpty() && !historyTold) {
      historyTold = true;
      wrapped.notices().news("Older output can no longer be kept: " + trouble + ". The newest is.");
    }
  }

  private void handle(SessionEvent event) {
    switch (event) {
      case SessionEvent.FromRelay(Outlet relay, RelayToHost frame) ->
          of(relay).ifPresent(shared -> shared.received(relay, frame));
      case SessionEvent.RelayUp(Outlet relay, RelayLine line) ->
          of(relay).ifPresent(shared -> shared.relayUp(relay, line));
      case SessionEvent.RelayDown(Outlet relay, String why) ->
          of(relay).ifPresent(shared -> shared.relayDown(relay, why));
      case SessionEvent.RelayOver(Outlet relay, String why) ->
          of(relay).ifPresent(shared -> shared.relayOver(relay, why));
      case SessionEvent.Resized(TerminalSize size) -> resize(size);
      case SessionEvent.Asked(ControlRequest request, CompletableFuture<ControlReply> reply) ->
          desk.answer(request, reply);
      case SessionEvent.SharingReady begins -> {
        ready = begins;
        beginSharing();
      }
      case SessionEvent.SharingFailed(String why, CompletableFuture<ControlReply> reply) ->
          desk.failed(why, reply);
      case SessionEvent.Choice(NoticeLine.Key key) -> shared().ifPresent(s -> s.chosen(key));
      case SessionEvent.Due(Runnable run) -> run.run();
      case SessionEvent.TerminalGone _ -> shell.hangup();
      case SessionEvent.ShellExited(ExitStatus status) -> exit = status;
    }
  }

  private Optional<Sharing> shared() {
    return Optional.ofNullable(sharing);
  }

  /// The sharing that goes through this relay; what one before has left behind is nobody's.
  private Optional<Sharing> of(Outlet relay) {
    return shared().filter(shared -> shared.through(relay));
  }

  private void resize(TerminalSize size) {
    try {
      shell.resize(size);
    } catch (IOException ended) {
      return;
    }
    terminal.resize(size.columns(), size.rows());
    owner.resized(terminal);
    shared().ifPresent(Sharing::resized);
  }
}
