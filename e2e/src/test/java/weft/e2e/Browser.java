package weft.e2e;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import weft.testkit.Weft;

/// A real Chromium, driven by `browser/driver.mjs` in a Node process. Each [Page] is somebody else.
final class Browser implements AutoCloseable {
  private final Process process;
  private final DataOutputStream to;
  private final DataInputStream from;
  private int pages;

  Browser() {
    this(List.of(), "");
  }

  /// @param prefix the words before a command that make it run in another network
  /// @param flags of Chromium, besides the usual ones, separated by blanks
  Browser(List<String> prefix, String flags) {
    try {
      Path folder = Weft.checkout().resolve("e2e/browser");
      List<String> command = new ArrayList<>(prefix);
      command.addAll(List.of("node", "driver.mjs", flags));
      process =
          new ProcessBuilder(command)
              .directory(folder.toFile())
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
    } catch (IOException missing) {
      throw new UncheckedIOException("node (20 or later) must be on the PATH", missing);
    }
    to = new DataOutputStream(process.getOutputStream());
    from = new DataInputStream(new BufferedInputStream(process.getInputStream()));
  }

  /// A person's window, 1240×760 and dark, nothing in it yet.
  Page page() {
    return page("{\"viewport\":{\"width\":1240,\"height\":760},\"colorScheme\":\"dark\"}");
  }

  /// @param options of Playwright's newContext, as JSON; `"phone":true` besides
  Page page(String options) {
    return new Page(this, "page" + pages++, options);
  }

  synchronized String ask(String page, String code, String options) {
    byte[] request = (page + '\0' + code + '\0' + options).getBytes(StandardCharsets.UTF_8);
    try {
      to.writeInt(request.length);
      to.write(request);
      to.flush();
      byte[] answer = new byte[from.readInt()];
      from.readFully(answer);
      String text = new String(answer, StandardCharsets.UTF_8);
      if (text.charAt(0) != '+') {
        throw new AssertionError(code + "\n" + text.substring(1));
      }
      return text.substring(1);
    } catch (IOException gone) {
      throw new UncheckedIOException("the browser's driver has ended; is Chromium there?", gone);
    }
  }

  /// Closes Chromium with everything in it.
  @Override
  public void close() {
    try {
      to.close();
      if (!process.waitFor(20, TimeUnit.SECONDS)) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
      }
    } catch (IOException | InterruptedException broken) {
      process.destroyForcibly();
    }
  }
}
