package weft.bench;

import static weft.bench.Samples.millis;

import java.io.IOException;
import weft.pty.ShellCommand;

/// Somebody whose client runs in a window of its own.
final class WindowOnlooker implements Onlooker {
  /// A client without the network: nothing of it says goodbye.
  private static final int KILL_PATIENCE_MILLIS = 2_000;

  private final ShellCommand client;
  private final Window window;
  private final String before;

  private WindowOnlooker(ShellCommand client, Window window, String before) {
    this.client = client;
    this.window = window;
    this.before = before;
  }

  /// A window that stands already.
  static WindowOnlooker at(Window window) {
    return new WindowOnlooker(ShellCommand.of(java.nio.file.Path.of("/bin/false")), window, "");
  }

  /// A new client; what it shows is kept if `recorded`.
  static WindowOnlooker open(ShellCommand client, boolean recorded) throws IOException {
    return open(client, recorded, "");
  }

  private static WindowOnlooker open(ShellCommand client, boolean recorded, String before)
      throws IOException {
    Window window = Window.open(client);
    if (recorded) {
      window.record();
    }
    return new WindowOnlooker(client, window, before);
  }

  Window window() {
    return window;
  }

  @Override
  public double echo() throws IOException, InterruptedException {
    long before = window.total();
    long typed = System.nanoTime();
    window.type("x");
    return millis(window.awaitMoreThan(before) - typed);
  }

  @Override
  public void clearLine() throws IOException, InterruptedException {
    window.type("\u0015");
    window.awaitQuiet();
  }

  @Override
  public long await(String text, int seconds) throws InterruptedException {
    return window.await(text, seconds);
  }

  @Override
  public long bytes() {
    return window.total();
  }

  @Override
  public void reading(boolean on) {
    window.reading(on);
  }

  @Override
  public void abort() {
    ProcessHandle program = window.program();
    program.destroyForcibly();
    try {
      program.onExit().get(KILL_PATIENCE_MILLIS, java.util.concurrent.TimeUnit.MILLISECONDS);
    } catch (Exception e) {
      throw new IllegalStateException("a client outlives its end", e);
    }
  }

  @Override
  public Onlooker again() throws IOException {
    return open(client, true, everything());
  }

  @Override
  public String everything() {
    return before + window.recorded();
  }

  @Override
  public void close() {
    window.close();
  }
}
