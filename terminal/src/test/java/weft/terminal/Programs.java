package weft.terminal;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// Random programs: lists of pieces, each a text, a control or a sequence, weighted so that the
/// interesting ones meet.
final class Programs {
  private static final String[] TEXTS = {
    "a",
    "hello",
    "the quick brown fox jumps over the lazy dog",
    "x y",
    "日本",
    "字",
    "é",
    "e\u0301",
    "\u0301",
    "👩‍👩‍👧",
    "🇩🇪🇫🇷",
    "❤️",
    "👍🏽",
    "한글",
    "ᄀ",
    "ᅡ",
    "q─┐",
    "~`|}{",
    "  ",
    "\u200d",
    "가\u0301",
    "\u0600a",
    "界界界界界界",
    "0123456789012345678901234567890123456789",
    "\u00a0",
    "①",
    "\uff21",
  };
  private static final String[] NARROW = {
    "a",
    "hello",
    "the quick brown fox jumps over the lazy dog",
    "é",
    "e\u0301",
    "\u0301",
    "~`|}{",
    "0123456789012345678901234567890123456789",
    "q─┐",
    "\u0600a",
    "x y",
    "①",
  };
  private static final String[] CONTROLS = {
    "\r", "\n", "\r\n", "\r\n", "\b", "\t", "\016", "\017", "\013", "\f", "\007", "\000", "\u0084",
    "\u0085", "\u0088", "\005", "\030", "\177", "\u009c",
  };
  private static final String[] ESCAPES = {
    "7", "8", "D", "E", "H", "M", "=", ">", "(0", "(B", ")0", "*A", "+4", "n", "o", "~", "}", "|",
    "#8", "%G", "-A", ".K", "(1", "\\", "Z", "/A", "c",
  };
  private static final String[] CURSOR = {
    "A", "B", "C", "D", "E", "F", "G", "H", "I", "Z", "`", "a", "d", "e", "f", "s", "u", "r", "r",
  };
  private static final String[] EDIT = {
    "J", "K", "L", "M", "P", "S", "T", "X", "@", " @", " A", "'}", "'~", "b", "g",
  };
  private static final int[] SGR = {
    0, 0, 1, 2, 3, 4, 5, 7, 8, 9, 21, 22, 23, 24, 25, 27, 28, 29, 31, 32, 37, 39, 41, 44, 47, 49,
    53, 55, 59, 90, 97, 100, 107,
  };
  private static final String[] SGR_LONG = {
    "38;5;123",
    "48;5;200",
    "38;2;1;2;3",
    "48;2;9;8;7",
    "38:2::10:20:30",
    "38:5:7",
    "58:5:9",
    "58:2::1:2:3",
    "58;5;3",
    "4:3",
    "4:0",
    "4:5",
    "4:2",
    "4:9",
    "38;5",
    "48;2;1",
    "38:2:1:2:3",
    "0;4;58;2;4;5;6",
    "1;31;42",
  };
  private static final int[] DEC = {
    1, 6, 6, 7, 7, 12, 25, 45, 45, 47, 66, 1000, 1002, 1003, 1004, 1006, 1016, 1047, 1048, 1049,
    1049, 2004, 2026, 9, 2, 3, 1007,
  };
  private static final String[] OSC = {
    "0;title",
    "2;ünïcode",
    "8;;http://a.example/",
    "8;id=1;http://b.example/;x",
    "8;;",
    "8;;",
    "4;1;#ff0000",
    "4;1;?",
    "4;300;#fff",
    "10;#123456",
    "10;?",
    "11;rgb:1/2/3;?",
    "12;#abc",
    "104",
    "104;1",
    "110",
    "52;c;aGVsbG8=",
    "52;c;?",
    "7;file:///tmp",
    "133;A",
    "1;icon",
    "9;x",
    "l",
    "",
    "8;x;",
  };
  private static final String[] QUERIES = {
    "\033[c",
    "\033[>c",
    "\033[=c",
    "\033[5n",
    "\033[6n",
    "\033[?6n",
    "\033[?15n",
    "\033[?25$p",
    "\033[4$p",
    "\033[>q",
    "\033[x",
    "\033[18t",
    "\033[21t",
    "\033[14t",
    "\033[22t",
    "\033[23t",
    "\033[22;2t",
    "\033[?u",
    "\033[>1u",
    "\033P$qm\033\\",
    "\033P$q q\033\\",
    "\033P+q544e\033\\",
    "\033_apc\033\\",
    "\033^pm\033\\",
    "\033Xsos\033\\",
    "\u009b6n",
    "\u009d10;?\u009c",
    "\u0090$qr\u009c",
    "\033Z",
    "\033[0c",
    "\033]4;0;?;1;#00ff00\007",
  };
  private static final String[] BROKEN = {
    "\033[5\n;3H",
    "\033[1;\0302mX",
    "\033[3\033[4m",
    "\033]0;cut\030",
    "\033[:3m",
    "\033[;;5H",
    "\033[?1;?2h",
    "\033[1 2m",
    "\033(é",
    "\033[é1m",
    "\033_é x",
    "\033P1;é",
    "\033]8;;\u0085",
    "\033[38;5;1;38;5;2;38;5;3;38;5;4;38;5;5;38;5;6;38;5;7;38;5;8;38;5;9;38;5;10;38;5;11;4m",
  };
  private static final byte[][] MALFORMED = {
    {(byte) 0xc3},
    {(byte) 0xe2, (byte) 0x80},
    {(byte) 0xf0, (byte) 0x9f},
    {(byte) 0xff},
    {(byte) 0xc0, (byte) 0x9b},
    {(byte) 0xed, (byte) 0xa0, (byte) 0x80},
    {(byte) 0x9b, '6', 'n'},
    {(byte) 0xe0, (byte) 0x82, (byte) 0x9b},
    {(byte) 0xef, (byte) 0xbb, (byte) 0xbf},
    {(byte) 0xf4, (byte) 0x90, (byte) 0x80, (byte) 0x80},
    {(byte) 0x80},
  };

