package weft.host;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A command as its shell names it. bash has it only as the newest line of its history, with a
/// number before it; a command that was kept out of the history is not that line.
final class HistoryLine {
  private static final Pattern NUMBERED = Pattern.compile("\\s*(\\d+)[* ] (.*)", Pattern.DOTALL);

  private HistoryLine() {}

  /// @param named what the shell said
  /// @param number that the command should have, -1 where the shell just names it
  static Optional<String> command(String named, long number) {
    if (number < 0) {
      return named.isEmpty() ? Optional.empty() : Optional.of(named);
    }
    Matcher line = NUMBERED.matcher(named);
    return line.matches() && line.group(1).equals(Long.toString(number))
        ? Optional.of(line.group(2))
        : Optional.empty();
  }
}
