package weft.terminal;

import java.util.Arrays;

/// G0 to G3, which of them is invoked, and the set that is in force. That one can differ from the
/// invoked one: a restored cursor brings back only it.
final class Charsets {
  private final Charset[] sets = new Charset[4];
  private Charset inForce = Charset.US;
  private int level;

  Charsets() {
    reset();
  }

  void reset() {
    Arrays.fill(sets, Charset.US);
    inForce = Charset.US;
    level = 0;
  }

  Charset inForce() {
    return inForce;
  }

  void inForce(Charset set) {
    inForce = set;
  }

  int level() {
    return level;
  }

  Charset get(int g) {
    return sets[g];
  }

  void invoke(int g) {
    level = g;
    inForce = sets[g];
  }

  void designate(int g, Charset set) {
    sets[g] = set;
    if (level == g) {
      inForce = set;
    }
  }
}
