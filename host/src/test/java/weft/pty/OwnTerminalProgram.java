package weft.pty;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.HexFormat;

/// A program for [OwnTerminalTest] to run on a terminal: goes raw and tells each key as hex, until
/// `q`; or, with the argument `flood`, prints that many numbered lines first.
final class OwnTerminalProgram {
  private final OwnTerminal terminal;

  private OwnTerminalProgram(OwnTerminal terminal) {
    this.terminal = terminal;
  }

  public static void main(String[] arguments) throws IOException {
    switch (OwnTerminal.find()) {
      case FoundTerminal.NotATerminal none -> System.out.println("NONE " + none.reason());
      case FoundTerminal.Found found ->
          new OwnTerminalProgram(found.terminal())
              .run(arguments.length == 0 ? 0 : Integer.parseInt(arguments[0]));
    }
  }

  private void run(int lines) throws IOException {
    terminal.onChange(() -> sayQuietly("SIZE " + size()));
    terminal.enterRaw();
    terminal.enterRaw();
    StringBuilder flood = new StringBuilder();
    for (int i = 0; i < lines; i++) {
      flood.append(i).append("\r\n");
    }
    say(flood + "RAW " + ProcessHandle.current().pid() + " " + size() + ".");
    byte[] buffer = new byte[100];
    for (int count; (count = terminal.read(buffer)) > 0; ) {
      say("KEY " + HexFormat.of().formatHex(buffer, 0, count) + ".");
      if (buffer[count - 1] == 'q') {
        break;
      }
    }
    terminal.close();
    terminal.restore();
    say("BYE " + terminal.read(buffer));
  }

  private String size() {
    TerminalSize size = terminal.size();
    return size.columns() + "x" + size.rows();
  }

  private void sayQuietly(String line) {
    try {
      say(line);
    } catch (IOException gone) {
      throw new IllegalStateException(gone);
    }
  }

  private void say(String line) throws IOException {
    byte[] bytes = (line + "\r\n").getBytes(UTF_8);
    terminal.write(bytes, 0, bytes.length);
  }
}
