package weft.host;

import static java.nio.charset.StandardCharsets.UTF_8;

import weft.protocol.Bytes;

/// What a shell's line editor is sent for a command line, Enter included.
final class CommandEntry {
  private static final String PASTE = "\033[200~";
  private static final String PASTE_END = "\033[201~";

  private CommandEntry() {}

  /// As one paste where the editor knows such: it then takes tabs and line feeds as they are.
  static Bytes of(String text, boolean bracketedPaste) {
    String line = text.stripTrailing();
    if (bracketedPaste && !line.isEmpty()) {
      line = PASTE + line + PASTE_END;
    } else {
      line = line.replace('\t', ' ').replace('\n', '\r');
    }
    return Bytes.owned((line + "\r").getBytes(UTF_8));
  }
}
