package weft.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/// What a measurement found: lines for people, figures by name for programs.
final class Report {
  private final String name;
  private final boolean quick;
  private final List<String> lines = new ArrayList<>();
  private final Map<String, Object> figures = new LinkedHashMap<>();

  Report(String name, boolean quick) {
    this.name = name;
    this.quick = quick;
  }

  Report line(String text) {
    lines.add(text);
    return this;
  }

  Report figure(String key, double value) {
    figures.put(key, value);
    return this;
  }

  Report figure(String key, boolean value) {
    figures.put(key, value);
    return this;
  }

  void print() {
    lines.forEach(System.out::println);
    String fields =
        figures.entrySet().stream()
            .map(entry -> "\"" + entry.getKey() + "\":" + json(entry.getValue()))
            .collect(Collectors.joining(","));
    System.out.println(
        "{\"bench\":\""
            + name
            + "\",\"quick\":"
            + quick
            + (fields.isEmpty() ? "" : ",")
            + fields
            + "}");
  }

  private static String json(Object value) {
    if (value instanceof Double number) {
      return Double.isFinite(number) ? String.format(Locale.ROOT, "%.3f", number) : "null";
    }
    return String.valueOf(value);
  }
}
