package weft.pty;

import java.io.IOException;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// A real shell on a real pseudo-terminal.
///
/// Costs two descriptors and a small thread that waits for the exit.
public final class Pty implements ShellProcess {
  /// Seconds a shell gets to end by itself after the hang-up; bash saves its history in them.
  private static final int HANGUP_GRACE_SECONDS = 2;

  /// Seconds for one that ignores a hang-up to notice that its terminal is gone.
  private static final int CLOSED_GRACE_SECONDS = 1;

  /// Seconds waited for the kernel to end a killed shell; one stuck in a broken disk may take
  /// longer.
  private static final int KILL_GRACE_SECONDS = 1;

  private final Master master;
  private final int pid;
  private final CountDownLatch over = new CountDownLatch(1);
  private final Object lock = new Object();
  private final NativeBuffer signalling = new NativeBuffer(0); // guarded by lock
  private @Nullable ExitStatus exit; // guarded by lock

  private Pty(Master master, int pid) {
    this.master = master;
    this.pid = pid;
  }

  /// Links the native functions, which is most of the first start's cost. Optional: call it
  /// early, on a thread of its own, while other parts load.
  ///
  /// @throws UnsupportedOperationException one sentence, on systems weft does not know
  public static void prepare() {
    SupportedSystem.require();
    Native.getpgrp(new NativeBuffer(0));
  }

  /// Starts a shell.
  ///
  /// @throws IOException with a sentence saying which program or folder is not there
  /// @throws UnsupportedOperationException one sentence, on systems weft does not know
  public static Pty start(ShellCommand command) throws IOException {
    SupportedSystem.require();
    Master master = Master.open();
    try {
      String slave = master.unlock();
      TerminalModes modes = command.modes();
      master.apply(modes != null ? modes : master.modes().utf8(new NativeBuffer(64)));
      master.resize(command.size());
      Pty pty = new Pty(master, Spawn.start(command, slave));
      pty.new Reaper().start();
      return pty;
    } catch (IOException | RuntimeException failure) {
      master.close();
      throw failure;
    }
  }

  @Override
  public int readNow(byte[] buffer) throws IOException {
    return master.readNow(buffer);
  }

  @Override
  public int read(byte[] buffer) throws IOException {
    return master.read(buffer);
  }

  @Override
  public boolean write(byte[] bytes, int offset, int length) throws IOException {
    return master.write(bytes, offset, length);
  }

  @Override
  public int writeNow(byte[] bytes, int offset, int length) {
    return master.writeNow(bytes, offset, length);
  }

  @Override
  public void resize(TerminalSize size) throws IOException {
    master.resize(size);
  }

  @Override
  public int pid() {
    return pid;
  }

  @Override
  public ExitStatus waitFor() throws InterruptedException {
    over.await();
    synchronized (lock) {
      if (exit == null) {
        throw new AssertionError("ended without a status");
      }
      return exit;
    }
  }

  @Override
  public OptionalInt foregroundProcessGroup() {
    return master.foregroundProcessGroup();
  }

  /// The shell hears of the hang-up first, and its terminal goes when it has ended or its grace is
  /// over. Closing at once would let a shell that reads meet the end of its input before the
  /// kernel's signal: bash then leaves by itself and its jobs live on.
  @Override
  public void hangup() {
    signal(pid, LinuxAbi.SIGHUP);
    signal(pid, LinuxAbi.SIGCONT);
    awaitEnd(HANGUP_GRACE_SECONDS);
    close();
    if (!awaitEnd(CLOSED_GRACE_SECONDS)) {
      signal(-pid, LinuxAbi.SIGKILL);
      awaitEnd(KILL_GRACE_SECONDS);
    }
  }

  @Override
  public void close() {
    master.close();
  }

  private boolean awaitEnd(int seconds) {
    try {
      return over.await(seconds, TimeUnit.SECONDS);
    } catch (InterruptedException hurry) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /// The shell leads a process group of the same number. Once its exit is recorded the number may
  /// belong to somebody else, so nothing is sent.
  private void signal(int target, int signal) {
    synchronized (lock) {
      if (exit == null) {
        Native.kill(signalling, target, signal);
      }
    }
  }

  /// From the status word of `waitpid(2)`.
  private static ExitStatus statusOf(int word) {
    int signal = word & 0x7f;
    return signal == 0 ? new ExitStatus.Exited((word >> 8) & 0xff) : new ExitStatus.Killed(signal);
  }

  /// Waits for the shell's exit and takes the zombie away.
  private final class Reaper extends Thread {
    Reaper() {
      super("weft-reaper");
      setDaemon(true);
    }

    @Override
    public void run() {
      NativeBuffer buffer = new NativeBuffer(LinuxAbi.SIGINFO_BYTES);
      while (Native.awaitZombie(buffer, pid) != 0 && buffer.errno() == LinuxAbi.EINTR) {}
      synchronized (lock) {
        int reaped;
        do {
          reaped = Native.waitpid(buffer, pid);
        } while (reaped < 0 && buffer.errno() == LinuxAbi.EINTR);
        // Only somebody else's waitpid(-1) in this JVM could have taken the status away.
        exit = reaped == pid ? statusOf(buffer.getInt(0)) : new ExitStatus.Exited(255);
      }
      master.shellEnded();
      over.countDown();
    }
  }
}
