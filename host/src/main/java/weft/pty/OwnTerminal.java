package weft.pty;

import java.io.IOException;

/// The terminal weft itself runs in: its size, its keys, its screen.
///
/// One thread reads, one at a time writes, any may call the rest. The descriptors belong to
/// whoever started weft and are shared with other programs: they are never closed and never made
/// non-blocking, and working with one that somebody else made non-blocking is fine.
///
/// The settings come back by [#restore], and by a shutdown hook, so also when SIGTERM, SIGHUP or
/// SIGINT ends the JVM. Nobody can bring them back after `kill -9`: the person types `reset`
/// (blind, then Ctrl-J).
public final class OwnTerminal implements AutoCloseable {
  private static final int STANDARD_INPUT = 0;
  private static final int STANDARD_OUTPUT = 1;

  /// Bytes per read; a paste arrives in pieces of this size.
  private static final int READ_BYTES = 16 * 1024;

  /// Bytes per write.
  private static final int WRITE_BYTES = 32 * 1024;

  private final int wake;
  private final TerminalModes modes;
  private final NativeBuffer input = new NativeBuffer(READ_BYTES); // of the reading thread
  private final NativeBuffer output = new NativeBuffer(WRITE_BYTES); // guarded by itself
  private final NativeBuffer control = new NativeBuffer(64); // guarded by itself
  private boolean raw; // guarded by control
  private boolean hooked; // guarded by control
  private volatile boolean closed;

  private OwnTerminal(int wake, TerminalModes modes) {
    this.wake = wake;
    this.modes = modes;
  }

  /// Looks at standard input and output; both have to be a terminal.
  ///
  /// @throws UnsupportedOperationException one sentence, on systems weft does not know
  public static FoundTerminal find() throws IOException {
    SupportedSystem.require();
    NativeBuffer at = new NativeBuffer(64);
    if (Native.tcgetattr(at, STANDARD_OUTPUT) != 0) {
      return new FoundTerminal.NotATerminal("standard output is not a terminal");
    }
    if (Native.tcgetattr(at, STANDARD_INPUT) != 0) {
      return new FoundTerminal.NotATerminal("standard input is not a terminal");
    }
    TerminalModes modes = TerminalModes.of(STANDARD_INPUT, at);
    int wake = Native.eventfd(at);
    if (wake < 0) {
      throw Failure.of("cannot watch the terminal", at);
    }
    return new FoundTerminal.Found(new OwnTerminal(wake, modes));
  }

  /// Its size now; 80×24 when it does not know.
  public TerminalSize size() {
    synchronized (control) {
      if (Native.ioctl(control, STANDARD_OUTPUT, LinuxAbi.TIOCGWINSZ) != 0) {
        return TerminalSize.DEFAULT;
      }
      return TerminalSize.readFrom(control);
    }
  }

  /// Its settings from before weft changed them.
  public TerminalModes modes() {
    return modes;
  }

  /// From now on every key reaches [#read] as it is. Entering again does nothing.
  public void enterRaw() throws IOException {
    synchronized (control) {
      if (closed) {
        return;
      }
      if (!hooked) {
        hooked = true;
        Runtime.getRuntime().addShutdownHook(new Restore());
      }
      raw = true; // first: a signal between the two must restore
      modes.raw(control).applyTo(STANDARD_INPUT, control);
    }
  }

  /// Gives the terminal its settings back. Restoring again does nothing.
  ///
  /// In the background nothing is touched: the shell in front has its own settings by then, and
  /// the kernel would stop weft for meddling.
  public void restore() {
    synchronized (control) {
      if (!raw) {
        return;
      }
      raw = false;
      if (inBackground()) {
        return;
      }
      try {
        modes.applyTo(STANDARD_INPUT, control);
      } catch (IOException gone) {
        // a terminal that has been closed needs no settings
      }
    }
  }

  private boolean inBackground() {
    int front = Native.tcgetpgrp(control, STANDARD_INPUT);
    return front > 0 && front != Native.getpgrp(control);
  }

  /// Runs `listener`, on a thread of its own each time, when the size may have changed: the
  /// window was resized, or weft was stopped and brought back to the foreground (raw again by
  /// then). A later listener replaces the earlier one.
  public void onChange(Runnable listener) {
    TerminalSignals.listen(this, listener);
  }

  /// After a stop: whoever was in front meanwhile has left its own settings.
  void returnToFront() {
    synchronized (control) {
      if (raw && !closed && !inBackground()) {
        try {
          modes.raw(control).applyTo(STANDARD_INPUT, control);
        } catch (IOException gone) {
          // reading will say so
        }
      }
    }
  }

  /// Blocks for keys and copies up to `buffer.length` bytes.
  ///
  /// @return the number of bytes, at least 1; −1 when the terminal has gone or this is closed
  public int read(byte[] buffer) throws IOException {
    if (buffer.length == 0) {
      throw new IllegalArgumentException("an empty buffer");
    }
    while (!closed) {
      await(input, STANDARD_INPUT, LinuxAbi.POLLIN);
      if (closed) {
        break; // what was typed since belongs to the next program
      }
      int count = Native.read(input, STANDARD_INPUT, Math.min(buffer.length, READ_BYTES));
      if (count > 0) {
        input.copyOut(buffer, count);
        return count;
      }
      int error = count == 0 ? LinuxAbi.EIO : input.errno();
      if (error == LinuxAbi.EIO) {
        break;
      } else if (error != LinuxAbi.EAGAIN && error != LinuxAbi.EINTR) {
        throw Failure.of("cannot read from the terminal", error, input);
      }
    }
    return -1;
  }

  /// Writes all `length` bytes, blocking while the terminal is not taking them.
  ///
  /// @throws IOException when the terminal has gone
  public void write(byte[] bytes, int offset, int length) throws IOException {
    synchronized (output) {
      for (int done = 0; done < length; ) {
        int chunk = Math.min(length - done, WRITE_BYTES);
        output.copyIn(bytes, offset + done, chunk);
        writeChunk(chunk);
        done += chunk;
      }
    }
  }

  private void writeChunk(int length) throws IOException {
    for (int done = 0; done < length; ) {
      int count = Native.write(output, STANDARD_OUTPUT, done, length - done);
      if (count >= 0) {
        done += count;
        continue;
      }
      int error = output.errno();
      if (error == LinuxAbi.EAGAIN) {
        output.poll(0, STANDARD_OUTPUT, LinuxAbi.POLLOUT);
        Native.poll(output, 1);
      } else if (error != LinuxAbi.EINTR) {
        throw Failure.of("cannot write to the terminal", error, output);
      }
    }
  }

  /// Restores the settings and ends reading; typing goes to the next program. Writing still
  /// works.
  @Override
  public void close() {
    synchronized (control) {
      if (closed) {
        return;
      }
      closed = true;
      control.setInt(0, 1);
      control.setInt(1, 0);
      Native.write(control, wake, 0, Long.BYTES); // the event itself lives as long as the JVM
    }
    restore();
  }

  private void await(NativeBuffer at, int fd, int events) {
    at.poll(0, fd, events);
    at.poll(1, wake, LinuxAbi.POLLIN);
    Native.poll(at, 2); // whatever it says, the read tells
  }

  private final class Restore extends Thread {
    @Override
    public void run() {
      restore();
    }
  }
}
