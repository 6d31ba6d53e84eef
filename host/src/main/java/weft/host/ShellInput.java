package weft.host;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Arrays;
import weft.pty.ShellProcess;

/// Everybody's keys on their way to the shell, in order and whole (rule M4): at once while it takes
/// them, else from a thread that waits for it.
///
/// A program that reads nothing fills the queue: the owner's keyboard then waits, as on any
/// terminal, and guests are told that their keys were not taken.
final class ShellInput {
  /// Bytes that may wait for the shell: a few large pastes.
  static final int CAPACITY = 1 << 20;

  private final ShellProcess shell;
  private final ArrayDeque<byte[]> waiting = new ArrayDeque<>();
  private int bytes;
  private boolean writing; // the thread has keys that it took from the queue
  private boolean ended;

  ShellInput(ShellProcess shell) {
    this.shell = shell;
  }

  void start() {
    Thread.ofPlatform().daemon().name("weft-shell-input").start(this::run);
  }

  /// Takes `keys` if there is room; never waits.
  synchronized boolean offer(byte[] keys) {
    if (ended || bytes + keys.length > CAPACITY) {
      return false;
    }
    add(keys);
    return true;
  }

  /// Takes `keys`, waiting for room.
  synchronized void put(byte[] keys) throws InterruptedException {
    while (bytes >= CAPACITY && !ended) {
      wait();
    }
    add(keys);
  }

  private void add(byte[] keys) {
    boolean first = waiting.isEmpty() && !writing && !ended;
    int typed = first ? shell.writeNow(keys, 0, keys.length) : 0;
    if (typed < keys.length) {
      waiting.add(typed == 0 ? keys : Arrays.copyOfRange(keys, typed, keys.length));
      bytes += keys.length - typed;
      notifyAll();
    }
  }

  synchronized void end() {
    ended = true;
    notifyAll();
  }

  private void run() {
    try {
      for (byte[] keys = next(); keys.length > 0; keys = next()) {
        if (!shell.write(keys, 0, keys.length)) {
          break;
        }
      }
    } catch (IOException | InterruptedException gone) {
      // the shell has ended; its exit status tells the rest
    }
    end();
  }

  private synchronized byte[] next() throws InterruptedException {
    writing = false;
    while (waiting.isEmpty()) {
      if (ended) {
        return new byte[0];
      }
      wait();
    }
    byte[] keys = waiting.remove();
    writing = true;
    bytes -= keys.length;
    notifyAll();
    return keys;
  }
}
