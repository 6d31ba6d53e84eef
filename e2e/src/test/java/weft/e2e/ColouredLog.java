package weft.e2e;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

/// A log as noisy as they come, the same at every run: colours of all three kinds, attributes, wide
/// characters, combining marks, emoji of several code points, tabs, and lines longer than a row.
final class ColouredLog {
  private static final long SEED = 20261122;

  private static final String[] WORDS = {
    "request",
    "päylöad",
    "отправлено",
    "σύνδεση",
    "接続が確立されました",
    "연결됨",
    "已完成",
    "e\u0301te\u0301",
    "n\u0303andu\u0301",
    "นี่คือ",
    "हिन्दी",
    "👍",
    "👍🏽",
    "👩‍👩‍👧‍👦",
    "🇪🇺🇯🇵",
    "🏳️‍🌈",
    "❤️",
    "☎",
    "✔",
    "a\tb",
    "─┼─",
    "▁▂▃▅▇",
    "ﬁ",
    "z\u0308\u0323",
    "x\u200dy",
    "①",
    "💾",
    "ｆｕｌｌ",
    "한글",
  };

  private final Random random = new Random(SEED);

  private ColouredLog() {}

  /// Writes at least `bytes` bytes.
  static Path write(Path file, long bytes) throws IOException {
    ColouredLog log = new ColouredLog();
    long written = 0;
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      for (int line = 1; written < bytes; line++) {
        String text = log.line(line);
        out.write(text);
        written += text.getBytes(StandardCharsets.UTF_8).length;
      }
    }
    return file;
  }

  private String line(int number) {
    StringBuilder line = new StringBuilder();
    line.append(String.format("\u001b[2m%08d\u001b[22m ", number));
    int words = 1 + random.nextInt(random.nextInt(8) == 0 ? 60 : 9);
    for (int i = 0; i < words; i++) {
      line.append(sgr()).append(WORDS[random.nextInt(WORDS.length)]);
      line.append(random.nextInt(3) == 0 ? "\u001b[0m " : " ");
    }
    return line.append(random.nextInt(4) == 0 ? "\n" : "\u001b[0m\n").toString();
  }

  private String sgr() {
    return switch (random.nextInt(9)) {
      case 0 -> "\u001b[" + (30 + random.nextInt(8)) + "m";
      case 1 -> "\u001b[" + (100 + random.nextInt(8)) + "m";
      case 2 -> "\u001b[38;5;" + random.nextInt(256) + "m";
      case 3 -> "\u001b[48;5;" + random.nextInt(256) + "m";
      case 4 -> "\u001b[38;2;" + rgb() + "m";
      case 5 -> "\u001b[48:2::" + rgb().replace(';', ':') + "m";
      case 6 -> "\u001b[4:" + (1 + random.nextInt(5)) + ";58:5:" + random.nextInt(256) + "m";
      case 7 -> "\u001b[" + (1 + random.nextInt(9)) + "m";
      default -> "";
    };
  }

  private String rgb() {
    return random.nextInt(256) + ";" + random.nextInt(256) + ";" + random.nextInt(256);
  }
}
