package weft.pty;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.OptionalInt;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A [ShellProcess] without a process: a test prints for it, sees what was typed, and ends it.
///
/// Any thread may do anything; it behaves like a real one, down to a writer that blocks while the
/// program does not read.
public final class ScriptedShell implements ShellProcess {
  /// Bytes printed and not yet read; printing more is an error of the script.
  private static final int OUTPUT_LIMIT = 64 * 1024 * 1024;

  /// Bytes typed that a program which does not read leaves in the queue; then the writer blocks.
  private static final int INPUT_QUEUE = 64 * 1024;

  private static final int PID = 4711;

  private final ArrayDeque<byte[]> output = new ArrayDeque<>(); // all fields guarded by this
  private final ByteArrayOutputStream typed = new ByteArrayOutputStream();
  private int unread;
  private int queued;
  private boolean reading = true;
  private boolean ignoresHangup;
  private boolean closed;
  private int foreground = PID;
  private TerminalSize size;
  private Consumer<byte[]> program = bytes -> {};
  private @Nullable ExitStatus exit;

  ScriptedShell(TerminalSize size) {
    this.size = size;
  }

  /// A shell that waits for its script.
  public static ScriptedShell sized(TerminalSize size) {
    return new ScriptedShell(size);
  }

  public synchronized void print(byte[] bytes) {
    unread += bytes.length;
    if (unread > OUTPUT_LIMIT) {
      throw new IllegalStateException("the script prints more than anybody reads");
    }
    if (bytes.length > 0) {
      output.add(bytes.clone());
    }
    notifyAll();
  }

  public void print(String text) {
    print(text.getBytes(StandardCharsets.UTF_8));
  }

  /// Runs `onTyped` with each piece that is typed from now on, on the writing thread.
  public synchronized void program(Consumer<byte[]> onTyped) {
    program = onTyped;
  }

  /// From now on the program does not read its input.
  public synchronized void stopReading() {
    reading = false;
  }

  /// The program reads what was queued, and everything from now on.
  public synchronized void resumeReading() {
    reading = true;
    queued = 0;
    notifyAll();
  }

  public synchronized void ignoreHangup() {
    ignoresHangup = true;
  }

  /// Puts a command in the foreground, or the shell itself.
  public synchronized void shellInForeground(boolean shell) {
    foreground = shell ? PID : PID + 1;
  }

  /// Ends the shell; what it printed can still be read.
  public synchronized void exit(ExitStatus status) {
    if (exit == null) {
      exit = status;
    }
    notifyAll();
  }

  /// Everything typed so far.
  public synchronized byte[] typed() {
    return typed.toByteArray();
  }

  /// Blocks until what was typed contains `text`.
  public synchronized void awaitTyped(String text) throws InterruptedException {
    while (!typed.toString(StandardCharsets.UTF_8).contains(text)) {
      wait();
    }
  }

  /// The size after the latest resize.
  public synchronized TerminalSize size() {
    return size;
  }

  @Override
  public synchronized int readNow(byte[] buffer) {
    return output.isEmpty() && !closed && exit == null ? 0 : read(buffer);
  }

  @Override
  public synchronized int read(byte[] buffer) {
    if (buffer.length == 0) {
      throw new IllegalArgumentException("an empty buffer");
    }
    waitWhile(() -> output.isEmpty() && !closed && exit == null);
    byte[] next = output.poll();
    if (closed || next == null) {
      return -1;
    }
    int count = Math.min(next.length, buffer.length);
    System.arraycopy(next, 0, buffer, 0, count);
    if (count < next.length) {
      output.addFirst(Arrays.copyOfRange(next, count, next.length));
    }
    unread -= count;
    return count;
  }

  @Override
  public int writeNow(byte[] bytes, int offset, int length) {
    int room;
    synchronized (this) {
      boolean over = closed || exit != null;
      room = over ? 0 : reading ? length : Math.min(length, INPUT_QUEUE - queued);
    }
    return write(bytes, offset, room) ? room : 0;
  }

  @Override
  public boolean write(byte[] bytes, int offset, int length) {
    for (int done = 0; done < length; ) {
      byte[] piece;
      Consumer<byte[]> reader;
      synchronized (this) {
        waitWhile(() -> !reading && queued == INPUT_QUEUE && !closed && exit == null);
        if (closed || exit != null) {
          return false;
        }
        int room = reading ? length - done : Math.min(length - done, INPUT_QUEUE - queued);
        queued += reading ? 0 : room;
        piece = Arrays.copyOfRange(bytes, offset + done, offset + done + room);
        typed.writeBytes(piece);
        reader = program;
        notifyAll();
      }
      reader.accept(piece);
      done += piece.length;
    }
    synchronized (this) {
      return !closed && exit == null;
    }
  }

  @Override
  public synchronized void resize(TerminalSize cells) {
    if (!closed) {
      size = cells;
    }
  }

  @Override
  public int pid() {
    return PID;
  }

  @Override
  public synchronized ExitStatus waitFor() throws InterruptedException {
    while (exit == null) {
      wait();
    }
    return exit;
  }

  @Override
  public synchronized OptionalInt foregroundProcessGroup() {
    return closed ? OptionalInt.empty() : OptionalInt.of(foreground);
  }

  @Override
  public synchronized void hangup() {
    close();
    exit(new ExitStatus.Killed(LinuxAbi.SIGKILL)); // only where the hang-up was ignored
  }

  @Override
  public synchronized void close() {
    closed = true;
    if (!ignoresHangup) {
      exit(new ExitStatus.Killed(LinuxAbi.SIGHUP));
    }
    notifyAll();
  }

  /// A test that is stuck is interrupted by its time limit.
  private synchronized void waitWhile(BooleanSupplier blocked) {
    try {
      while (blocked.getAsBoolean()) {
        wait();
      }
    } catch (InterruptedException stuck) {
      throw new IllegalStateException("interrupted while waiting for the script", stuck);
    }
  }
}
