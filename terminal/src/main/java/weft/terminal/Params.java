package weft.terminal;

/// The numbers of a control sequence, kept as xterm.js keeps them: at most 32 parameters and 32
/// sub-parameters, further ones are dropped; a missing parameter is 0, a missing sub-parameter -1.
final class Params {
  private static final int MAX = 32;

  /// Largest number that [#read] multiplies by ten; more takes care.
  private static final int MAX_READ = 100_000_000;

  private final int[] values = new int[MAX];
  private final int[] subs = new int[MAX];
  private final int[] subStart = new int[MAX];
  private final int[] subEnd = new int[MAX];
  private int length;
  private int subLength;
  private boolean rejectDigits;
  private boolean rejectSubDigits;
  private boolean digitIsSub;

  /// Back to a single parameter of 0.
  void reset() {
    length = 0;
    subLength = 0;
    rejectDigits = false;
    rejectSubDigits = false;
    addParam();
  }

  int length() {
    return length;
  }

  /// The parameter as sent; 0 where it is missing.
  int get(int i) {
    return i < length ? values[i] : 0;
  }

  /// The first parameter as a count: 1 where it is missing or 0.
  int count() {
    return values[0] == 0 ? 1 : values[0];
  }

  int subCount(int i) {
    return subLength == 0 ? 0 : subEnd[i] - subStart[i];
  }

  boolean hasSubs() {
    return subLength > 0;
  }

  /// Takes plain numbers from the bytes of a sequence; returns where the first other byte is, or -1
  /// where there is none or these must be taken one by one, after a [#reset].
  int read(byte[] b, int from, int end) {
    subLength = 0;
    int n = 0;
    int value = 0;
    for (int i = from; i < end; i++) {
      int digit = b[i] - '0';
      if (digit >= 0 && digit <= 9) {
        if (value > MAX_READ) {
          return -1;
        }
        value = value * 10 + digit;
      } else if (digit == ';' - '0') {
        if (n == MAX - 1) {
          return -1;
        }
        values[n++] = value;
        value = 0;
      } else {
        values[n] = value;
        length = n + 1;
        return digit == ':' - '0' ? -1 : i;
      }
    }
    return -1;
  }

  int sub(int i, int k) {
    return subs[subStart[i] + k];
  }

  void addParam() {
    digitIsSub = false;
    if (length >= MAX) {
      rejectDigits = true;
      return;
    }
    subStart[length] = subLength;
    subEnd[length] = subLength;
    values[length++] = 0;
  }

  void addSub() {
    digitIsSub = true;
    if (rejectDigits || subLength >= MAX) {
      rejectSubDigits = true;
      return;
    }
    subs[subLength++] = -1;
    subEnd[length - 1]++;
  }

  void addDigit(int digit) {
    if (rejectDigits || (digitIsSub && (rejectSubDigits || subLength == 0))) {
      return;
    }
    if (digitIsSub) {
      subs[subLength - 1] = append(subs[subLength - 1], digit);
    } else {
      values[length - 1] = append(values[length - 1], digit);
    }
  }

  private static int append(int value, int digit) {
    return value == -1 ? digit : (int) Math.min(value * 10L + digit, Integer.MAX_VALUE);
  }
}
