package weft.pty;

/// Numbers of the Linux ABI that x86-64, AArch64 and RISC-V share, and struct sizes of glibc.
final class LinuxAbi {
  // errno
  static final int EINTR = 4;
  static final int EIO = 5;
  static final int ECHILD = 10;
  static final int EAGAIN = 11;

  // open(2), eventfd(2)
  static final int O_RDWR = 2;
  static final int O_NOCTTY = 0x100;
  static final int O_NONBLOCK = 0x800;
  static final int O_CLOEXEC = 0x80000;
  static final int EFD_CLOEXEC = O_CLOEXEC;

  // ioctl_tty(2); struct winsize is four unsigned shorts: rows, columns, x and y in pixels
  static final int TIOCGWINSZ = 0x5413;
  static final int TIOCSWINSZ = 0x5414;
  static final int WINSIZE_BYTES = 8;

  // poll(2); struct pollfd is int fd, short events, short revents
  static final int POLLIN = 1;
  static final int POLLOUT = 4;
  static final int POLLFD_BYTES = 8;

  // termios(3); c_iflag is the first int of struct termios
  static final int TERMIOS_BYTES = 60;
  static final int IUTF8 = 0x4000;
  static final int TCSANOW = 0;

  // setpriority(2)
  static final int PRIO_PROCESS = 0;
  static final int LOWEST_PRIORITY = 19;

  // waitid(2)
  static final int P_PID = 1;
  static final int WEXITED = 4;
  static final int WNOWAIT = 0x0100_0000;
  static final int SIGINFO_BYTES = 128;

  // posix_spawn(3)
  static final int POSIX_SPAWN_SETSIGDEF = 0x04;
  static final int POSIX_SPAWN_SETSIGMASK = 0x08;
  static final int POSIX_SPAWN_SETSID = 0x80;
  static final int SPAWNATTR_BYTES = 336;
  static final int FILE_ACTIONS_BYTES = 80;
  static final int SIGSET_BYTES = 128;

  // signal(7)
  static final int SIGHUP = 1;
  static final int SIGKILL = 9;
  static final int SIGCHLD = 17;
  static final int SIGCONT = 18;
  static final long SIG_DFL = 0;

  private LinuxAbi() {}
}
