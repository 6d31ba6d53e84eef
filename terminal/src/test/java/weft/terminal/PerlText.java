package weft.terminal;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The little of Perl's strings that libvterm's checks use: `"\e[\xC3" . "a" x 10`.
final class PerlText {
  private static final Pattern TERM =
      Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"\\s*(?:x\\s*(\\d+))?\\s*\\.?\\s*");
  private static final Pattern PIECE =
      Pattern.compile("\\\\x\\{?([0-9a-fA-F]{1,4})\\}?|\\\\(.)|[^\\\\]", Pattern.DOTALL);

  private PerlText() {}

  static byte[] bytes(String expression) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Matcher term = TERM.matcher(expression);
    while (term.find()) {
      byte[] once = unescape(term.group(1));
      int times = term.group(2) == null ? 1 : Integer.parseInt(term.group(2));
      for (int i = 0; i < times; i++) {
        out.writeBytes(once);
      }
    }
    return out.toByteArray();
  }

  private static byte[] unescape(String text) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Matcher m = PIECE.matcher(text);
    while (m.find()) {
      if (m.group(1) != null) {
        out.write(Integer.parseInt(m.group(1), 16));
      } else if (m.group(2) != null) {
        out.write(control(m.group(2).charAt(0)));
      } else {
        out.writeBytes(m.group().getBytes(StandardCharsets.UTF_8));
      }
    }
    return out.toByteArray();
  }

  private static int control(char c) {
    return switch (c) {
      case 'e' -> 0x1b;
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'a' -> 7;
      case '0' -> 0;
      default -> c;
    };
  }
}
