package weft.pty;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.lang.ref.Reference;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The C functions weft calls, all through one method handle.
///
/// Linking a shape costs 10 to 20 ms on the way to the first prompt, and the AOT cache does not
/// keep it, so there is one: six integers in, one integer out, `errno` captured. Both conventions
/// weft runs under pass integers and pointers of any width in whole registers, in order, and a
/// callee ignores registers it has no parameter for. A result narrower than 64 bits has an
/// undefined upper half: the methods below cut it off.
///
/// A pointer travels as an address, so whoever owns the memory must stay reachable across the
/// call.
final class Native {
  private static final SymbolLookup LIBRARY = Linker.nativeLinker().defaultLookup();
  private static @Nullable String missing;

  private static final MemorySegment READ = find("read");
  private static final MemorySegment WRITE = find("write");
  private static final MemorySegment CLOSE = find("close");
  private static final MemorySegment POLL = find("poll");
  private static final MemorySegment EVENTFD = find("eventfd");
  private static final MemorySegment IOCTL = find("ioctl");
  private static final MemorySegment POSIX_OPENPT = find("posix_openpt");
  private static final MemorySegment GRANTPT = find("grantpt");
  private static final MemorySegment UNLOCKPT = find("unlockpt");
  private static final MemorySegment PTSNAME_R = find("ptsname_r");
  private static final MemorySegment TCGETATTR = find("tcgetattr");
  private static final MemorySegment TCSETATTR = find("tcsetattr");
  private static final MemorySegment CFMAKERAW = find("cfmakeraw");
  private static final MemorySegment TCGETPGRP = find("tcgetpgrp");
  private static final MemorySegment GETPGRP = find("getpgrp");
  private static final MemorySegment GETEUID = find("geteuid");
  private static final MemorySegment KILL = find("kill");
  private static final MemorySegment SIGNAL = find("signal");
  private static final MemorySegment WAITID = find("waitid");
  private static final MemorySegment WAITPID = find("waitpid");
  private static final MemorySegment SETPRIORITY = find("setpriority");
  private static final MemorySegment STRERROR = find("strerror");

  private static final MethodHandle CALL =
      Linker.nativeLinker()
          .downcallHandle(
              FunctionDescriptor.of(
                  JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG),
              Linker.Option.captureCallState("errno"));

  private Native() {}

  /// The name of a function this C library lacks, or null.
  static @Nullable String missing() {
    return missing;
  }

  static MemorySegment find(String name) {
    Optional<MemorySegment> found = LIBRARY.find(name);
    if (found.isPresent()) {
      return found.get();
    }
    missing = name;
    return MemorySegment.NULL;
  }

  /// Calls `function`; its `errno` lands in `at`.
  static long call(
      MemorySegment function, NativeBuffer at, long a, long b, long c, long d, long e, long f) {
    try {
      return (long) CALL.invokeExact(function, at.memory(), a, b, c, d, e, f);
    } catch (Throwable impossible) {
      throw new AssertionError(impossible); // C throws nothing
    } finally {
      Reference.reachabilityFence(at);
    }
  }

  private static long call(MemorySegment function, NativeBuffer at, long a, long b, long c) {
    return call(function, at, a, b, c, 0, 0, 0);
  }

  /// `ssize_t read(int fd, void *buf, size_t count)`, into the byte area.
  static int read(NativeBuffer into, int fd, int count) {
    return (int) call(READ, into, fd, into.address(), count);
  }

  /// `ssize_t write(int fd, const void *buf, size_t count)`, from `offset` in the byte area.
  static int write(NativeBuffer from, int fd, int offset, int count) {
    return (int) call(WRITE, from, fd, from.address() + offset, count);
  }

  /// `int close(int fd)`; on Linux the descriptor is gone whatever the result.
  static int close(NativeBuffer at, int fd) {
    return (int) call(CLOSE, at, fd, 0, 0);
  }

  /// `int poll(struct pollfd *fds, nfds_t nfds, int timeout)`, without a time-out.
  static int poll(NativeBuffer at, int count) {
    return (int) call(POLL, at, at.pollAddress(), count, -1);
  }

