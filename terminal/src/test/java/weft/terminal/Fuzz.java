package weft.terminal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/// Compares the engine, its keyframes and its filter with xterm.js on one program at a time.
final class Fuzz {
  static final int HISTORY_ROWS = 200;

  private final Oracle oracle;

  Fuzz(Oracle oracle) {
    this.oracle = oracle;
  }

  /// A program with its size and where it is cut.
  record Case(int cols, int rows, List<byte[]> pieces, int cut) {
    static Case random(long seed, int length) {
      Random random = new Random(seed);
      int cols = 4 + random.nextInt(random.nextInt(3) == 0 ? 60 : 18);
      int rows = 2 + random.nextInt(10);
      List<byte[]> pieces = new Programs(seed, cols, rows).pieces(1 + random.nextInt(length));
      return new Case(cols, rows, pieces, random.nextInt(1 << 16));
    }

    byte[] bytes() {
      return Programs.join(pieces);
    }

    /// Where the program is cut: anywhere, inside a sequence or character as well.
    int cutAt() {
      return cut % (bytes().length + 1);
    }

    String show() {
      StringBuilder s = new StringBuilder(cols + "x" + rows + " cut " + cutAt() + " ");
      for (byte b : bytes()) {
        s.append(b >= 0x20 && b < 0x7f ? "" + (char) b : String.format("\\x%02x", b & 0xff));
      }
      return s.toString();
    }
  }

  /// What is wrong with a case; empty where nothing is.
  Optional<String> check(Case c) {
    byte[] all = c.bytes();
    byte[] p = Arrays.copyOf(all, c.cutAt());
    byte[] s = Arrays.copyOfRange(all, c.cutAt(), all.length);
    if (throwsInXterm(c, all)) {
      return Optional.empty();
    }
    Oracle.Answer raw = ask(c, all);
    Terminal whole = terminal(c);
    whole.feed(all);
    Optional<String> difference = compare("engine", raw.dump(), whole.dump(HISTORY_ROWS));
    if (difference.isEmpty()) {
      difference = filtered(c, all, raw);
    }
    if (difference.isEmpty()) {
      difference = keyframes(c, p, s, raw);
    }
    return difference;
  }

  private boolean throwsInXterm(Case c, byte[] all) {
    return ask(c, all).dump().startsWith("threw");
  }

  private Optional<String> filtered(Case c, byte[] all, Oracle.Answer raw) {
    java.io.ByteArrayOutputStream out = new java.io.ByteArrayOutputStream();
    GuestFilter filter = new GuestFilter(c.cols(), c.rows());
    filter.feed(all, 0, all.length, out::write);
    java.io.ByteArrayOutputStream bytewise = new java.io.ByteArrayOutputStream();
    GuestFilter other = new GuestFilter(c.cols(), c.rows());
    for (int i = 0; i < all.length; i++) {
      other.feed(all, i, 1, bytewise::write);
    }
    if (!Arrays.equals(out.toByteArray(), bytewise.toByteArray())) {
      return Optional.of("filter depends on chunks");
    }
    Oracle.Answer guest = ask(c, out.toByteArray());
    if (!guest.answers().isEmpty()) {
      return Optional.of("guest answers " + guest.answers().replace('\033', '^'));
    }
    if (!guest.rest().equals(raw.rest())) {
      return Optional.of("filtered rest\n" + raw.rest() + "\n" + guest.rest());
    }
    return compare("filtered", raw.dump(), guest.dump());
  }

  private Optional<String> keyframes(Case c, byte[] p, byte[] s, Oracle.Answer raw) {
    Terminal t = terminal(c);
    t.feed(p);
    byte[] keyframe = t.keyframeWithTail(0, HISTORY_ROWS);
    Oracle.Answer before = ask(c, p);
    Oracle.Answer at = ask(c, keyframe);
    Optional<String> difference = compare("keyframe", before.dump(), at.dump());
    if (difference.isPresent()) {
      return difference.map(d -> d + "\nkeyframe " + show(keyframe));
    }
    if (!at.rest().equals(before.rest())) {
      return Optional.of("keyframe rest\n" + before.rest() + "\n" + at.rest() + show(keyframe));
    }
    byte[] both = Arrays.copyOf(keyframe, keyframe.length + s.length);
    System.arraycopy(s, 0, both, keyframe.length, s.length);
    return compare("keyframe and rest", raw.dump(), ask(c, both).dump())
        .map(d -> d + "\nkeyframe " + show(keyframe));
  }

  static String show(byte[] bytes) {
    return new String(bytes, java.nio.charset.StandardCharsets.UTF_8).replace("\033", "\\e");
  }

  private static Terminal terminal(Case c) {
    return new Terminal(c.cols(), c.rows());
  }

  private Oracle.Answer ask(Case c, byte[] bytes) {
    return oracle.ask(new Oracle.Script(c.cols(), c.rows()).write(bytes), HISTORY_ROWS);
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

  /// The same failure with as few pieces as dropping them one by one, halves first, leaves.
  Case shrink(Case failing) {
    Case best = failing;
    for (int size = Math.max(1, best.pieces().size() / 2); size >= 1; size /= 2) {
      for (int at = 0; at + size <= best.pieces().size(); ) {
        List<byte[]> fewer = new ArrayList<>(best.pieces());
        fewer.subList(at, at + size).clear();
        Optional<Case> smaller = fails(best, fewer);
        if (smaller.isEmpty()) {
          at += size;
        }
        best = smaller.orElse(best);
      }
    }
    return best;
  }

  /// The cut moves with the pieces, so some places are tried.
  private Optional<Case> fails(Case best, List<byte[]> fewer) {
    int length = Programs.join(fewer).length;
    int[] cuts = {best.cutAt(), length, 0, best.cutAt() / 2, Math.max(0, length - 1)};
    for (int cut : cuts) {
      Case smaller = new Case(best.cols(), best.rows(), fewer, Math.min(cut, length));
      if (check(smaller).isPresent()) {
        return Optional.of(smaller);
      }
    }
    return Optional.empty();
  }
}
