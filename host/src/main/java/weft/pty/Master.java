package weft.pty;

import java.io.IOException;
import java.util.OptionalInt;

/// The master side of a pseudo-terminal: its descriptor, who is using it, and when reading ends.
///
/// The descriptor is non-blocking, and waiting is done by `poll(2)` on it and on an event that
/// fires when the shell has ended or somebody closes: closing a descriptor does not wake a thread
/// that is blocked reading it. Both descriptors are closed by whoever leaves last after [#close].
///
/// End of output: the shell's exit does not make a pseudo-terminal end when a background program
/// still holds it open, so after [#shellEnded] reading goes on only until the kernel has nothing
/// more, or [#DRAIN_LIMIT] has passed.
final class Master {
  /// Bytes per read: more than the kernel hands out at once (about 4 kB), little enough to keep.
  private static final int READ_BYTES = 32 * 1024;

  /// Bytes per write; the kernel takes a few kB at a time.
  private static final int WRITE_BYTES = 16 * 1024;

  /// Bytes read after the shell's exit, at most. The kernel's buffers hold 640 kB, so all that
  /// the shell printed is within; what a background program goes on printing is cut off.
  private static final int DRAIN_LIMIT = 1024 * 1024;

  private static final int NAME_BYTES = 128;

  private final int fd;
  private final int wake;
  private final NativeBuffer input = new NativeBuffer(READ_BYTES); // of the reading thread
  private final NativeBuffer output = new NativeBuffer(WRITE_BYTES); // of the writing thread
  private final NativeBuffer control = new NativeBuffer(NAME_BYTES); // guarded by itself
  private int drained; // of the reading thread
  private final Object lock = new Object();
  private int users; // guarded by lock
  private volatile boolean closed; // written under lock
  private volatile boolean ended;

  private Master(int fd, int wake) {
    this.fd = fd;
    this.wake = wake;
  }

  static Master open() throws IOException {
    NativeBuffer at = new NativeBuffer(0);
    int flags = LinuxAbi.O_RDWR | LinuxAbi.O_NOCTTY | LinuxAbi.O_CLOEXEC | LinuxAbi.O_NONBLOCK;
    int fd = Native.posixOpenpt(at, flags);
    if (fd < 0) {
      throw Failure.of("cannot open a pseudo-terminal", at);
    }
    int wake = Native.eventfd(at);
    if (wake < 0) {
      IOException failure = Failure.of("cannot open a pseudo-terminal", at);
      Native.close(at, fd);
      throw failure;
    }
    return new Master(fd, wake);
  }

  /// Unlocks the other side. @return its path, `/dev/pts/N`
  String unlock() throws IOException {
    synchronized (control) {
      if (Native.grantpt(control, fd) != 0 || Native.unlockpt(control, fd) != 0) {
        throw Failure.of("cannot unlock the pseudo-terminal", control);
      }
      int error = Native.ptsname(control, fd);
      if (error != 0) {
        throw Failure.of("cannot name the pseudo-terminal", error, control);
      }
      return control.string();
    }
  }

  TerminalModes modes() throws IOException {
    synchronized (control) {
      return TerminalModes.of(fd, control);
    }
  }

  void apply(TerminalModes modes) throws IOException {
    synchronized (control) {
      modes.applyTo(fd, control);
    }
  }

  /// Like `read` of [ShellProcess].
  int read(byte[] buffer) throws IOException {
    return read(buffer, true);
  }

  /// Like `readNow` of [ShellProcess].
  int readNow(byte[] buffer) throws IOException {
    return read(buffer, false);
  }

  private int read(byte[] buffer, boolean wait) throws IOException {
    if (buffer.length == 0) {
      throw new IllegalArgumentException("an empty buffer");
    }
    if (!enter()) {
      return -1;
    }
    try {
      int count = readOnce(Math.min(buffer.length, READ_BYTES), wait);
      if (count > 0) {
        input.copyOut(buffer, count);
      }
      return count;
    } finally {
      leave();
    }
  }

