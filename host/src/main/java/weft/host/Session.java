package weft.host;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import weft.protocol.Reason;
import weft.protocol.RelayToHost;
import weft.pty.ExitStatus;
import weft.pty.ShellProcess;
import weft.pty.TerminalSize;
import weft.terminal.Terminal;

/// A shared shell, from its start to its end: the one thread that owns screen, stream, people and
/// access. [#run] is that thread.
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
  private final Sharing sharing;
  private final byte[] chunk = new byte[CHUNK];
  private @Nullable ExitStatus exit;

  Session(
      Inbox inbox,
      ShellProcess shell,
      Passthrough passthrough,
      OwnerView owner,
      Terminal terminal,
      Sharing sharing) {
    this.inbox = inbox;
    this.shell = shell;
    this.passthrough = passthrough;
    this.owner = owner;
    this.terminal = terminal;
    this.sharing = sharing;
  }

  /// Works until the shell has ended and everything it printed has been passed on.
  ExitStatus run() throws InterruptedException {
    while (true) {
      long began = System.nanoTime();
      handleEvents();
      boolean more = takeOutput();
      owner.update(passthrough, terminal);
      sharing.flush();
      ExitStatus ended = exit;
      if (ended != null && passthrough.empty()) {
        owner.finish(passthrough, terminal);
        sharing.end(Reason.SHELL_EXITED, ended.shellStatus());
        return ended;
      }
      boolean searching = sharing.search();
      if (!more && !searching) {
        sharing.watchHistory();
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
      sharing.output(chunk, count);
      done += count;
    }
    return true;
  }

  private void handle(SessionEvent event) {
    switch (event) {
      case SessionEvent.FromRelay(Outlet relay, RelayToHost frame) ->
          sharing.received(relay, frame);
      case SessionEvent.RelayUp(Outlet relay, RelayLine line) -> sharing.relayUp(relay, line);
      case SessionEvent.RelayDown(Outlet relay, String why) -> sharing.relayDown(relay, why);
      case SessionEvent.Resized(TerminalSize size) -> resize(size);
      case SessionEvent.Asked(ControlRequest request, CompletableFuture<ControlReply> reply) ->
          reply.complete(sharing.asked(request));
      case SessionEvent.Choice(NoticeLine.Key key) -> sharing.chosen(key);
      case SessionEvent.RosterPauseOver _ -> sharing.rosterPauseOver();
      case SessionEvent.NoticeExpired(NoticeLine.Notice notice) -> sharing.expired(notice);
      case SessionEvent.TerminalGone _ -> shell.hangup();
      case SessionEvent.ShellExited(ExitStatus status) -> exit = status;
    }
  }

  private void resize(TerminalSize size) {
    try {
      shell.resize(size);
    } catch (IOException ended) {
      return;
    }
    terminal.resize(size.columns(), size.rows());
    owner.resized(terminal);
    sharing.resized();
  }
}
