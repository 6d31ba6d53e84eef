package weft.testkit;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.Predicate;
import weft.pty.ExitStatus;
import weft.pty.Pty;
import weft.pty.ShellCommand;
import weft.pty.ShellProcess;
import weft.pty.TerminalSize;
import weft.terminal.Terminal;

/// A person's terminal window with a program in it: a real pseudo-terminal, its screen kept by the
/// engine, everything awaitable.
public final class OuterTerminal implements AutoCloseable {
  /// How long [#await] waits before it fails the test.
  public static final Duration PATIENCE = Duration.ofSeconds(30);

  /// Bytes of output that are kept for assertions about exactly what was written.
  private static final int RECORDED = 32 << 20;

  private final ShellProcess process;
  private final Terminal screen;
  private final ByteArrayOutputStream recorded = new ByteArrayOutputStream();
  private boolean over;

  private OuterTerminal(ShellProcess process, TerminalSize size) {
    this.process = process;
    screen = new Terminal(size.columns(), size.rows());
  }

  public static OuterTerminal start(ShellCommand command) throws IOException {
    OuterTerminal terminal = new OuterTerminal(Pty.start(command), command.size());
    Thread.ofPlatform().daemon().name("outer-terminal").start(terminal::read);
    return terminal;
  }

  private void read() {
    byte[] buffer = new byte[64 << 10];
    try {
      for (int count = process.read(buffer); count > 0; count = process.read(buffer)) {
        shown(buffer, count);
      }
    } catch (IOException gone) {
      // over
    }
    synchronized (this) {
      over = true;
      notifyAll();
    }
  }

  private synchronized void shown(byte[] bytes, int count) {
    screen.feed(bytes, 0, count);
    if (recorded.size() < RECORDED) {
      recorded.write(bytes, 0, count);
    }
    notifyAll();
  }

  public OuterTerminal type(String keys) {
    byte[] bytes = keys.getBytes(StandardCharsets.UTF_8);
    try {
      process.write(bytes, 0, bytes.length);
    } catch (IOException gone) {
      throw new AssertionError("the program has ended", gone);
    }
    return this;
  }

  public void resize(int columns, int rows) throws IOException {
    synchronized (this) {
      screen.resize(columns, rows);
    }
    process.resize(new TerminalSize(columns, rows));
  }

  /// The visible rows as plain text.
  public synchronized String text() {
    return screen.text();
  }

  /// Cells, colours, attributes, cursor and modes as text; see the terminal's dump.
  public String dump() {
    return dump(0);
  }

  /// @param historyRows rows above the screen, besides
  public synchronized String dump(int historyRows) {
    return screen.dump(historyRows);
  }

  /// How many bytes were written so far, up to the same bound as [#output].
  public synchronized int written() {
    return recorded.size();
  }

  /// Everything written so far, up to a bound.
  public synchronized byte[] output() {
    return recorded.toByteArray();
  }

  public OuterTerminal awaitText(String text) {
    return await("'" + text + "' on the screen", terminal -> terminal.text().contains(text));
  }

  public synchronized OuterTerminal await(String what, Predicate<OuterTerminal> met) {
    long until = System.nanoTime() + PATIENCE.toNanos();
    while (!met.test(this)) {
      long left = (until - System.nanoTime()) / 1_000_000;
      if (left <= 0 || (over && !met.test(this))) {
        throw new AssertionError("waited in vain for " + what + "; screen:\n" + text());
      }
      try {
        wait(left);
      } catch (InterruptedException stop) {
        Thread.currentThread().interrupt();
        throw new AssertionError("interrupted", stop);
      }
    }
    return this;
  }

  public int pid() {
    return process.pid();
  }

  /// Waits for the program to end.
  public ExitStatus exit() throws InterruptedException {
    return process.waitFor();
  }

  /// Closes the window.
  @Override
  public void close() {
    process.hangup();
    process.close();
  }
}
