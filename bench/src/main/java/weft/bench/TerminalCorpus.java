package weft.bench;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;

/// What terminals get to read: seven kinds of output, the same bytes each time. All end with the
/// pen plain and the normal screen, so that they can be repeated.
enum TerminalCorpus {
  PLAIN,
  LOG,
  UNICODE,
  SGR,
  YES,
  CURSOR,
  RECORDED;

  /// The size that everything is laid out for, and the recordings were made with.
  static final int COLS = 80;

  static final int ROWS = 24;

  /// Enough that no cache of the processor holds it twice.
  private static final int BYTES = 4 << 20;

  private static final String[] RECORDINGS = {"bash", "less", "progress", "tmux", "top", "vim"};
  private static final String[] ENGLISH = {
    "the", "terminal", "of", "a", "shell", "writes", "bytes", "and", "rows", "scroll", "away",
    "into", "history", "while", "guests", "watch", "int", "return", "value;", "//", "build", "ok"
  };
  private static final String[] WORDS = {
    "später", "naïve", "日本語", "接続しました", "🚀", "Привет", "мир", "✓", "ελληνικά", "한국어",
    "e\u0301t\u0301", "👩‍💻", "🇪🇺", "┌──┐", "│██│", "العربية", "हिन्दी", "ascii", "→", "“quoted”"
  };

  /// Writes the corpus below `folder`; returns the file.
  Path write(Path folder) throws IOException {
    Path file = folder.resolve(name().toLowerCase(java.util.Locale.ROOT) + ".vt");
    if (this == LOG) {
      return ColouredLog.write(file, BYTES, "\r\n");
    }
    return Files.write(file, bytes());
  }

  private byte[] bytes() throws IOException {
    SplittableRandom random = new SplittableRandom(20261122 + ordinal());
    byte[] recorded = this == RECORDED ? recorded() : new byte[0];
    ByteArrayOutputStream out = new ByteArrayOutputStream(BYTES + (64 << 10));
    while (out.size() < BYTES) {
      switch (this) {
        case PLAIN -> out.writeBytes(utf8(words(ENGLISH, random, 3 + random.nextInt(12)) + "\r\n"));
        case LOG -> {}
        case UNICODE -> out.writeBytes(utf8(words(WORDS, random, 2 + random.nextInt(9)) + "\r\n"));
        case SGR -> out.writeBytes(utf8(dense(random)));
        case YES -> out.writeBytes(utf8("y\r\n"));
        case CURSOR -> out.writeBytes(utf8(addressed(random)));
        case RECORDED -> out.writeBytes(recorded);
      }
    }
    return out.toByteArray();
  }

  private static String words(String[] from, SplittableRandom random, int n) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < n; i++) {
      line.append(i == 0 ? "" : " ").append(from[random.nextInt(from.length)]);
    }
    return line.toString();
  }

  /// A row of which every one to three cells have their own colours: a picture, a heat map.
  private static String dense(SplittableRandom random) {
    StringBuilder line = new StringBuilder();
    for (int x = 0; x < COLS - 2; ) {
      int n = 1 + random.nextInt(3);
      switch (random.nextInt(4)) {
        case 0 -> line.append("\033[3").append(random.nextInt(8)).append('m');
        case 1 -> line.append("\033[38;5;").append(random.nextInt(256)).append('m');
        case 2 -> line.append("\033[1;3").append(random.nextInt(8)).append(";44m");
        default ->
            line.append("\033[48;2;")
                .append(random.nextInt(8) * 32)
                .append(';')
                .append(random.nextInt(8) * 32)
                .append(";128m");
      }
      line.append("#".repeat(n));
      x += n;
    }
    return line.append("\033[0m\r\n").toString();
  }

  /// What a full-screen program repaints: some cells here and there, now and then a whole line.
  private static String addressed(SplittableRandom random) {
    StringBuilder out = new StringBuilder();
    out.append("\033[").append(1 + random.nextInt(ROWS)).append(';');
    out.append(1 + random.nextInt(COLS)).append('H');
    switch (random.nextInt(8)) {
      case 0 -> out.append("\033[K");
      case 1 -> out.append("\033[7m").append("menu").append("\033[27m");
      case 2 -> out.append("\r\033[2C\033[1A");
      case 3 -> out.append("\033[1;33mwarn\033[m");
      default -> {}
    }
    return out.append(ENGLISH[random.nextInt(ENGLISH.length)]).toString();
  }

  private static byte[] recorded() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (String name : RECORDINGS) {
      Path at = Path.of("terminal/src/test/resources/weft/terminal", name + ".vt");
      out.writeBytes(Files.readAllBytes(at));
      out.writeBytes(utf8("\033[?1049l\033[r\033[m\r\n"));
    }
    return out.toByteArray();
  }

  private static byte[] utf8(String s) {
    return s.getBytes(StandardCharsets.UTF_8);
  }
}
