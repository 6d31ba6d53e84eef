package weft.pty;

import java.io.IOException;
import java.util.OptionalInt;

/// A shell on a terminal of its own: the port through which the host types, listens and ends it.
///
/// One thread reads, one writes, and any thread may call the rest. Reading and writing block a
/// platform thread each; neither ever waits for the other.
public interface ShellProcess extends AutoCloseable {
  /// Blocks for output and copies up to `buffer.length` bytes of it.
  ///
  /// What the shell printed before it ended arrives before the end does. Programs it left behind
  /// in the background do not hold the end back.
  ///
  /// @return the number of bytes, at least 1; or −1 when there will be no more
  int read(byte[] buffer) throws IOException;

  /// Like [#read], but never waits: 0 when the shell has printed nothing more yet.
  int readNow(byte[] buffer) throws IOException;

  /// Types `length` bytes, all of them, blocking while the terminal's input queue is full.
  ///
  /// @return false when the shell has ended or was closed, and some of the bytes reached nobody
  boolean write(byte[] bytes, int offset, int length) throws IOException;

  /// Types as many of `length` bytes as the terminal takes at once, and never waits. For the thread
  /// that writes, as [#write], which also says what is wrong where nothing was taken.
  ///
  /// @return the number of bytes that were typed
  int writeNow(byte[] bytes, int offset, int length);

  /// Changes the terminal's size; the foreground programs are told. Nothing happens after the
  /// end.
  void resize(TerminalSize size) throws IOException;

  /// The shell's process id. It stays the shell's own until [#waitFor] returns.
  int pid();

  /// Blocks until the shell has ended; every caller gets the same answer.
  ExitStatus waitFor() throws InterruptedException;

  /// The process group that gets the keys, empty once the terminal has gone.
  OptionalInt foregroundProcessGroup();

  /// Whether the shell itself reads the keys, rather than a command it runs.
  default boolean isShellInForeground() {
    OptionalInt group = foregroundProcessGroup();
    return group.isPresent() && group.getAsInt() == pid();
  }

  /// Ends the shell as closing a terminal window does: hangs up on it, once, by closing the
  /// terminal, and kills its process group when it has not ended after a few seconds. Returns
  /// once it has ended. Doing it again does nothing.
  void hangup();

  /// Closes the terminal: a blocked read ends, a blocked write returns false, the kernel hangs up
  /// on the shell. Does not wait for it. Closing again does nothing.
  @Override
  void close();
}
