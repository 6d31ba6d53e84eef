package weft.host;

import java.util.Optional;
import weft.protocol.Block;

/// What a shell says about its prompt and its commands: the marks of OSC 133, which many shells and
/// terminals share, and those of OSC 633 for the command line.
///
/// Anybody can print such a mark. [#nonce] tells whose it is: the session's own shell was told a
/// secret when it was started.
sealed interface ShellMark {
  /// What the mark carries to show where it comes from; empty where nothing.
  String nonce();

  /// A prompt begins.
  ///
  /// @param directory absolute; empty where the mark has none
  /// @param number of the next command in the shell's history, -1 where the shell does not count
  record Prompt(String nonce, String directory, long number) implements ShellMark {}

  /// The prompt ends here: what follows is what people type.
  record Input(String nonce) implements ShellMark {}

  /// The command line that is about to run.
  record Named(String nonce, String command) implements ShellMark {}

  /// The command runs: what follows is its output.
  record Running(String nonce) implements ShellMark {}

  /// The command has ended.
  record Done(String nonce, Block.Exit exit) implements ShellMark {}

  /// The mark that an operating system command is, if it is one.
  ///
  /// @param text all after the first semicolon
  static Optional<ShellMark> read(int number, String text) {
    return switch (number) {
      case 133 -> new MarkFields(text).read133();
      case 633 -> new MarkFields(text).read633();
      default -> Optional.empty();
    };
  }
}
