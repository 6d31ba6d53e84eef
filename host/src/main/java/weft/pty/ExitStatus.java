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
}
