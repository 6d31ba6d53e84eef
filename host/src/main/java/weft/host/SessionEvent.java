package weft.host;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import weft.protocol.RelayToHost;
import weft.pty.ExitStatus;
import weft.pty.TerminalSize;

/// What happens to a session, besides the shell's output. Handled one at a time by its thread.
sealed interface SessionEvent {
  record FromRelay(Outlet relay, RelayToHost frame) implements SessionEvent {}

  record RelayUp(Outlet relay, RelayLine line) implements SessionEvent {}

  record RelayDown(Outlet relay, String why) implements SessionEvent {}

  record RelayOver(Outlet relay, String why) implements SessionEvent {}

  record Resized(TerminalSize size) implements SessionEvent {}

  record Asked(ControlRequest request, CompletableFuture<ControlReply> reply)
      implements SessionEvent {}

  /// Everything is there for the session to be shared.
  record SharingReady(
      SharingOptions options,
      SessionKeys keys,
      List<Outlet> outlets,
      StartingPoint.From from,
      CompletableFuture<ControlReply> reply)
      implements SessionEvent {}

  /// The session cannot be shared.
  ///
  /// @param why a line for people
  record SharingFailed(String why, CompletableFuture<ControlReply> reply) implements SessionEvent {}

  /// A key pressed while a notice asked for one.
  record Choice(NoticeLine.Key key) implements SessionEvent {}

  /// See [Later].
  record Due(Runnable run) implements SessionEvent {}

  /// The owner's terminal was closed.
  record TerminalGone() implements SessionEvent {}

  record ShellExited(ExitStatus status) implements SessionEvent {}
}
