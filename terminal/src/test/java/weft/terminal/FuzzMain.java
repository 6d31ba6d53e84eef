package weft.terminal;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/// Runs many random programs: `FuzzMain SEED CASES [LENGTH]`. Prints each failing case as small as
/// it gets, and stops after ten; exits with 1 if there was any.
final class FuzzMain {
  private static final int MOST_FAILURES = 10;

  /// Cases sent to xterm.js ahead of its answers, so that neither side waits for the other.
  private static final int AHEAD = 64;

  private static final int PROGRESS = 10_000;

  private final long seed;
  private final long cases;
  private final int length;
  private final List<Long> failed = new ArrayList<>();
  private long done;
  private long threw;

  private FuzzMain(long seed, long cases, int length) {
    this.seed = seed;
    this.cases = cases;
    this.length = length;
  }

  public static void main(String[] args) throws InterruptedException {
    long seed = args.length > 0 ? Long.parseLong(args[0]) : 1;
    long cases = args.length > 1 ? Long.parseLong(args[1]) : 1_000_000;
    int length = args.length > 2 ? Integer.parseInt(args[2]) : 40;
    System.exit(new FuzzMain(seed, cases, length).run() ? 0 : 1);
  }

  private boolean run() throws InterruptedException {
    long start = System.nanoTime();
    try (Oracle oracle = new Oracle();
        Oracle shrinking = new Oracle()) {
      Fuzz fuzz = new Fuzz(shrinking);
      BlockingQueue<Fuzz.Prepared> asked = new ArrayBlockingQueue<>(AHEAD);
      Thread.ofPlatform().daemon().start(() -> ask(oracle, asked));
      while (done < cases && failed.size() < MOST_FAILURES) {
        Fuzz.Prepared prepared = asked.take();
        List<Oracle.Answer> looks = oracle.receive();
        if (Fuzz.throwsInXterm(looks)) {
          threw++;
        }
        if (Fuzz.judge(prepared, looks).isPresent()) {
          failed.add(seed + done);
          report(fuzz, seed + done, prepared.c());
        }
        if (++done % PROGRESS == 0) {
          long seconds = (System.nanoTime() - start) / 1_000_000_000;
          System.out.printf("%,d cases, %,d s, %d failures%n", done, seconds, failed.size());
        }
      }
    }
    System.out.printf(
        "%,d cases from seed %d (in %d xterm.js threw), %d differences off the list%s%n",
        done, seed, threw, failed.size(), failed.isEmpty() ? "" : ": seeds " + failed);
    return failed.isEmpty();
  }

  private void ask(Oracle oracle, BlockingQueue<Fuzz.Prepared> asked) {
    try {
      for (long i = 0; i < cases; i++) {
        Fuzz.Prepared prepared = Fuzz.prepare(Case.random(seed + i, length));
        oracle.send(Fuzz.script(prepared), Fuzz.HISTORY_ROWS);
        asked.put(prepared);
      }
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    } catch (java.io.UncheckedIOException stopped) {
      // enough was found
    }
  }

  private static void report(Fuzz fuzz, long seed, Case failing) {
    Case small = fuzz.shrink(failing);
    System.out.println("seed " + seed + ": " + small.show());
    System.out.println(fuzz.check(small).orElse("gone") + "\n");
  }
}
