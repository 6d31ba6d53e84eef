package weft.terminal;

/// Hears every complete operating system command while it is fed, after the terminal has acted on
/// it: the cursor and [Terminal#cursorRow] are where the command came. Shell integration (133, 633)
/// and the clipboard (52) are the listener's business.
@FunctionalInterface
public interface OscListener {
  /// @param number the command's number, -1 where it has none
  /// @param text all after the first semicolon
  void osc(int number, String text);
}
