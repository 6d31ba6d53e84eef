package weft.protocol;

import java.nio.charset.StandardCharsets;

/// Commands and directories within limit B29.
public final class BlockText {
  private BlockText() {}

  /// As much of it as fits, whole characters; controls other than line feeds and tabs are left out.
  public static String cut(String text) {
    StringBuilder fitting = new StringBuilder();
    int bytes = 0;
    for (int at = 0; at < text.length(); ) {
      int code = text.codePointAt(at);
      at += Character.charCount(code);
      bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
      if (bytes > Limits.BLOCK_TEXT) {
        break;
      }
      boolean lone = code >= Character.MIN_SURROGATE && code <= Character.MAX_SURROGATE;
      if (!lone && (code == '\n' || code == '\t' || !Character.isISOControl(code))) {
        fitting.appendCodePoint(code);
      }
    }
    return fitting.toString();
  }

  /// Bytes of a block's texts.
  public static int bytes(Block block) {
    return block.command().getBytes(StandardCharsets.UTF_8).length
        + block.directory().getBytes(StandardCharsets.UTF_8).length;
  }
}
