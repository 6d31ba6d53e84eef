package weft.pty;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/// A test's side of a shell: types, and waits for what it expects to see.
///
/// A thread reads all the time. Waiting has no time limit of its own; the test's has to do.
final class Conversation implements AutoCloseable {
  private final ShellProcess shell;
  private final Thread listener = new Thread(this::listen, "conversation");
  private final ByteArrayOutputStream heard = new ByteArrayOutputStream(); // guarded by this
  private int seen; // characters of what was heard that earlier waits have consumed
  private boolean over;

  Conversation(ShellProcess shell) {
    this.shell = shell;
    listener.setDaemon(true);
    listener.start();
  }

  ShellProcess shell() {
    return shell;
  }

  Conversation type(String keys) {
    byte[] bytes = keys.getBytes(StandardCharsets.UTF_8);
    try {
      shell.write(bytes, 0, bytes.length);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    return this;
  }

  /// Waits until `text` appears after what earlier calls waited for.
  synchronized Conversation until(String text) throws InterruptedException {
    while (true) {
      String all = heard.toString(StandardCharsets.UTF_8);
      int at = all.indexOf(text, seen);
      if (at >= 0) {
        seen = at + text.length();
        return this;
      }
      if (over) {
        throw new AssertionError("never saw «" + text + "» in:\n" + all);
      }
      try {
        wait();
      } catch (InterruptedException stuck) {
        System.err.println("still waiting for «" + text + "» in:\n" + all);
        throw stuck;
      }
    }
  }

  /// Everything so far.
  synchronized String heard() {
    return heard.toString(StandardCharsets.UTF_8);
  }

  /// Waits for the end of output; everything there was.
  synchronized byte[] end() throws InterruptedException {
    while (!over) {
      wait();
    }
    return heard.toByteArray();
  }

  String endText() throws InterruptedException {
    return new String(end(), StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    shell.hangup();
  }

  private void listen() {
    byte[] buffer = new byte[64 * 1024];
    try {
      for (int count; (count = shell.read(buffer)) > 0; ) {
        synchronized (this) {
          heard.write(buffer, 0, count);
          notifyAll();
        }
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    } finally {
      synchronized (this) {
        over = true;
        notifyAll();
      }
    }
  }
}
