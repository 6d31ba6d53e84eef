package weft.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import weft.pty.Pty;
import weft.pty.ShellCommand;
import weft.pty.ShellProcess;
import weft.terminal.Terminal;

/// A window that costs next to nothing: it drains the program's output, keeps the end of it, and
/// notes when something awaited has come. The screen is made of that end only when asked for.
final class Window implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  /// Bytes kept: many screens of the densest output.
  private static final int KEPT = 1 << 20;

  /// Milliseconds without output after which a program counts as done.
  private static final int QUIET_MILLIS = 20;

  private final ShellProcess process;
  private final long started;
  private final byte[] kept = new byte[KEPT];
  private long total;
  private long from;
  private byte[] awaited = {};
  private long seenAt;
  private long wanted = Long.MAX_VALUE;
  private long lastAt;
  private boolean over;

  private Window(ShellProcess process, long started) {
    this.process = process;
    this.started = started;
  }

  static Window open(ShellCommand command) throws IOException {
    long started = System.nanoTime();
    Window window = new Window(Pty.start(command), started);
    Thread.ofPlatform().daemon().name("bench-window").start(window::drain);
    return window;
  }

  /// Nanosecond time just before the program was started.
  long started() {
    return started;
  }

  private void drain() {
    byte[] buffer = new byte[64 << 10];
    try {
      for (int count = process.read(buffer); count > 0; count = process.read(buffer)) {
        took(buffer, count);
      }
    } catch (IOException gone) {
      // over
    }
    synchronized (this) {
      over = true;
      notifyAll();
    }
  }

  private synchronized void took(byte[] bytes, int count) {
    int at = (int) (total % KEPT);
    int first = Math.min(count, KEPT - at);
    System.arraycopy(bytes, 0, kept, at, first);
    System.arraycopy(bytes, first, kept, 0, count - first);
    total += count;
    lastAt = System.nanoTime();
    look();
    if (total > wanted) {
      wanted = Long.MAX_VALUE;
      notifyAll();
    }
  }

  /// Searches what has come since the last look, and keeps looking from where a match may begin.
  private void look() {
    if (awaited.length == 0) {
      return;
    }
    from = Math.max(from, total - KEPT);
    byte head = awaited[0];
    for (; from + awaited.length <= total; from++) {
      if (kept[(int) (from % KEPT)] == head && matches()) {
        seenAt = System.nanoTime();
        from += awaited.length;
        awaited = new byte[0];
        notifyAll();
        return;
      }
    }
  }

  private boolean matches() {
    for (int i = 1; i < awaited.length; i++) {
      if (kept[(int) ((from + i) % KEPT)] != awaited[i]) {
        return false;
      }
    }
    return true;
  }

  /// Types and waits until `text` comes out after that.
  ///
  /// @return nanoseconds from typing to seeing
  long type(String keys, String text) throws IOException, InterruptedException {
    synchronized (this) {
      from = total;
      awaited = text.getBytes(StandardCharsets.UTF_8);
    }
    long typed = System.nanoTime();
    type(keys);
    return awaitSeen(text) - typed;
  }

  void type(String keys) throws IOException {
    byte[] bytes = keys.getBytes(StandardCharsets.UTF_8);
    process.write(bytes, 0, bytes.length);
  }

  /// Waits until `text` has come, at any time since the start or the last await.
  ///
  /// @return when it was seen, nanosecond time
  long await(String text) throws InterruptedException {
    synchronized (this) {
      awaited = text.getBytes(StandardCharsets.UTF_8);
      look();
    }
    return awaitSeen(text);
  }

  private synchronized long awaitSeen(String text) throws InterruptedException {
    long until = System.nanoTime() + PATIENCE.toNanos();
    while (awaited.length > 0) {
      long left = TimeUnit.NANOSECONDS.toMillis(until - System.nanoTime());
      if (left <= 0 || over) {
        throw new IllegalStateException("waited in vain for '" + text + "':\n" + tail());
      }
      wait(left);
    }
    return seenAt;
  }

  /// Bytes printed so far.
  synchronized long total() {
    return total;
  }

  /// Waits until more than `bytes` have come in all.
  ///
  /// @return when that was, nanosecond time
  synchronized long awaitMoreThan(long bytes) throws InterruptedException {
    wanted = bytes;
    while (total <= bytes) {
      wait();
    }
    wanted = Long.MAX_VALUE;
    return lastAt;
  }

  /// Waits until nothing has come for a moment.
  synchronized void awaitQuiet() throws InterruptedException {
    do {
      wait(QUIET_MILLIS);
    } while (System.nanoTime() - lastAt < TimeUnit.MILLISECONDS.toNanos(QUIET_MILLIS));
  }

  synchronized String tail() {
    return new String(end(), StandardCharsets.UTF_8);
  }

  private byte[] end() {
    int count = (int) Math.min(total, KEPT);
    byte[] end = new byte[count];
    for (int i = 0; i < count; i++) {
      end[i] = kept[(int) ((total - count + i) % KEPT)];
    }
    return end;
  }

  /// The screen's cells, colours, cursor and modes, from the kept end: from its second line on.
  synchronized String dump() {
    byte[] end = end();
    int line = 0;
    while (total > KEPT && end[line] != '\n') {
      line++;
    }
    Terminal screen = new Terminal(Workplace.SIZE.columns(), Workplace.SIZE.rows());
    screen.feed(Arrays.copyOfRange(end, line, end.length));
    return screen.dump(0);
  }

  /// CPU time of the JVM in this window so far, seconds.
  double cpuSeconds() throws IOException {
    long ticks =
        ProcessHandle.of(process.pid()).stream()
            .flatMap(ProcessHandle::descendants)
            .filter(child -> child.info().command().orElse("").endsWith("java"))
            .mapToLong(child -> ticks(child.pid()))
            .sum();
    return ticks / 100.0;
  }

  /// `utime` and `stime` of proc(5), in hundredths of a second.
  private static long ticks(long pid) {
    try {
      String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
      String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
      return Long.parseLong(fields[11]) + Long.parseLong(fields[12]);
    } catch (IOException gone) {
      return 0;
    }
  }

  /// Waits for the program's own end.
  void awaitExit() throws InterruptedException {
    process.waitFor();
    close();
  }

  @Override
  public void close() {
    process.hangup();
    process.close();
  }
}
