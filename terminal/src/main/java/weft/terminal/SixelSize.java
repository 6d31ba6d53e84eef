package weft.terminal;

/// Measures sixel graphics while they stream by: by their raster attributes (`"Pan;Pad;Ph;Pv`), or
/// else by the longest run of columns and the number of bands, six pixels each.
final class SixelSize {
  /// Larger numbers are cut to it: no screen has so many pixels.
  private static final int MAX = 1 << 20;

  private static final int BAND_PIXELS = 6;

  private int x;
  private int widest;
  private int bands;
  private boolean drawn;

  /// `!`, `"` or `#` while its numbers come, else 0.
  private int command;

  private final int[] numbers = new int[4];
  private int number;
  private PixelSize raster = PixelSize.UNKNOWN;

  void begin() {
    x = 0;
    widest = 0;
    bands = 0;
    drawn = false;
    command = 0;
    raster = PixelSize.UNKNOWN;
  }

  void put(int code) {
    if (code >= '0' && code <= '9') {
      if (command != 0 && number < numbers.length) {
        numbers[number] = Math.min(numbers[number] * 10 + code - '0', MAX);
      }
    } else if (code == ';') {
      number++;
    } else if (code > 0x20) {
      int times = finish();
      draw(code, times);
    }
  }

  private void draw(int code, int times) {
    switch (code) {
      case '!', '"', '#' -> {
        command = code;
        number = 0;
        java.util.Arrays.fill(numbers, 0);
      }
      case '$' -> x = 0;
      case '-' -> {
        x = 0;
        bands = Math.min(bands + 1, MAX);
        drawn = false;
      }
      default -> {
        if (code >= '?' && code <= '~') {
          x = Math.min(x + times, MAX);
          widest = Math.max(widest, x);
          drawn = true;
        }
      }
    }
  }

  /// Ends the command whose numbers have come; tells how often what follows is to be repeated.
  private int finish() {
    int times = command == '!' ? Math.max(numbers[0], 1) : 1;
    if (command == '"') {
      raster = new PixelSize(numbers[2], numbers[3]);
    }
    command = 0;
    return times;
  }

  /// The size, unknown where nothing was drawn.
  PixelSize end() {
    finish();
    return raster.isKnown()
        ? raster
        : new PixelSize(widest, BAND_PIXELS * (drawn ? bands + 1 : bands));
  }
}
