package weft.host;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.regex.MatchResult;
import weft.protocol.HostToGuest;
import weft.protocol.Limits;
import weft.terminal.LineMatcher;

/// A regular expression that takes time linear in what it looks through (rule F4).
final class Expression implements LineMatcher {
  /// Looking at one character with a program of one instruction, in those of a literal's.
  private static final int COST = 3;

  /// Looks at a character, each times the program's size, that one line may cost: some ten
  /// milliseconds. Looking for the next match again and again takes time quadratic in the line for
  /// some expressions.
  private static final int LINE_WORK = 4_000_000;

  /// How often something is repeated: `{3}`, `{3,5}`, `{3,}`; group 1 is what stands before where
  /// that may have counts of its own.
  private static final java.util.regex.Pattern COUNTED =
      java.util.regex.Pattern.compile("([)}*+?]?)\\{(\\d{1,9})(?:,(\\d{0,9}))?}");

  /// What finds a text, or why nothing can.
  sealed interface Outcome {
    record Usable(LineMatcher matcher) implements Outcome {}

    record Not(HostToGuest.Found.State why) implements Outcome {}
  }

  private final Pattern pattern;

  private Expression(Pattern pattern) {
    this.pattern = pattern;
  }

  static Outcome of(String text, boolean ignoreCase) {
    if (largest(text) > Limits.EXPRESSION_SIZE) {
      return new Outcome.Not(HostToGuest.Found.State.TOO_LARGE);
    }
    try {
      Pattern pattern = Pattern.compile(text, ignoreCase ? Pattern.CASE_INSENSITIVE : 0);
      return pattern.programSize() > Limits.EXPRESSION_SIZE
          ? new Outcome.Not(HostToGuest.Found.State.TOO_LARGE)
          : new Outcome.Usable(new Expression(pattern));
    } catch (PatternSyntaxException | StackOverflowError wrong) {
      return new Outcome.Not(HostToGuest.Found.State.NO_EXPRESSION);
    }
  }

  /// At least as many characters as the expression has once its counted repetitions are written
  /// out: compiling would do that first. Without parsing it; what only looks like a repetition
  /// counts too.
  static double largest(String text) {
    double atoms = text.length();
    double groups = 1;
    for (MatchResult counted : COUNTED.matcher(text).results().toList()) {
      String most = counted.group(3);
      double times = Double.parseDouble(most == null || most.isEmpty() ? counted.group(2) : most);
      if (counted.group(1).isEmpty()) {
        atoms += times;
      } else {
        groups *= Math.max(1, times);
      }
    }
    return atoms * groups;
  }

  @Override
  public void match(CharSequence line, Found found) {
    try {
      Matcher matcher = pattern.matcher(new Looked(line, LINE_WORK / pattern.programSize()));
      while (matcher.find()) {
        found.add(matcher.start(), matcher.end());
      }
    } catch (Enough rest) {
      return; // of a line that costs too much the rest is left out
    }
  }

  @Override
  public int cost() {
    return COST * pattern.programSize();
  }

  /// A text that may be looked at so many times.
  private static final class Looked implements CharSequence {
    private final CharSequence text;
    private int left;

    Looked(CharSequence text, int left) {
      this.text = text;
      this.left = left;
    }

    @Override
    public int length() {
      return text.length();
    }

    @Override
    public char charAt(int index) {
      if (left-- <= 0) {
        throw new Enough();
      }
      return text.charAt(index);
    }

    @Override
    public CharSequence subSequence(int start, int end) {
      return text.subSequence(start, end);
    }

    @Override
    public String toString() {
      return text.toString();
    }
  }

  /// Stops a matcher, which knows no other way.
  private static final class Enough extends RuntimeException {
    private static final long serialVersionUID = 1;

    Enough() {
      super(null, null, false, false);
    }
  }
}
