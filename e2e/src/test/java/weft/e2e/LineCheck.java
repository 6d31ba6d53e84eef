package weft.e2e;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/// Whether the lines of a [Numbers] come exactly once each, in order and as they were printed;
/// what else stands between them is the shell's.
final class LineCheck implements Consumer<String> {
  private static final Pattern NUMBERED = Pattern.compile("\\d{7} .*");

  /// Faults that are kept; the first ones tell.
  private static final int FAULTS = 20;

  private final List<String> faults = new ArrayList<>();
  /// The number of the last line, -1 before the first where any is right.
  private long last;

  /// @param whole from the first line on; else from any
  LineCheck(boolean whole) {
    last = whole ? 0 : -1;
  }

  @Override
  public void accept(String line) {
    if (!NUMBERED.matcher(line).matches()) {
      return;
    }
    long number = Long.parseLong(line.substring(0, 7));
    if (last >= 0 && number != last + 1) {
      fault("after " + last + " came " + number);
    }
    if (!line.equals(Numbers.line(number))) {
      fault("line " + number + " reads " + line);
    }
    last = number;
  }

  /// Goes on from the same line, without changing this one.
  LineCheck copy() {
    LineCheck copy = new LineCheck(true);
    copy.last = last;
    copy.faults.addAll(faults);
    return copy;
  }

  private void fault(String what) {
    if (faults.size() < FAULTS) {
      faults.add(what);
    }
  }

  /// The number of the last line.
  long last() {
    return last;
  }

  List<String> faults() {
    return List.copyOf(faults);
  }
}
