package weft.host;

import java.io.IOException;
import java.util.ArrayDeque;

/// Writes to the owner's terminal on behalf of the session's thread, which must never wait for it:
/// a terminal over a stalled ssh connection would otherwise freeze every guest.
final class OwnerScreen {
  /// Bytes waiting for the terminal before the session stops taking output from the shell.
  static final int BACKLOG = 256 << 10;

  private final Passthrough.Screen screen;
  private final Inbox inbox;
  private final ArrayDeque<byte[]> waiting = new ArrayDeque<>();
  private int bytes;
  private boolean busy;
  private boolean ended;

  OwnerScreen(Passthrough.Screen screen, Inbox inbox) {
    this.screen = screen;
    this.inbox = inbox;
    Thread.ofPlatform().daemon().name("weft-owner-screen").start(this::run);
  }

  synchronized void write(byte[] piece) {
    if (!ended && piece.length > 0) {
      waiting.add(piece);
      bytes += piece.length;
      notifyAll();
    }
  }

  /// False when the terminal is so far behind that the shell should wait for it.
  synchronized boolean writable() {
    return bytes < BACKLOG;
  }

  /// True when all that was written has reached the terminal.
  synchronized boolean drained() {
    return waiting.isEmpty() && !busy;
  }

  private void run() {
    try {
      for (byte[] piece = next(); piece.length > 0; piece = next()) {
        screen.write(piece, 0, piece.length);
        done(piece);
      }
    } catch (IOException | InterruptedException gone) {
      end(); // a closed terminal hangs up the shell too; the reading side notices
    }
    inbox.signal();
  }

  private synchronized byte[] next() throws InterruptedException {
    while (waiting.isEmpty() && !ended) {
      wait();
    }
    byte[] piece = waiting.poll();
    busy = piece != null;
    return piece == null ? new byte[0] : piece;
  }

  private synchronized void done(byte[] piece) {
    busy = false;
    bytes -= piece.length;
    notifyAll();
    inbox.signal();
  }

  /// Writes what is left and stops.
  synchronized void end() {
    ended = true;
    notifyAll();
  }

  /// Waits for the terminal to take what is left, at most `millis`.
  synchronized void awaitDrained(long millis) throws InterruptedException {
    long until = System.nanoTime() + millis * 1_000_000;
    for (long left = millis; !drained() && left > 0; ) {
      wait(left);
      left = (until - System.nanoTime()) / 1_000_000;
    }
  }
}
