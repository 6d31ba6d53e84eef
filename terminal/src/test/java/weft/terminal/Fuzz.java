package weft.terminal;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;

/// Compares the engine, its keyframes and its filter with xterm.js on one program at a time.
///
/// A keyframe is made at the cut, resizes behind it left out, as a resize always brings a keyframe
/// of its own (rule S8). A program that shows pictures is compared by what guests get of it, as
/// xterm.js alone shows nothing of them.
final class Fuzz {
  static final int HISTORY_ROWS = 200;

  private final Oracle oracle;

  Fuzz(Oracle oracle) {
    this.oracle = oracle;
  }

  /// A case, what the engine made of it, and what to ask xterm.js.
  ///
  /// @param seen what xterm.js gets: the program itself, or what guests get of it
  /// @param dump at the end
  /// @param atCut where the keyframe was made
  /// @param latin1 the keyframe, a byte in each character
  /// @param wrong what is wrong without having asked
  record Prepared(
      Case c, Case seen, String dump, String atCut, String latin1, Optional<String> wrong) {
    /// The keyframe at the cut, with the tail where the rest is the program itself.
    byte[] keyframe() {
      return latin1.getBytes(StandardCharsets.ISO_8859_1);
    }

    /// Columns at the cut.
    int cols() {
      return Integer.parseInt(atCut.substring(0, atCut.indexOf('x')));
    }
  }

  /// What is wrong with a case; empty where nothing is.
  Optional<String> check(Case c) {
    Prepared prepared = prepare(c);
    oracle.send(script(prepared), HISTORY_ROWS);
    return judge(prepared, oracle.receive());
  }

  static Prepared prepare(Case given) {
    byte[] all = given.bytes();
    boolean pictures = Pictures.areIn(all);
    Case c = pictures && Pictures.hideTheCut(given) ? given.cutAt(all.length) : given;
    Terminal whole = new Terminal(c.cols(), c.rows());
    Random cuts = new Random(c.cut());
    int at = 0;
    for (Case.Resized r : c.resizes()) {
      at = feed(whole, all, at, c.position(r), cuts);
      whole.resize(r.cols(), r.rows());
    }
    feed(whole, all, at, all.length, cuts);
    String dump = whole.dump(HISTORY_ROWS);
    Case seen = pictures ? Pictures.seen(c) : c;
    Optional<String> wrong = c.resizes().isEmpty() ? chunks(c, seen, dump) : Optional.empty();
    Terminal t = atCut(c);
    byte[] keyframe = pictures ? t.keyframe(0, HISTORY_ROWS) : t.keyframeWithTail(0, HISTORY_ROWS);
    String latin1 = new String(keyframe, StandardCharsets.ISO_8859_1);
    return new Prepared(c, seen, dump, t.dump(HISTORY_ROWS), latin1, wrong);
  }

  private static int feed(Terminal t, byte[] all, int from, int to, Random cuts) {
    for (int at = from; at < to; ) {
      int count = Math.min(to - at, 1 + cuts.nextInt(64));
      t.feed(all, at, count);
      at += count;
    }
    return to;
  }

  private static Terminal atCut(Case c) {
    Terminal t = new Terminal(c.cols(), c.rows());
    byte[] p = c.before();
    int at = 0;
    for (Case.Resized r : c.resizes()) {
      int position = c.position(r);
      if (position <= p.length) {
        t.feed(p, at, position - at);
        t.resize(r.cols(), r.rows());
        at = position;
      }
    }
    t.feed(p, at, p.length - at);
    return t;
  }

