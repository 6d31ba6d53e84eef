package weft.pty;

import java.io.IOException;
import java.nio.file.Path;

final class PtyTest extends ShellProcessContract {
  @Override
  ShellProcess printing(String text, int code) throws IOException {
    return start("printf %s \"$TEXT\"; exit " + code, text);
  }

  @Override
  ShellProcess echoing() throws IOException {
    return ready(start("stty raw -echo; printf R; exec cat", ""));
  }

  @Override
  ShellProcess silent() throws IOException {
    return ready(start("stty raw -echo; printf R; exec sleep 1000", ""));
  }

  @Override
  ShellProcess stubborn() throws IOException {
    return ready(start("trap '' HUP; printf R; exec sleep 1000", ""));
  }

  @Override
  ShellProcess tellingItsSize() throws IOException {
    return ready(start("stty -echo; printf R; while read line; do stty size; done", ""));
  }

  private static Pty start(String script, String text) throws IOException {
    return Pty.start(
        ShellCommand.of(Path.of("/bin/sh"), "-c", script).with("TEXT", text).sized(SIZE));
  }

  /// Consumes the R that says that the script has set up its terminal.
  private static Pty ready(Pty shell) throws IOException {
    readExactly(shell, 1);
    return shell;
  }
}
