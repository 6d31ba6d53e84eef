package weft.bench;

import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/// Where the parts of [ShareBench] put what they found: a column for each tool.
record ShareTable(Workplace at, List<Tool> tools, boolean quick, Report report) {
  private static final String WORDS = "%-46s";
  private static final String CELL = "%12s";

  void heading(String words) {
    report.line("");
    StringBuilder line = new StringBuilder(WORDS.formatted(words));
    tools.forEach(tool -> line.append(CELL.formatted(tool.name())));
    report.line(line.toString());
  }

  void row(String words, Function<Tool, String> cell) {
    StringBuilder line = new StringBuilder(WORDS.formatted("  " + words));
    tools.forEach(tool -> line.append(CELL.formatted(cell.apply(tool))));
    report.line(line.toString());
  }

  /// Numbers, which are figures too: `NAME_TOOL`. Not a number is shown as a dash, and infinity as
  /// never.
  void row(String words, String format, String name, ToDoubleFunction<Tool> value) {
    row(
        words,
        tool -> {
          double number = value.applyAsDouble(tool);
          if (Double.isNaN(number)) {
            return "-";
          }
          report.figure(name + "_" + key(tool), number);
          return Double.isInfinite(number) ? "never" : format.formatted(number);
        });
  }

  static String key(Tool tool) {
    return tool.name().toLowerCase(Locale.ROOT).replace('-', '_').replace('+', '_');
  }
}