  /// The filter's output, and the terminal's when it filters, whole and byte by byte.
  private static Optional<String> chunks(Case c, Case seen, String dump) {
    byte[] all = c.bytes();
    ByteArrayOutputStream bytewise = new ByteArrayOutputStream();
    GuestFilter filter = new GuestFilter(c.cols(), c.rows());
    Terminal t = new Terminal(c.cols(), c.rows());
    ByteArrayOutputStream teed = new ByteArrayOutputStream();
    for (int i = 0; i < all.length; i++) {
      filter.feed(all, i, 1, bytewise::write);
      t.feed(all, i, 1, teed::write);
    }
    if (!Arrays.equals(filtered(c, all), bytewise.toByteArray())) {
      return Optional.of("filter depends on chunks");
    }
    byte[] expected = Pictures.areIn(all) ? seen.bytes() : bytewise.toByteArray();
    if (!Arrays.equals(teed.toByteArray(), expected)) {
      return Optional.of("the terminal filters otherwise: " + show(teed.toByteArray()));
    }
    return compare("engine fed byte by byte", dump, t.dump(HISTORY_ROWS));
  }

  private static byte[] filtered(Case c, byte[] all) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    GuestFilter filter = new GuestFilter(c.cols(), c.rows());
    filter.feed(all, 0, all.length, out::write);
    return out.toByteArray();
  }

  /// Looks, in this order: at the cut, at the end, at a keyframe, at a keyframe and the rest; where
  /// nothing is resized, at what guests get.
  static Oracle.Script script(Prepared prepared) {
    Case c = prepared.seen();
    boolean whole = c.cutsCharacter();
    Oracle.Script script = new Oracle.Script(c.cols(), c.rows());
    int[] size = steps(script, c, 0, c.cut());
    script.look();
    if (whole) {
      script.fresh(c.cols(), c.rows());
    }
    steps(script, c, whole ? 0 : c.cut(), c.bytes().length);
    script.look();
    script.fresh(size[0], size[1]);
    if (whole) {
      script.write(prepared.keyframe()).look().fresh(size[0], size[1]);
      script.write(join(prepared.keyframe(), c.after()));
    } else {
      script.write(prepared.keyframe()).look().write(c.after());
    }
    if (c.resizes().isEmpty()) {
      script.look().fresh(c.cols(), c.rows()).write(filtered(c, c.bytes()));
    }
    return script;
  }

  /// Writes a part of the program with the resizes in it; tells the size at its end.
  private static int[] steps(Oracle.Script script, Case c, int from, int to) {
    byte[] all = c.bytes();
    int at = from;
    int[] size = {c.cols(), c.rows()};
    for (Case.Resized r : c.resizes()) {
      int position = c.position(r);
      boolean here = from == 0 ? position <= to : position > from && position <= to;
      if (here) {
        script.write(Arrays.copyOfRange(all, at, position)).resize(r.cols(), r.rows());
        size = new int[] {r.cols(), r.rows()};
        at = position;
      }
    }
    script.write(Arrays.copyOfRange(all, at, to));
    return size;
  }

  private static byte[] join(byte[] a, byte[] b) {
    byte[] both = Arrays.copyOf(a, a.length + b.length);
    System.arraycopy(b, 0, both, a.length, b.length);
    return both;
  }

  static boolean throwsInXterm(List<Oracle.Answer> looks) {
    return looks.get(1).dump().startsWith("threw");
  }

  static Optional<String> judge(Prepared prepared, List<Oracle.Answer> looks) {
    Case c = prepared.c();
    if (throwsInXterm(looks)) {
      return Optional.empty();
    }
    return prepared
        .wrong()
        .or(() -> c.resizes().isEmpty() ? plain(prepared, looks) : resized(prepared, looks))
        .map(what -> what + "\nkeyframe " + show(prepared.keyframe()));
  }

  private static Optional<String> plain(Prepared prepared, List<Oracle.Answer> looks) {
    Oracle.Answer end = looks.get(1);
    return compare("engine", end.dump(), prepared.dump())
        .or(() -> guest(end, looks.get(4)))
        .or(() -> keyframe(prepared, looks));
  }

  private static Optional<String> keyframe(Prepared prepared, List<Oracle.Answer> looks) {
    if (Unreachable.is(prepared.atCut(), prepared.cols())) {
      return Optional.empty();
    }
    return same("keyframe", looks.get(0), looks.get(2))
        .or(() -> same("keyframe, rest", looks.get(1), looks.get(3)));
  }

  /// Rows that are history by then keep their layout in the engine and get a new one in xterm.js,
  /// which shows if another resize brings them back. So the screen is compared after one resize;
  /// after several, the keyframe with the engine.
  private static Optional<String> resized(Prepared prepared, List<Oracle.Answer> looks) {
    boolean unreachable = Unreachable.is(prepared.atCut(), prepared.cols());
    Optional<String> keyframe =
        compare("keyframe", looks.get(2).dump(), prepared.atCut()).filter(_ -> !unreachable);
    if (prepared.c().resizes().size() > 1) {
      return keyframe;
    }
    String end = onScreen(looks.get(1).dump());
    boolean later = unreachable || resizedLater(prepared.c());
    return keyframe
        .or(() -> compare("engine", end, onScreen(prepared.dump())))
        .or(() -> compare("at cut", onScreen(looks.get(0).dump()), onScreen(prepared.atCut())))
        .or(() -> compare("keyframe, rest", later ? "" : end, later ? "" : rest(looks)));
  }

  private static String rest(List<Oracle.Answer> looks) {
    return onScreen(looks.get(3).dump());
  }

  static String onScreen(String dump) {
    return dump.lines()
        .filter(row -> !row.startsWith("h-"))
        .collect(Collectors.joining("\n"))
        .replaceFirst("\n0\\+", "\n0:");
  }

  private static boolean resizedLater(Case c) {
    return c.resizes().stream().anyMatch(r -> c.position(r) > c.cut());
  }

  private static Optional<String> guest(Oracle.Answer end, Oracle.Answer guest) {
    return guest.answers().isEmpty()
        ? same("filtered", end, guest)
        : Optional.of("guest answers " + guest.answers().replace('\033', '^'));
  }

  private static Optional<String> same(String what, Oracle.Answer expected, Oracle.Answer actual) {
    return compare(what, expected.dump(), actual.dump())
        .or(() -> compare(what + "'s title or modes", expected.rest(), actual.rest()));
  }

  static String show(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8).replace("\033", "\\e");
  }

  private static Optional<String> compare(String what, String expected, String actual) {
    if (expected.equals(actual)) {
      return Optional.empty();
    }
    String[] e = expected.split("\n", -1);
    String[] a = actual.split("\n", -1);
    StringBuilder s = new StringBuilder(what);
    for (int i = 0; i < Math.max(e.length, a.length); i++) {
      String x = i < e.length ? e[i] : "(none)";
      String y = i < a.length ? a[i] : "(none)";
      if (!x.equals(y)) {
        s.append("\n  xterm ").append(x).append("\n  weft  ").append(y);
      }
    }
    return Optional.of(s.toString());
  }

  /// The same failure with as few pieces as dropping them, halves first, leaves.
  Case shrink(Case failing) {
    Case best = failing;
    for (int size = Math.max(1, best.pieces().size() / 2); size >= 1; size /= 2) {
      for (int at = 0; at + size <= best.pieces().size(); ) {
        Optional<Case> smaller = fails(best.without(at, at + size), best.cut());
        if (smaller.isEmpty()) {
          at += size;
        }
        best = smaller.orElse(best);
      }
    }
    for (int i = best.resizes().size() - 1; i >= 0; i--) {
      List<Case.Resized> fewer = new java.util.ArrayList<>(best.resizes());
      fewer.remove(i);
      best = fails(best.resized(fewer), best.cut()).orElse(best);
    }
    return best;
  }

  /// The cut moves with the pieces, so some places are tried.
  private Optional<Case> fails(Case smaller, int cut) {
    int length = smaller.bytes().length;
    for (int at : new int[] {cut, length, 0, cut / 2, Math.max(0, length - 1)}) {
      Case moved = smaller.cutAt(Math.min(at, length));
      if (check(moved).isPresent()) {
        return Optional.of(moved);
      }
    }
    return Optional.empty();
  }
}
