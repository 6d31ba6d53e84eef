package weft.terminal;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;

/// Random sequences that show small pictures, whole and broken, and what guests get of them.
final class Pictures {
  private static final Pattern SEQUENCE = Pattern.compile("\033P[0-9;]*q|\033_G|\033]1337;");
  private static final String[] ENDS = {"\033\\", "\033\\", "\033\\", "\u009c", "\030", "\033[m"};

  private final Random random;

  Pictures(Random random) {
    this.random = random;
  }

  String any() {
    String end = ENDS[random.nextInt(ENDS.length)];
    return switch (random.nextInt(3)) {
      case 0 -> "\033P" + (random.nextBoolean() ? "0;1;0q" : "q") + sixel() + end;
      case 1 -> "\033_G" + kitty(end) + end;
      default -> "\033]1337;" + iterm() + (random.nextBoolean() ? "\007" : end);
    };
  }

  private String sixel() {
    StringBuilder s = new StringBuilder();
    if (random.nextBoolean()) {
      s.append("\"1;1;").append(random.nextInt(90)).append(';').append(random.nextInt(140));
    }
    s.append("#1;2;100;0;0#1");
    for (int i = random.nextInt(12); i > 0; i--) {
      s.append('!').append(random.nextInt(80)).append('~');
      s.append(random.nextInt(3) == 0 ? "$#2??@" : "-\n");
    }
    return s.toString();
  }

  private String kitty(String end) {
    int id = random.nextInt(3);
    String cells =
        switch (random.nextInt(3)) {
          case 0 -> "";
          case 1 -> ",c=" + random.nextInt(9);
          default -> ",c=" + random.nextInt(30) + ",r=" + random.nextInt(9);
        };
    String more = cells + (random.nextInt(3) == 0 ? ",C=1" : "");
    return switch (random.nextInt(7)) {
      case 0 -> "a=p,i=" + id + more;
      case 1 ->
          "a=t,i=" + id + ",f=24,s=" + random.nextInt(99) + ",v=" + random.nextInt(99) + ";AA";
      case 2 -> "a=T,i=" + id + ",f=100" + more + ";" + png();
      case 3 -> "a=T,f=100,m=1" + more + ";" + png() + end + "\033_Gm=0;AAAA";
      case 4 -> "a=T,U=1,i=1,f=100" + more + ";" + png();
      case 5 -> "a=T,s=" + random.nextInt(99) + ",v=" + random.nextInt(99) + more + ";AAAA";
      default -> "a=d,d=A";
    };
  }

  private String iterm() {
    String[] sizes = {"auto", "3", "30", "40px", "50%", "0", "x"};
    String width = ";width=" + sizes[random.nextInt(sizes.length)];
    String height = ";height=" + sizes[random.nextInt(sizes.length)];
    String shown = random.nextInt(4) == 0 ? "" : ";inline=1";
    String options = "name=YQ==" + width + height + shown;
    return switch (random.nextInt(3)) {
      case 0 ->
          "MultipartFile=" + options + "\007\033]1337;FilePart=" + png() + "\007\033]1337;FileEnd";
      default -> "File=" + options + ":" + png();
    };
  }

  private String png() {
    return png(1 + random.nextInt(120), 1 + random.nextInt(120));
  }

  /// The beginning of a PNG of this size, in base64.
  static String png(int width, int height) {
    byte[] head = Arrays.copyOf("\u0089PNG\r\n\032\n".getBytes(StandardCharsets.ISO_8859_1), 33);
    head[11] = 13;
    System.arraycopy("IHDR".getBytes(StandardCharsets.US_ASCII), 0, head, 12, 4);
    for (int i = 0; i < 4; i++) {
      head[16 + i] = (byte) (width >> (24 - 8 * i));
      head[20 + i] = (byte) (height >> (24 - 8 * i));
    }
    return Base64.getEncoder().encodeToString(head);
  }

  static boolean areIn(byte[] program) {
    return SEQUENCE.matcher(new String(program, StandardCharsets.ISO_8859_1)).find();
  }

  /// The same case by what the terminal hands to guests, cut where guests are at the cut.
  static Case seen(Case c) {
    Terminal t = new Terminal(c.cols(), c.rows());
    List<byte[]> pieces = new ArrayList<>();
    int cut = 0;
    int at = 0;
    for (int i = 0; i <= c.pieces().size(); i++) {
      for (Case.Resized r : c.resizes()) {
        if (r.piece() == i) {
          t.resize(r.cols(), r.rows());
        }
      }
      if (i < c.pieces().size()) {
        byte[] piece = c.pieces().get(i);
        int before = Math.clamp(c.cut() - at, 0, piece.length);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        t.feed(piece, 0, before, out::write);
        cut += out.size();
        t.feed(piece, before, piece.length - before, out::write);
        pieces.add(out.toByteArray());
        at += piece.length;
      }
    }
    return new Case(c.cols(), c.rows(), pieces, c.resizes(), cut);
  }

  /// Whether guests get nothing between the cut and a resize after it, and so can't tell which of
  /// the two was first.
  static boolean hideTheCut(Case c) {
    Case seen = seen(c);
    return c.resizes().stream()
        .anyMatch(r -> c.position(r) > c.cut() && seen.position(r) <= seen.cut());
  }
}