  private int readOnce(int limit, boolean wait) throws IOException {
    while (!closed) {
      boolean last = ended; // looked at first: what the shell printed is then already in the kernel
      if (last && drained >= DRAIN_LIMIT) {
        break;
      }
      int count = Native.read(input, fd, limit);
      if (count > 0) {
        drained += last ? count : 0;
        return count;
      }
      int error = count == 0 ? LinuxAbi.EIO : input.errno();
      if (error == LinuxAbi.EAGAIN && !last) {
        if (!wait) {
          return 0;
        }
        await(input, LinuxAbi.POLLIN);
      } else if (error == LinuxAbi.EAGAIN || error == LinuxAbi.EIO) {
        break; // EIO: nobody has the other side open
      } else if (error != LinuxAbi.EINTR) {
        throw Failure.of("cannot read from the shell's terminal", error, input);
      }
    }
    if (ended) {
      close();
    }
    return -1;
  }

  /// Like `write` of [ShellProcess].
  boolean write(byte[] bytes, int offset, int length) throws IOException {
    if (!enter()) {
      return false;
    }
    try {
      for (int done = 0; done < length; ) {
        int chunk = Math.min(length - done, WRITE_BYTES);
        output.copyIn(bytes, offset + done, chunk);
        if (!writeChunk(chunk)) {
          return false;
        }
        done += chunk;
      }
      return !ended;
    } finally {
      leave();
    }
  }

  /// Like `writeNow` of [ShellProcess].
  int writeNow(byte[] bytes, int offset, int length) {
    if (!enter()) {
      return 0;
    }
    try {
      int chunk = ended ? 0 : Math.min(length, WRITE_BYTES);
      output.copyIn(bytes, offset, chunk);
      return Math.max(0, Native.write(output, fd, 0, chunk));
    } finally {
      leave();
    }
  }

  private boolean writeChunk(int length) throws IOException {
    for (int done = 0; done < length; ) {
      if (closed || ended) {
        return false;
      }
      int count = Native.write(output, fd, done, length - done);
      if (count >= 0) {
        done += count;
        continue;
      }
      int error = output.errno();
      if (error == LinuxAbi.EIO) {
        return false;
      } else if (error == LinuxAbi.EAGAIN) {
        await(output, LinuxAbi.POLLOUT);
      } else if (error != LinuxAbi.EINTR) {
        throw Failure.of("cannot write to the shell's terminal", error, output);
      }
    }
    return true;
  }

  void resize(TerminalSize size) throws IOException {
    if (!enter()) {
      return;
    }
    try {
      synchronized (control) {
        size.writeTo(control);
        if (Native.ioctl(control, fd, LinuxAbi.TIOCSWINSZ) != 0) {
          throw Failure.of("cannot resize the shell's terminal", control);
        }
      }
    } finally {
      leave();
    }
  }

  OptionalInt foregroundProcessGroup() {
    if (!enter()) {
      return OptionalInt.empty();
    }
    try {
      synchronized (control) {
        int group = Native.tcgetpgrp(control, fd);
        return group > 0 ? OptionalInt.of(group) : OptionalInt.empty();
      }
    } finally {
      leave();
    }
  }

  /// From now on reading ends when the kernel has nothing more, and writing ends at once.
  void shellEnded() {
    if (!enter()) {
      return;
    }
    try {
      ended = true;
      fireWake();
    } finally {
      leave();
    }
  }

  void close() {
    synchronized (lock) {
      if (closed) {
        return;
      }
      closed = true;
      fireWake();
      if (users == 0) {
        release();
      }
    }
  }

  private boolean enter() {
    synchronized (lock) {
      if (closed) {
        return false;
      }
      users++;
      return true;
    }
  }

  private void leave() {
    synchronized (lock) {
      users--;
      if (closed && users == 0) {
        release();
      }
    }
  }

  private void release() {
    synchronized (control) {
      Native.close(control, fd);
      Native.close(control, wake);
    }
  }

  /// Makes the event readable for good; it is never read.
  private void fireWake() {
    synchronized (control) {
      control.setInt(0, 1);
      control.setInt(1, 0);
      Native.write(control, wake, 0, Long.BYTES);
    }
  }

  /// Blocks until `events` may be possible, or the shell has ended, or somebody closes.
  private void await(NativeBuffer at, int events) throws IOException {
    at.poll(0, fd, events);
    at.poll(1, wake, LinuxAbi.POLLIN);
    if (Native.poll(at, 2) < 0 && at.errno() != LinuxAbi.EINTR) {
      throw Failure.of("cannot wait for the shell's terminal", at);
    }
  }
}
