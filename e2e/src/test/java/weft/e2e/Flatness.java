package weft.e2e;

import java.util.ArrayList;
import java.util.List;

/// Whether a figure has stopped growing: the median of the last quarter of a run is at most a tenth
/// and a few units above that of the second quarter, when everything has warmed up.
final class Flatness {
  private static final double MOST = 1.10;

  private final String name;
  private final double slack;
  private final List<Double> values = new ArrayList<>();

  /// @param slack in the figure's unit, for what is small
  Flatness(String name, double slack) {
    this.name = name;
    this.slack = slack;
  }

  void add(double value) {
    values.add(value);
  }

  private double median(int from, int to) {
    List<Double> part = values.subList(from, to).stream().sorted().toList();
    return part.get(part.size() / 2);
  }

  private double second() {
    return median(values.size() / 4, Math.max(values.size() / 2, values.size() / 4 + 1));
  }

  private double last() {
    return median(values.size() * 3 / 4, values.size());
  }

  boolean holds() {
    return values.isEmpty() || last() <= second() * MOST + slack;
  }

  @Override
  public String toString() {
    return values.isEmpty()
        ? name + ": not measured"
        : String.format(
            "%s: %.1f in the second quarter, %.1f in the last: %s",
            name, second(), last(), holds() ? "flat" : "GROWING");
  }
}
