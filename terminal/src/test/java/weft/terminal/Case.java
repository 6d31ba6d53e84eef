package weft.terminal;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A program with its size, changes of it, and a place where it is cut.
///
/// @param resizes by the piece that they come before, in order
/// @param cut anywhere in the bytes, inside a sequence or character as well
record Case(int cols, int rows, List<byte[]> pieces, List<Resized> resizes, int cut) {
  /// A window that changed before the piece of that number.
  record Resized(int piece, int cols, int rows) {}

  static Case random(long seed, int length) {
    Random random = new Random(seed);
    int cols = 4 + random.nextInt(random.nextInt(3) == 0 ? 60 : 18);
    int rows = 2 + random.nextInt(10);
    List<byte[]> pieces = new Programs(seed, cols, rows).pieces(1 + random.nextInt(length));
    int cut = random.nextInt(Programs.join(pieces).length + 1);
    List<Resized> resizes = new ArrayList<>();
    if (random.nextInt(4) == 0) {
      for (int at = random.nextInt(pieces.size()); at < pieces.size(); ) {
        resizes.add(new Resized(at, 4 + random.nextInt(2 * cols), 2 + random.nextInt(2 * rows)));
        at += 1 + random.nextInt(pieces.size());
      }
    }
    return new Case(cols, rows, pieces, resizes, cut);
  }

  /// What [#show] makes of a case, read back; its text is one piece between resizes.
  static Case parse(String shown) {
    Matcher head = Pattern.compile("(\\d+)x(\\d+) cut (\\d+) (.*)").matcher(shown);
    if (!head.matches()) {
      throw new IllegalArgumentException(shown);
    }
    List<byte[]> pieces = new ArrayList<>();
    List<Resized> resizes = new ArrayList<>();
    Matcher part = Pattern.compile("\\{(\\d+)x(\\d+)\\}|.[^{]*").matcher(head.group(4));
    while (part.find()) {
      if (part.group(1) == null) {
        pieces.add(unescape(part.group()));
      } else {
        resizes.add(new Resized(pieces.size(), number(part, 1), number(part, 2)));
      }
    }
    return new Case(number(head, 1), number(head, 2), pieces, resizes, number(head, 3));
  }

  private static int number(Matcher m, int group) {
    return Integer.parseInt(m.group(group));
  }

  private static byte[] unescape(String text) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Matcher m = Pattern.compile("\\\\x(..)|.").matcher(text);
    while (m.find()) {
      out.write(m.group(1) == null ? m.group().charAt(0) : Integer.parseInt(m.group(1), 16));
    }
    return out.toByteArray();
  }

  byte[] bytes() {
    return Programs.join(pieces);
  }

  byte[] before() {
    return Arrays.copyOf(bytes(), cut);
  }

  byte[] after() {
    byte[] all = bytes();
    return Arrays.copyOfRange(all, cut, all.length);
  }

  /// Where the parts of a character would come in two writes.
  boolean cutsCharacter() {
    byte[] all = bytes();
    return cut > 0 && cut < all.length && all[cut - 1] < 0 && (all[cut] & 0xc0) == 0x80;
  }

  /// The number of the byte that a resize comes before.
  int position(Resized resize) {
    return Programs.join(pieces.subList(0, resize.piece())).length;
  }

  /// Without the pieces `from` to `to`, and what came before them at their place.
  Case without(int from, int to) {
    List<byte[]> fewer = new ArrayList<>(pieces);
    fewer.subList(from, to).clear();
    List<Resized> moved = new ArrayList<>();
    for (Resized r : resizes) {
      int at = r.piece() >= to ? r.piece() - (to - from) : Math.min(r.piece(), from);
      moved.add(new Resized(at, r.cols(), r.rows()));
    }
    return new Case(cols, rows, fewer, moved, 0);
  }

  Case cutAt(int at) {
    return new Case(cols, rows, pieces, resizes, at);
  }

  Case resized(List<Resized> others) {
    return new Case(cols, rows, pieces, others, cut);
  }

  String show() {
    StringBuilder s = new StringBuilder(cols + "x" + rows + " cut " + cut + " ");
    for (int i = 0; i <= pieces.size(); i++) {
      for (Resized r : resizes) {
        s.append(r.piece() == i ? "{" + r.cols() + "x" + r.rows() + "}" : "");
      }
      for (byte b : i < pieces.size() ? pieces.get(i) : new byte[0]) {
        s.append(b >= 0x20 && b < 0x7f ? "" + (char) b : String.format("\\x%02x", b & 0xff));
      }
    }
    return s.toString();
  }
}
