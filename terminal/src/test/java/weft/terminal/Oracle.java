package weft.terminal;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// xterm.js in a Node process: what it makes of bytes and resizes, as a dump.
final class Oracle implements AutoCloseable {
  /// @param dump the screen, or what `write` threw
  /// @param answers what the terminal sent back
  /// @param rest title, colours, cursor style
  record Answer(String dump, String answers, String rest) {}

  private static @Nullable Oracle shared;

  private final Process process;
  private final DataOutputStream to;
  private final DataInputStream from;

  Oracle() {
    try {
      Path folder = folder();
      install(folder);
      process =
          new ProcessBuilder("node", "worker.mjs")
              .directory(folder.toFile())
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
      to = new DataOutputStream(new java.io.BufferedOutputStream(process.getOutputStream()));
      from = new DataInputStream(new java.io.BufferedInputStream(process.getInputStream()));
    } catch (IOException e) {
      throw new UncheckedIOException("node (20 or later) must be on the PATH", e);
    }
  }

  /// One for all tests of this process, at whose end it ends: starting it takes a second.
  static synchronized Oracle shared() {
    if (shared == null) {
      shared = new Oracle();
    }
    return shared;
  }

  Answer ask(Script script, int historyRows) {
    send(script, historyRows);
    return receive().getLast();
  }

  /// Asks without waiting; [#receive] answers in the same order, on another thread if need be.
  void send(Script script, int historyRows) {
    try {
      byte[] request = script.request(historyRows);
      to.writeInt(request.length);
      to.write(request);
      to.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The looks a script asked for, and at last the one at its end.
  List<Answer> receive() {
    try {
      byte[] answer = new byte[from.readInt()];
      from.readFully(answer);
      String[] parts = new String(answer, StandardCharsets.UTF_8).split("\0", -1);
      List<Answer> looks = new ArrayList<>();
      for (int i = 0; i + 2 < parts.length; i += 3) {
        looks.add(new Answer(parts[i], parts[i + 1], parts[i + 2]));
      }
      return looks;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path folder() {
    Path here = Path.of("oracle");
    return Files.isDirectory(here) ? here : Path.of("terminal", "oracle");
  }

  /// Fetches the pinned packages the first time.
  private static void install(Path folder) throws IOException {
    if (Files.isDirectory(folder.resolve("node_modules/@xterm/headless"))) {
      return;
    }
    // Not our input: node makes it non-blocking for us too, and the test runner reads it.
    Process npm =
        new ProcessBuilder("npm", "ci", "--no-audit", "--no-fund")
            .directory(folder.toFile())
            .redirectOutput(ProcessBuilder.Redirect.INHERIT)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try {
      if (!npm.waitFor(5, TimeUnit.MINUTES) || npm.exitValue() != 0) {
        npm.destroy();
        throw new IOException("npm ci failed in terminal/oracle, which the engine's tests need");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  @Override
  public void close() {
    process.destroy();
  }

  /// Bytes and resizes for a terminal of some size.
  static final class Script {
    private final int cols;
    private final int rows;
    private final ByteArrayOutputStream steps = new ByteArrayOutputStream();

    Script(int cols, int rows) {
      this.cols = cols;
      this.rows = rows;
    }

    Script write(byte[] bytes) {
      return step(0, bytes);
    }

    Script resize(int newCols, int newRows) {
      return step(1, size(newCols, newRows));
    }

    /// Asks what the terminal looks like here; at the end it is told anyway.
    Script look() {
      return step(2, new byte[0]);
    }

    /// Goes on with a fresh terminal.
    Script fresh(int newCols, int newRows) {
      return step(3, size(newCols, newRows));
    }

    private static byte[] size(int cols, int rows) {
      return new byte[] {(byte) (cols >> 8), (byte) cols, (byte) (rows >> 8), (byte) rows};
    }

    private Script step(int kind, byte[] bytes) {
      steps.write(kind);
      for (int shift = 24; shift >= 0; shift -= 8) {
        steps.write(bytes.length >> shift);
      }
      steps.writeBytes(bytes);
      return this;
    }

    private byte[] request(int historyRows) {
      ByteArrayOutputStream all = new ByteArrayOutputStream();
      for (int n : new int[] {cols, rows, historyRows}) {
        all.write(n >> 8);
        all.write(n);
      }
      all.writeBytes(steps.toByteArray());
      return all.toByteArray();
    }
  }
}
