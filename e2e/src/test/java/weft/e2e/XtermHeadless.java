package weft.e2e;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import weft.pty.TerminalSize;
import weft.testkit.Weft;

/// xterm.js without a page, in a Node process: what it makes of a window's raw bytes.
final class XtermHeadless implements AutoCloseable {
  /// The window got another size when this many bytes had been written to it.
  record ResizedAt(int position, TerminalSize size) {}

  private final Process process;
  private final DataOutputStream to;
  private final DataInputStream from;

  XtermHeadless() {
    try {
      Path folder = Weft.checkout().resolve("terminal/oracle");
      install(folder);
      process =
          new ProcessBuilder("node", "worker.mjs")
              .directory(folder.toFile())
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
    } catch (IOException missing) {
      throw new UncheckedIOException("node (20 or later) must be on the PATH", missing);
    }
    to = new DataOutputStream(new BufferedOutputStream(process.getOutputStream()));
    from = new DataInputStream(new BufferedInputStream(process.getInputStream()));
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
    if (npm.onExit().join().exitValue() != 0) {
      throw new IOException("npm ci failed in terminal/oracle");
    }
  }

  /// The dump after `bytes`, of a terminal that had `first` as its size until the resizes came.
  String dump(TerminalSize first, byte[] bytes, List<ResizedAt> resizes, int historyRows) {
    ByteArrayOutputStream request = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(request);
    try {
      size(out, first);
      out.writeShort(historyRows);
      int done = 0;
      for (ResizedAt resize : resizes) {
        write(out, bytes, done, resize.position());
        done = resize.position();
        out.writeByte(1);
        out.writeInt(4);
        size(out, resize.size());
      }
      write(out, bytes, done, bytes.length);
      to.writeInt(request.size());
      request.writeTo(to);
      to.flush();
      byte[] answer = new byte[from.readInt()];
      from.readFully(answer);
      return new String(answer, StandardCharsets.UTF_8).split("\0", -1)[0];
    } catch (IOException gone) {
      throw new UncheckedIOException(gone);
    }
  }

  private static void size(DataOutputStream out, TerminalSize size) throws IOException {
    out.writeShort(size.columns());
    out.writeShort(size.rows());
  }

  private static void write(DataOutputStream out, byte[] bytes, int start, int end)
      throws IOException {
    out.writeByte(0);
    out.writeInt(end - start);
    out.write(bytes, start, end - start);
  }

  @Override
  public void close() {
    process.destroy();
  }
}
