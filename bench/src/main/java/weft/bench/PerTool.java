package weft.bench;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;

/// One of something for each tool of a comparison.
final class PerTool<T> {
  private final Map<Tool, T> all = new LinkedHashMap<>();

  /// Nothing yet.
  PerTool() {}

  /// A new one for each.
  PerTool(Collection<Tool> tools, Supplier<T> make) {
    tools.forEach(tool -> all.put(tool, make.get()));
  }

  void put(Tool tool, T value) {
    all.put(tool, value);
  }

  T of(Tool tool) {
    return Objects.requireNonNull(all.get(tool), tool.name());
  }

  Collection<T> values() {
    return all.values();
  }
}
