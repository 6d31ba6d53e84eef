package weft.crypto;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Just enough JSON for `vectors/`: objects, arrays, strings, whole numbers, booleans.
final class Json {
  private final String text;
  private int at;

  private Json(String text) {
    this.text = text;
  }

  /// One value a line, objects that hold no list on one line: what a diff reads well.
  static String write(List<? extends Map<String, ?>> rows) {
    StringBuilder out = new StringBuilder("[\n");
    for (int i = 0; i < rows.size(); i++) {
      out.append("  ");
      value(out, rows.get(i));
      out.append(i + 1 < rows.size() ? ",\n" : "\n");
    }
    return out.append("]\n").toString();
  }

  static List<Map<String, Object>> rows(String text) {
    List<Map<String, Object>> rows = new ArrayList<>();
    for (Object row : (List<?>) new Json(text).read()) {
      rows.add(object(row));
    }
    return rows;
  }

  @SuppressWarnings("unchecked") // Objects are made with string keys below.
  static Map<String, Object> object(Object value) {
    return (Map<String, Object>) value;
  }

  private static void value(StringBuilder out, Object value) {
    switch (value) {
      case Map<?, ?> map -> {
        String comma = "{";
        for (Map.Entry<?, ?> entry : map.entrySet()) {
          out.append(comma);
          string(out, (String) entry.getKey());
          out.append(": ");
          value(out, entry.getValue());
          comma = ", ";
        }
        out.append(map.isEmpty() ? "{}" : "}");
      }
      case List<?> list -> {
        String comma = "[";
        for (Object each : list) {
          out.append(comma);
          value(out, each);
          comma = ", ";
        }
        out.append(list.isEmpty() ? "[]" : "]");
      }
      case String string -> string(out, string);
      default -> out.append(value);
    }
  }

  private static void string(StringBuilder out, String text) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        out.append('\\').append(c);
      } else if (c < ' ' || c > '~') {
        out.append(String.format("\\u%04x", (int) c));
      } else {
        out.append(c);
      }
    }
    out.append('"');
  }

  private Object read() {
    return switch (next()) {
      case '{' -> readObject();
      case '[' -> readArray();
      case '"' -> readString();
      default -> readWord();
    };
  }

  private Map<String, Object> readObject() {
    Map<String, Object> object = new LinkedHashMap<>();
    at++;
    while (next() != '}') {
      String key = readString();
      next();
      at++;
      object.put(key, read());
      skipComma();
    }
    at++;
    return object;
  }

  private List<Object> readArray() {
    List<Object> array = new ArrayList<>();
    at++;
    while (next() != ']') {
      array.add(read());
      skipComma();
    }
    at++;
    return array;
  }

  private String readString() {
    StringBuilder string = new StringBuilder();
    for (at++; text.charAt(at) != '"'; at++) {
      char c = text.charAt(at);
      if (c != '\\') {
        string.append(c);
      } else if (text.charAt(++at) == 'u') {
        string.append((char) Integer.parseInt(text, at + 1, at + 5, 16));
        at += 4;
      } else {
        string.append(text.charAt(at));
      }
    }
    at++;
    return string.toString();
  }

  private Object readWord() {
    int start = at;
    while (",]} \n\r\t".indexOf(text.charAt(at)) < 0) {
      at++;
    }
    String word = text.substring(start, at);
    return word.equals("true") || word.equals("false") ? Boolean.valueOf(word) : Long.valueOf(word);
  }

  private void skipComma() {
    if (next() == ',') {
      at++;
    }
  }

  private char next() {
    while (Character.isWhitespace(text.charAt(at))) {
      at++;
    }
    return text.charAt(at);
  }
}