  /// `int eventfd(unsigned int initval, int flags)`
  static int eventfd(NativeBuffer at) {
    return (int) call(EVENTFD, at, 0, LinuxAbi.EFD_CLOEXEC, 0);
  }

  /// `int ioctl(int fd, unsigned long request, ...)`, with a pointer to the byte area.
  ///
  /// Variadic, which makes no difference to integer arguments on Linux.
  static int ioctl(NativeBuffer at, int fd, int request) {
    return (int) call(IOCTL, at, fd, request, at.address());
  }

  /// `int posix_openpt(int flags)`
  static int posixOpenpt(NativeBuffer at, int flags) {
    return (int) call(POSIX_OPENPT, at, flags, 0, 0);
  }

  /// `int grantpt(int fd)`
  static int grantpt(NativeBuffer at, int fd) {
    return (int) call(GRANTPT, at, fd, 0, 0);
  }

  /// `int unlockpt(int fd)`
  static int unlockpt(NativeBuffer at, int fd) {
    return (int) call(UNLOCKPT, at, fd, 0, 0);
  }

  /// `int ptsname_r(int fd, char *buf, size_t buflen)`; the result is the error number.
  static int ptsname(NativeBuffer into, int fd) {
    return (int) call(PTSNAME_R, into, fd, into.address(), into.capacity());
  }

  /// `int tcgetattr(int fd, struct termios *t)`
  static int tcgetattr(NativeBuffer into, int fd) {
    return (int) call(TCGETATTR, into, fd, into.address(), 0);
  }

  /// `int tcsetattr(int fd, int actions, const struct termios *t)`, effective at once.
  static int tcsetattr(NativeBuffer from, int fd) {
    return (int) call(TCSETATTR, from, fd, LinuxAbi.TCSANOW, from.address());
  }

  /// `void cfmakeraw(struct termios *t)`
  static void cfmakeraw(NativeBuffer in) {
    call(CFMAKERAW, in, in.address(), 0, 0);
  }

  /// `pid_t tcgetpgrp(int fd)`
  static int tcgetpgrp(NativeBuffer at, int fd) {
    return (int) call(TCGETPGRP, at, fd, 0, 0);
  }

  /// `pid_t getpgrp(void)`
  static int getpgrp(NativeBuffer at) {
    return (int) call(GETPGRP, at, 0, 0, 0);
  }

  /// `uid_t geteuid(void)`
  static int geteuid(NativeBuffer at) {
    return (int) call(GETEUID, at, 0, 0, 0);
  }

  /// `int kill(pid_t pid, int sig)`; a negative pid names a process group.
  static int kill(NativeBuffer at, int pid, int signal) {
    return (int) call(KILL, at, pid, signal, 0);
  }

  /// `sighandler_t signal(int signum, sighandler_t handler)`, back to the default.
  static void defaultSignal(NativeBuffer at, int signal) {
    call(SIGNAL, at, signal, LinuxAbi.SIG_DFL, 0);
  }

  /// `int waitid(idtype_t idtype, id_t id, siginfo_t *infop, int options)`: blocks until the
  /// child has ended and leaves it a zombie.
  static int awaitZombie(NativeBuffer into, int pid) {
    int options = LinuxAbi.WEXITED | LinuxAbi.WNOWAIT;
    return (int) call(WAITID, into, LinuxAbi.P_PID, pid, into.address(), options, 0, 0);
  }

  /// `pid_t waitpid(pid_t pid, int *wstatus, int options)`; the status is the first int.
  static int waitpid(NativeBuffer into, int pid) {
    return (int) call(WAITPID, into, pid, into.address(), 0);
  }

  /// `int setpriority(int which, id_t who, int prio)` for one thread: on Linux each has a priority
  /// of its own. 0 is the calling one.
  static void setpriority(NativeBuffer at, int thread, int niceness) {
    call(SETPRIORITY, at, LinuxAbi.PRIO_PROCESS, thread, niceness);
  }

  /// `char *strerror(int errnum)`: the system's own words for an error number.
  static String strerror(NativeBuffer at, int error) {
    long text = call(STRERROR, at, error, 0, 0);
    return MemorySegment.ofAddress(text).reinterpret(1024).getString(0);
  }
}
