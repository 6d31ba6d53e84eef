package weft.host;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What happens after how long without the owner, in milliseconds; 0 for never.
///
/// @param viewers editors become viewers
/// @param countdown everybody is told that sharing ends
/// @param end sharing ends
public record IdleTimes(long viewers, long countdown, long end) {
  private static final long MINUTE = 60_000;

  public static final IdleTimes USUAL = new IdleTimes(10 * MINUTE, 25 * MINUTE, 30 * MINUTE);
  public static final IdleTimes UNATTENDED = new IdleTimes(0, 0, 0);

  private static final Pattern TIME = Pattern.compile("(\\d{1,6})([smh]?)");

  /// @param text three times, as in `10m,25m,30m`; minutes where no unit is given, 0 for never
  /// @throws IllegalArgumentException if it is anything else, or one is before another
  public static IdleTimes parse(String text) {
    String[] times = text.split(",", -1);
    if (times.length != 3) {
      throw new IllegalArgumentException(text);
    }
    IdleTimes parsed = new IdleTimes(millis(times[0]), millis(times[1]), millis(times[2]));
    long last = 0;
    for (long time : new long[] {parsed.viewers, parsed.countdown, parsed.end}) {
      if (time > 0 && time <= last) {
        throw new IllegalArgumentException(text);
      }
      last = Math.max(last, time);
    }
    return parsed;
  }

  private static long millis(String text) {
    Matcher time = TIME.matcher(text.strip());
    if (!time.matches()) {
      throw new IllegalArgumentException(text);
    }
    long unit =
        switch (time.group(2)) {
          case "s" -> 1_000;
          case "h" -> 60 * MINUTE;
          default -> MINUTE;
        };
    return Long.parseLong(time.group(1)) * unit;
  }

  enum Step {
    HERE,
    VIEWERS,
    COUNTDOWN,
    END
  }

  Step step(long idle) {
    if (end > 0 && idle >= end) {
      return Step.END;
    }
    if (end > 0 && countdown > 0 && idle >= countdown) {
      return Step.COUNTDOWN;
    }
    return makesViewers(idle) ? Step.VIEWERS : Step.HERE;
  }

  boolean makesViewers(long idle) {
    return viewers > 0 && idle >= viewers;
  }

  /// Milliseconds until the step is another one; a minute at most.
  int untilNext(long idle) {
    long next = MINUTE;
    for (long time : new long[] {viewers, countdown, end}) {
      if (time > idle) {
        next = Math.min(next, time - idle);
      }
    }
    return (int) next;
  }

  int secondsLeft(long idle) {
    return (int) Math.max(1, (end - idle + 999) / 1000);
  }
}
