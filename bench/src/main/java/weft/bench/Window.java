package weft.bench;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
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
  private boolean reading = true;
  private int bytesPerSecond = Integer.MAX_VALUE;
  private @Nullable ByteArrayOutputStream recorded;

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
        rest(count);
      }
    } catch (IOException | InterruptedException gone) {
      // over
    }
    synchronized (this) {
      over = true;
      notifyAll();
    }
  }

  /// As long as whoever reads is paused, or as the window is slow.
  private void rest(int count) throws InterruptedException {
    long nanos;
    synchronized (this) {
      while (!reading) {
        wait();
      }
      nanos = 1_000_000_000L * count / bytesPerSecond;
    }
    if (bytesPerSecond < Integer.MAX_VALUE) {
      TimeUnit.NANOSECONDS.sleep(nanos);
    }
  }

  /// Stops or goes on reading what the program prints.
  synchronized void reading(boolean on) {
    reading = on;
    notifyAll();
  }

  /// Reads no faster than this from now on.
  synchronized void pace(int slowerBytesPerSecond) {
    bytesPerSecond = slowerBytesPerSecond;
  }

  /// Keeps everything that is printed from now on.
  synchronized void record() {
    recorded = new ByteArrayOutputStream();
  }

  synchronized String recorded() {
    return recorded == null ? "" : recorded.toString(StandardCharsets.UTF_8);
  }

  private synchronized void took(byte[] bytes, int count) {
    int at = (int) (total % KEPT);
    int first = Math.min(count, KEPT - at);
    System.arraycopy(bytes, 0, kept, at, first);
    System.arraycopy(bytes, first, kept, 0, count - first);
    total += count;
    if (recorded != null) {
      recorded.write(bytes, 0, count);
    }
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
    return found(text, type(keys, text, (int) PATIENCE.toSeconds()));
  }

  /// As above, with less patience; [Long#MAX_VALUE] if it did not come out in time.
  long type(String keys, String text, int seconds) throws IOException, InterruptedException {
    synchronized (this) {
      from = total;
      awaited = text.getBytes(StandardCharsets.UTF_8);
    }
    long typed = System.nanoTime();
    type(keys);
    long seen = awaitSeen(seconds);
    return seen == Long.MAX_VALUE ? seen : seen - typed;
  }

  void type(String keys) throws IOException {
    byte[] bytes = keys.getBytes(StandardCharsets.UTF_8);
    process.write(bytes, 0, bytes.length);
  }

  /// Waits until `text` has come, at any time since the start or the last await.
  ///
  /// @return when it was seen, nanosecond time
  long await(String text) throws InterruptedException {
    return found(text, await(text, (int) PATIENCE.toSeconds()));
  }

  /// @return when it was seen, nanosecond time; [Long#MAX_VALUE] if it was not in time
  long await(String text, int seconds) throws InterruptedException {
    synchronized (this) {
      awaited = text.getBytes(StandardCharsets.UTF_8);
      look();
    }
    return awaitSeen(seconds);
  }

  private long found(String text, long at) {
    if (at == Long.MAX_VALUE) {
      throw new IllegalStateException("waited in vain for '" + text + "':\n" + tail());
    }
    return at;
  }

  private synchronized long awaitSeen(int seconds) throws InterruptedException {
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
    while (awaited.length > 0) {
      long left = TimeUnit.NANOSECONDS.toMillis(until - System.nanoTime());
      if (left <= 0 || over) {
        awaited = new byte[0];
        return Long.MAX_VALUE;
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
    return awaitMoreThan(bytes, PATIENCE.toMillis());
  }

  /// @return [Long#MAX_VALUE] if they did not come in time
  synchronized long awaitMoreThan(long bytes, long millis) throws InterruptedException {
    long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
    wanted = bytes;
    while (total <= bytes) {
      long left = TimeUnit.NANOSECONDS.toMillis(until - System.nanoTime());
      if (left <= 0) {
        return Long.MAX_VALUE;
      }
      wait(left);
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

  /// The process in the window.
  ProcessHandle program() {
    return ProcessHandle.of(process.pid()).orElseThrow();
  }

  /// The JVM in this window.
  Processes java() {
    return Processes.of(
        program()
            .descendants()
            .filter(child -> child.info().command().orElse("").endsWith("java"))
            .toList());
  }

  /// CPU time of the JVM in this window so far, seconds.
  double cpuSeconds() {
    return java().cpuSeconds();
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
