package weft.pty;

/// How a shell ended.
public sealed interface ExitStatus {
  /// It ended by itself with `code`, 0 to 255.
  record Exited(int code) implements ExitStatus {}

  /// Signal number `signal` killed it.
  record Killed(int signal) implements ExitStatus {}

  /// The status a shell reports in `$?`: the code, or 128 plus the signal.
  default int shellStatus() {
    return switch (this) {
      case Exited exited -> exited.code();
      case Killed killed -> 128 + killed.signal();
    };
  }

  /// From the status word of `waitpid(2)`.
  static ExitStatus ofWaitStatus(int status) {
    int signal = status & 0x7f;
    return signal == 0 ? new Exited((status >> 8) & 0xff) : new Killed(signal);
  }
}
