package weft.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// A terminal engine in a process of its own, told what to read a line at a time; see
/// [TerminalEngine] for the lines.
final class Contender implements AutoCloseable {
  private final Process process;
  private final PrintStream to;
  private final BufferedReader from;

  /// What one request took.
  ///
  /// @param bytes read by the engine
  /// @param cpuMicros of the whole process: compilers and garbage collectors too
  record Fed(long bytes, long cpuMicros, long wallMicros) {
    double megabytesPerCpuSecond() {
      return (double) bytes / Math.max(1, cpuMicros);
    }
  }

  Contender(List<String> command) throws IOException {
    process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    to = new PrintStream(process.getOutputStream(), true, StandardCharsets.UTF_8);
    from = process.inputReader(StandardCharsets.UTF_8);
  }

  Fed feed(String verb, Path file, int millis) throws IOException {
    String[] words = ask(verb + " " + file + " " + millis);
    return new Fed(Long.parseLong(words[0]), Long.parseLong(words[1]), Long.parseLong(words[2]));
  }

  /// Milliseconds of a keyframe with so many rows of history, in the median; negative where the
  /// engine has nothing for it.
  double keyframe(Path file, int rows, int times) throws IOException {
    return Double.parseDouble(ask("keyframe " + file + " " + rows + " " + times)[0]) / 1000;
  }

  /// Bytes that a row of history takes before it is packed; 0 where none is kept.
  double bytesPerRow(Path file) throws IOException {
    return Double.parseDouble(ask("row " + file)[0]) / 1000;
  }

  private String[] ask(String request) throws IOException {
    to.println(request);
    String answer = from.readLine();
    if (answer == null) {
      throw new IOException("an engine ended instead of answering '" + request + "'");
    }
    return answer.split(" ", -1);
  }

  /// Ends it by ending its input, so that it can clean up.
  @Override
  public void close() throws IOException {
    to.close();
    try {
      if (!process.waitFor(5, TimeUnit.SECONDS)) {
        process.destroy();
      }
    } catch (InterruptedException e) {
      process.destroy();
      Thread.currentThread().interrupt();
    }
  }
}
