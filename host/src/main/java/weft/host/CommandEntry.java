package weft.host;

import static java.nio.charset.StandardCharsets.UTF_8;

import weft.protocol.Bytes;

/// What a shell's line editor is sent for a command line.
final class CommandEntry {
  private static final String PASTE = "\033[200~";
  private static final String PASTE_END = "\033[201~";

  private CommandEntry() {}

  /// With Enter; as one paste where the editor knows such: it then takes tabs and line feeds as
  /// they are.
  static Bytes of(String text, boolean bracketedPaste) {
    String line = text.stripTrailing();
    if (bracketedPaste && !line.isEmpty()) {
      line = PASTE + line + PASTE_END;
    } else {
      line = line.replace('\t', ' ').replace('\n', '\r');
    }
    return Bytes.owned((line + "\r").getBytes(UTF_8));
  }

  /// Without Enter, for somebody to go on with: where the editor knows no pastes it becomes one
  /// line, as each line feed would run what is before it.
  static Bytes unfinished(String text, boolean bracketedPaste) {
    String line = text.stripTrailing();
    return Bytes.owned(
        (bracketedPaste
                ? PASTE + line + PASTE_END
                : line.replace('\t', ' ').replaceAll("\\s*\n\\s*", "; "))
            .getBytes(UTF_8));
  }
}