  private final Random random;
  private final int cols;
  private final int rows;

  /// Only narrow characters: then wraparound may be off. See XTERM-FAULTS.md for the two together.
  private final boolean narrow;

  /// Every eighth program shows pictures.
  private final boolean pictures;

  Programs(long seed, int cols, int rows) {
    this.random = new Random(seed);
    this.pictures = (seed & 7) == 7;
    this.cols = cols;
    this.rows = rows;
    this.narrow = random.nextInt(4) == 0;
  }

  List<byte[]> pieces(int n) {
    List<byte[]> all = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      all.add(piece());
    }
    return all;
  }

  static byte[] join(List<byte[]> pieces) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    pieces.forEach(out::writeBytes);
    return out.toByteArray();
  }

  private byte[] piece() {
    if (pictures && random.nextInt(8) == 0) {
      return new Pictures(random).any().getBytes(StandardCharsets.UTF_8);
    }
    int kind = random.nextInt(100);
    if (kind == 99) {
      return MALFORMED[random.nextInt(MALFORMED.length)];
    }
    return text(kind).getBytes(StandardCharsets.UTF_8);
  }

  private String text(int kind) {
    if (kind < 34) {
      return narrow ? NARROW[random.nextInt(NARROW.length)] : pick(TEXTS);
    } else if (kind < 48) {
      return pick(CONTROLS);
    } else if (kind < 54) {
      return "\033" + escape();
    } else if (kind < 66) {
      return "\033[" + numbers() + pick(CURSOR);
    } else if (kind < 77) {
      return edit();
    } else if (kind < 87) {
      return "\033[" + sgr() + "m";
    } else if (kind < 92) {
      return mode();
    } else if (kind < 95) {
      return "\033]" + pick(OSC) + (random.nextBoolean() ? "\007" : "\033\\");
    } else if (kind < 98) {
      return pick(QUERIES);
    }
    return pick(BROKEN);
  }

  private String escape() {
    String s = pick(ESCAPES);
    return s.equals("c") && random.nextInt(4) > 0 ? "8" : s;
  }

  private String numbers() {
    return switch (random.nextInt(6)) {
      case 0 -> "";
      case 1 -> "" + random.nextInt(4);
      case 2 -> random.nextInt(rows + 2) + ";" + random.nextInt(cols + 3);
      case 3 -> "" + random.nextInt(cols + 3);
      case 4 -> (1 + random.nextInt(3)) + ";" + (rows - random.nextInt(2));
      default -> random.nextInt(50) == 0 ? "9999" : ";" + random.nextInt(cols);
    };
  }

  private String edit() {
    String last = pick(EDIT);
    if (last.equals("J") || last.equals("K")) {
      String prefix = random.nextInt(4) == 0 ? "?" : "";
      int what = random.nextInt(last.equals("J") ? 3 : 4);
      // ED 1 from the last column is one of xterm.js's faults.
      String home = last.equals("J") && what == 1 ? "\r" : "";
      return home + "\033[" + prefix + (what == 0 ? "" : "" + what) + last;
    }
    if (last.equals("g")) {
      return "\033[" + (random.nextInt(5) == 0 ? "3" : "0") + "g";
    }
    if (last.equals("b")) {
      // Neither more marks than the engine keeps in a cell, nor more than fill the smallest screen.
      int most = narrow ? 8 : 5;
      return (narrow ? "ab" : pick(TEXTS)) + "\033[" + random.nextInt(most) + "b";
    }
    return "\033[" + (random.nextInt(4) == 0 ? random.nextInt(cols + 2) : random.nextInt(4)) + last;
  }

  private String sgr() {
    StringBuilder s = new StringBuilder();
    for (int i = random.nextInt(3); i >= 0; i--) {
      s.append(random.nextInt(4) == 0 ? pick(SGR_LONG) : "" + SGR[random.nextInt(SGR.length)]);
      s.append(i > 0 ? ";" : "");
    }
    return s.toString();
  }

  private String mode() {
    char last = random.nextBoolean() ? 'h' : 'l';
    return switch (random.nextInt(10)) {
      case 0 -> "\033[4" + last;
      case 1 -> "\033[20" + last;
      case 2 -> "\033[!p";
      case 3 -> "\033[" + random.nextInt(8) + " q";
      case 4 -> "\033[" + random.nextInt(3) + "\"q";
      default -> {
        int mode = DEC[random.nextInt(DEC.length)];
        yield "\033[?" + (mode == 7 && !narrow ? 25 : mode) + last;
      }
    };
  }

  private String pick(String[] from) {
    return from[random.nextInt(from.length)];
  }
}
