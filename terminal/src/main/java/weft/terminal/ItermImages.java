package weft.terminal;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Reads iTerm2's pictures: `OSC 1337 ; File = options : base64`, or the same in several commands,
/// `MultipartFile = options`, `FilePart = base64` and `FileEnd`.
final class ItermImages {
  /// Base64 kept of a picture that comes in parts: enough for the header of most.
  private static final int MAX_HEAD_BYTES = 16 * 1024;

  private static final byte[] PREFIX = "1337;".getBytes(ISO_8859_1);
  private static final int MAX_DIGITS = 6;

  private String options = "";
  private byte[] head = new byte[0];

  /// What a whole command, or the beginning of one that was too long to keep, shows; or null.
  @Nullable Image read(byte[] b, int length) {
    if (length < PREFIX.length || !Arrays.equals(b, 0, PREFIX.length, PREFIX, 0, PREFIX.length)) {
      return null;
    }
    int from = PREFIX.length;
    int equals = indexOf(b, from, length, '=');
    int value = Math.min(equals + 1, length);
    return switch (new String(b, from, equals - from, ISO_8859_1)) {
      case "File" -> {
        int colon = indexOf(b, value, length, ':');
        String words = new String(b, value, colon - value, ISO_8859_1);
        yield image(words, ImageHeader.of(b, colon, length));
      }
      case "MultipartFile" -> {
        options = new String(b, value, length - value, ISO_8859_1);
        head = new byte[0];
        yield null;
      }
      case "FilePart" -> {
        int n = Math.min(length - value, MAX_HEAD_BYTES - head.length);
        int before = head.length;
        head = Arrays.copyOf(head, before + n);
        System.arraycopy(b, value, head, before, n);
        yield null;
      }
      case "FileEnd" -> {
        Image image = image(options, ImageHeader.of(head, 0, head.length));
        options = "";
        head = new byte[0];
        yield image;
      }
      default -> null;
    };
  }

  /// Where the byte is, or `to`.
  private static int indexOf(byte[] b, int from, int to, char wanted) {
    int i = from;
    while (i < to && b[i] != wanted) {
      i++;
    }
    return i;
  }

  private static @Nullable Image image(String words, PixelSize natural) {
    Image.Extent width = Image.Extent.AUTO;
    Image.Extent height = Image.Extent.AUTO;
    boolean inline = false;
    for (String word : words.split(";", -1)) {
      if (word.startsWith("width=")) {
        width = extent(word.substring(6));
      } else if (word.startsWith("height=")) {
        height = extent(word.substring(7));
      } else if (word.equals("inline=1")) {
        inline = true;
      }
    }
    return inline ? new Image(width, height, natural, true, Image.After.BEHIND) : null;
  }

  /// `N` cells, `Npx`, `N%`; all else is for the picture to decide.
  private static Image.Extent extent(String text) {
    int n = 0;
    int i = 0;
    while (i < Math.min(text.length(), MAX_DIGITS) && Character.digit(text.charAt(i), 10) >= 0) {
      n = n * 10 + Character.digit(text.charAt(i++), 10);
    }
    if (n == 0) {
      return Image.Extent.AUTO;
    }
    return switch (text.substring(i)) {
      case "" -> Image.Extent.cells(n);
      case "px" -> new Image.Extent(Image.Extent.Unit.PIXELS, n);
      case "%" -> new Image.Extent(Image.Extent.Unit.PERCENT, n);
      default -> Image.Extent.AUTO;
    };
  }
}
