package weft.host;

import java.util.Optional;
import java.util.regex.Pattern;
import weft.protocol.Block;

/// Reads the fields of a mark: a letter, then values with or without names. In values a backslash
/// stands before another, or before `x` and two hexadecimal digits of any character.
final class MarkFields {
  private static final Pattern STATUS = Pattern.compile("\\d{1,5}");
  private static final Pattern NUMBER = Pattern.compile("\\d{1,15}");

  private final String[] fields;

  MarkFields(String text) {
    fields = text.split(";", -1);
  }

  Optional<ShellMark> read133() {
    String nonce = named("aid");
    return switch (fields[0]) {
      case "A" -> Optional.of(new ShellMark.Prompt(nonce, named("cwd"), number(named("n"))));
      case "B" -> Optional.of(new ShellMark.Input(nonce));
      case "C" -> Optional.of(new ShellMark.Running(nonce));
      case "D" -> Optional.of(new ShellMark.Done(nonce, exit()));
      default -> Optional.empty();
    };
  }

  Optional<ShellMark> read633() {
    return switch (fields[0]) {
      case "A" -> Optional.of(new ShellMark.Prompt("", "", -1));
      case "B" -> Optional.of(new ShellMark.Input(""));
      case "C" -> Optional.of(new ShellMark.Running(""));
      case "D" -> Optional.of(new ShellMark.Done("", exit()));
      case "E" -> Optional.of(new ShellMark.Named(field(2), unescaped(field(1))));
      default -> Optional.empty();
    };
  }

  private String field(int n) {
    return n < fields.length ? fields[n] : "";
  }

  private String named(String name) {
    for (String field : fields) {
      if (field.startsWith(name) && field.startsWith("=", name.length())) {
        return unescaped(field.substring(name.length() + 1));
      }
    }
    return "";
  }

  private Block.Exit exit() {
    String status = field(1);
    return STATUS.matcher(status).matches()
        ? new Block.Exit(true, Integer.parseInt(status))
        : Block.Exit.UNKNOWN;
  }

  private static long number(String text) {
    return NUMBER.matcher(text).matches() ? Long.parseLong(text) : -1;
  }

  private static String unescaped(String value) {
    if (value.indexOf('\\') < 0) {
      return value;
    }
    StringBuilder plain = new StringBuilder(value.length());
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == '\\' && i + 1 < value.length() && value.charAt(i + 1) == '\\') {
        i++;
      } else if (c == '\\' && isHex(value, i + 2) && value.charAt(i + 1) == 'x') {
        c = (char) Integer.parseInt(value, i + 2, i + 4, 16);
        i += 3;
      }
      plain.append(c);
    }
    return plain.toString();
  }

  private static boolean isHex(String value, int at) {
    return at + 2 <= value.length()
        && Character.digit(value.charAt(at), 16) >= 0
        && Character.digit(value.charAt(at + 1), 16) >= 0;
  }
}
