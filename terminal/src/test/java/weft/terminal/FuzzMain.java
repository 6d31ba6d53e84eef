package weft.terminal;

import java.util.Optional;

/// Runs many random programs: `FuzzMain SEED CASES [LENGTH]`. Prints each failing case as small as
/// it gets, and stops after ten.
final class FuzzMain {
  private static final int MOST_FAILURES = 10;

  private FuzzMain() {}

  public static void main(String[] args) {
    long seed = Long.parseLong(args[0]);
    int cases = Integer.parseInt(args[1]);
    int length = args.length > 2 ? Integer.parseInt(args[2]) : 40;
    int failures = 0;
    try (Oracle oracle = new Oracle()) {
      Fuzz fuzz = new Fuzz(oracle);
      for (int i = 0; i < cases && failures < MOST_FAILURES; i++) {
        Fuzz.Case c = Fuzz.Case.random(seed + i, length);
        if (fuzz.check(c).isPresent()) {
          failures++;
          Fuzz.Case small = fuzz.shrink(c);
          System.out.println("seed " + (seed + i) + ": " + small.show());
          Optional<String> what = fuzz.check(small);
          System.out.println(what.orElse("gone") + "\n");
        }
      }
    }
    System.out.println(cases + " cases, " + failures + " failures");
  }
}
