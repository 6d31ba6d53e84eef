package weft.pty;

import sun.misc.Signal;
import sun.misc.SignalHandler;

/// SIGWINCH and SIGCONT for [OwnTerminal].
///
/// `sun.misc.Signal` (module `jdk.unsupported`) takes 0.1 ms, where a proxy made by reflection
/// takes 13 ms, and a handler in C may not call into the JVM at all.
final class TerminalSignals implements SignalHandler {
  private final OwnTerminal terminal;
  private final Runnable listener;

  private TerminalSignals(OwnTerminal terminal, Runnable listener) {
    this.terminal = terminal;
    this.listener = listener;
  }

  static void listen(OwnTerminal terminal, Runnable listener) {
    TerminalSignals handler = new TerminalSignals(terminal, listener);
    Signal.handle(new Signal("WINCH"), handler);
    Signal.handle(new Signal("CONT"), handler);
  }

  @Override
  public void handle(Signal signal) {
    if (signal.getName().equals("CONT")) {
      terminal.returnToFront();
    }
    listener.run();
  }
}
