package weft.terminal;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// One line of what libvterm expects, held against a terminal.
final class VtermAssertion {
  private static final Pattern LINE = Pattern.compile("\\?([a-z_]+) ?([a-z0-9,]*) *= *(.*)");
  private static final Pattern GLYPH = Pattern.compile("putglyph (\\S+) (\\d) (\\d+),(\\d+)( .*)?");
  private static final Pattern CELL = Pattern.compile("\\{(.*?)\\} width=(\\d).*");

  private final Screen screen;

  private VtermAssertion(Terminal terminal) {
    this.screen = terminal.screen;
  }

  /// Empty where the line doesn't apply; else what is wrong, if anything is.
  static Optional<Optional<String>> of(Terminal terminal, String line) {
    VtermAssertion a = new VtermAssertion(terminal);
    Matcher glyph = GLYPH.matcher(line);
    if (glyph.matches()) {
      return glyph.group(5) != null && glyph.group(5).contains("d")
          ? Optional.empty()
          : Optional.of(a.glyph(glyph, line));
    }
    Matcher m = LINE.matcher(line);
    return m.matches() ? a.state(m, line) : Optional.empty();
  }

  private Optional<Optional<String>> state(Matcher m, String line) {
    int[] at = m.group(2).matches("[0-9,]+") ? numbers(m.group(2)) : new int[0];
    String wanted = m.group(3).strip();
    Optional<String> seen =
        switch (m.group(1)) {
          case "cursor" ->
              Optional.of(screen.active.y + "," + Math.min(screen.active.x, screen.cols - 1));
          case "screen_row" -> Optional.of(quoted(text(at[0], 0, screen.cols)));
          case "screen_chars", "screen_text" -> Optional.of(quoted(area(at)));
          case "screen_cell" -> Optional.of(cell(at[0], at[1]));
          case "screen_eol" -> Optional.of(text(at[0], at[1], screen.cols).isEmpty() ? "1" : "0");
          case "lineinfo" ->
              wanted.matches("(cont)?")
                  ? Optional.of(screen.active.row(at[0]).wrapped ? "cont" : "")
                  : Optional.empty();
          case "pen" -> pen(m.group(2));
          default -> Optional.empty();
        };
    return seen.isEmpty()
        ? Optional.empty()
        : Optional.of(compare(line, normal(m.group(1), wanted), seen.get()));
  }

  private static Optional<String> compare(String line, String wanted, String seen) {
    return wanted.equals(seen) ? Optional.empty() : Optional.of(line + " but is " + seen);
  }

  private static String normal(String what, String wanted) {
    if (what.equals("screen_text")) {
      byte[] bytes = new byte[wanted.isEmpty() ? 0 : wanted.split(",", -1).length];
      int[] codes = numbers(wanted);
      for (int i = 0; i < bytes.length; i++) {
        bytes[i] = (byte) codes[i];
      }
      return quoted(new String(bytes, StandardCharsets.UTF_8));
    }
    if (what.equals("screen_row") || what.equals("screen_chars")) {
      return wanted.startsWith("\"")
          ? quoted(new String(PerlText.bytes(wanted), StandardCharsets.UTF_8))
          : quoted(codes(wanted));
    }
    if (what.equals("screen_cell")) {
      Matcher m = CELL.matcher(wanted);
      return m.matches() ? quoted(codes(m.group(1))) + " width " + m.group(2) : wanted;
    }
    return wanted.replaceAll(",is_default_[fb]g", ",default");
  }

  private static String quoted(String text) {
    return '"' + text.replace("\n", "\\n") + '"';
  }

  private static String codes(String list) {
    int[] codes = numbers(list);
    return new String(codes, 0, codes.length);
  }

  private static int[] numbers(String list) {
    return list.isEmpty()
        ? new int[0]
        : Arrays.stream(list.split(",", -1)).mapToInt(Integer::decode).toArray();
  }

  private Optional<String> glyph(Matcher m, String line) {
    String wanted = quoted(codes(m.group(1))) + " width " + m.group(2);
    int y = Integer.parseInt(m.group(3));
    return compare(line, wanted, cell(y, Integer.parseInt(m.group(4))));
  }

  private String cell(int y, int x) {
    long cell = screen.active.row(y).cells[x];
    return quoted(characters(cell)) + " width " + Math.max(1, Cell.width(cell));
  }

  private String characters(long cell) {
    if (!Cell.hasContent(cell)) {
      return "";
    }
    int[] codes = new int[Clusters.MAX_CODE_POINTS];
    if (Cell.isCluster(cell)) {
      return new String(codes, 0, screen.clusters.read(Cell.value(cell), codes));
    }
    return Character.toString(Cell.value(cell));
  }

  /// Up to the last cell with a character; gaps are blanks.
  private String text(int y, int from, int to) {
    Row row = screen.active.row(y);
    StringBuilder text = new StringBuilder();
    int last = -1;
    for (int x = from; x < to; x += Math.max(1, row.width(x))) {
      String characters = characters(row.cells[x]);
      text.append(characters.isEmpty() ? " " : characters);
      last = characters.isEmpty() ? last : text.length();
    }
    return text.substring(0, Math.max(0, last));
  }

  /// Rows `at[0]` to `at[2]`, columns `at[1]` to `at[3]`.
  private String area(int[] at) {
    return java.util.stream.IntStream.range(at[0], at[2])
        .mapToObj(y -> text(y, at[1], at[3]))
        .collect(Collectors.joining("\n"));
  }

  private Optional<String> pen(String what) {
    Pen p = screen.pen;
    return switch (what) {
      case "bold" -> Optional.of(on(p.fg, Attributes.BOLD));
      case "italic" -> Optional.of(on(p.bg, Attributes.ITALIC));
      case "blink" -> Optional.of(on(p.fg, Attributes.BLINK));
      case "reverse" -> Optional.of(on(p.fg, Attributes.INVERSE));
      case "underline" -> Optional.of("" + underline(p));
      case "foreground" -> Optional.of(colour(p.fg, "240,240,240"));
      case "background" -> Optional.of(colour(p.bg, "0,0,0"));
      default -> Optional.empty();
    };
  }

  private static String on(int word, int flag) {
    return (word & flag) != 0 ? "on" : "off";
  }

  private static int underline(Pen p) {
    if ((p.fg & Attributes.UNDERLINE) == 0) {
      return 0;
    }
    int style = (p.ext & Attributes.UNDERLINE_STYLE) >>> Attributes.UNDERLINE_STYLE_SHIFT;
    return Math.max(1, style);
  }

  private static String colour(int word, String standard) {
    int rgb = word & 0xffffff;
    return switch (word & Attributes.COLOUR_MODE) {
      case 0 -> "rgb(" + standard + ",default)";
      case Attributes.RGB ->
          "rgb(" + (rgb >> 16) + "," + ((rgb >> 8) & 0xff) + "," + (rgb & 0xff) + ")";
      default -> "idx(" + (rgb & 0xff) + ")";
    };
  }
}
