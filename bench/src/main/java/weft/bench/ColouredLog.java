package weft.bench;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;

/// The same log each time: colours, wide characters, emoji, about 127 bytes a line, and lines that
/// leave no attribute behind.
final class ColouredLog {
  private static final String[] LEVELS = {
    "\u001b[32mINFO \u001b[0m",
    "\u001b[33mWARN \u001b[0m",
    "\u001b[1;31mERROR\u001b[0m",
    "\u001b[2mDEBUG\u001b[0m",
    "\u001b[38;5;39mTRACE\u001b[0m"
  };
  private static final String[] WORDS = {
    "request", "answered", "in", "queue", "später", "worker", "naïve", "日本語", "接続", "retry",
    "cache", "miss", "🚀", "done", "Привет", "user", "session", "✓", "timeout", "shard"
  };

  private ColouredLog() {}

  /// Writes `bytes` bytes or a line more.
  static Path write(Path file, long bytes) throws IOException {
    return write(file, bytes, "\n");
  }

  /// The same with another end of line, as a pseudo-terminal makes of a line feed.
  static Path write(Path file, long bytes, String newLine) throws IOException {
    SplittableRandom random = new SplittableRandom(20261122);
    long characters = 0;
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      for (long number = 0; characters < bytes; number++) {
        String line = line(random, number) + newLine;
        out.write(line);
        characters += utf8(line);
      }
    }
    return file;
  }

  private static String line(SplittableRandom random, long number) {
    StringBuilder line = new StringBuilder(128);
    line.append("\u001b[90m2026-11-22T").append(10 + number % 10).append(":00:");
    line.append(10 + random.nextInt(50)).append('.').append(100 + random.nextInt(900));
    line.append("Z\u001b[0m ").append(LEVELS[random.nextInt(LEVELS.length)]).append(' ');
    line.append("\u001b[36mpool-").append(random.nextInt(16)).append("\u001b[0m #").append(number);
    for (int words = 4 + random.nextInt(6); words > 0; words--) {
      line.append(' ').append(WORDS[random.nextInt(WORDS.length)]);
    }
    if (random.nextInt(4) == 0) {
      line.append(" \u001b[48;2;").append(random.nextInt(128)).append(";20;60m");
      line.append(Long.toHexString(random.nextLong())).append("\u001b[0m");
    }
    return line.toString();
  }

  private static int utf8(String line) {
    return line.getBytes(java.nio.charset.StandardCharsets.UTF_8).length;
  }
}
