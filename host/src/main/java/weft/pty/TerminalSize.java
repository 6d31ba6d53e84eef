package weft.pty;

/// A terminal's size: columns and rows in cells (1 to 65,535), width and height in pixels (0 when
/// unknown).
public record TerminalSize(int columns, int rows, int xPixels, int yPixels) {
  /// The traditional size, for terminals that report none.
  public static final TerminalSize DEFAULT = new TerminalSize(80, 24);

  private static final int MAX = 0xffff; // struct winsize holds unsigned shorts

  public TerminalSize {
    if (columns < 1 || columns > MAX || rows < 1 || rows > MAX) {
      throw new IllegalArgumentException("a terminal of " + columns + "×" + rows + " cells");
    }
    if (xPixels < 0 || xPixels > MAX || yPixels < 0 || yPixels > MAX) {
      throw new IllegalArgumentException("a terminal of " + xPixels + "×" + yPixels + " pixels");
    }
  }

  public TerminalSize(int columns, int rows) {
    this(columns, rows, 0, 0);
  }

  /// Reads the `struct winsize` in `buffer`; a terminal that does not know its size has the
  /// default.
  static TerminalSize readFrom(NativeBuffer buffer) {
    int cells = buffer.getInt(0);
    int pixels = buffer.getInt(1);
    int rows = cells & MAX;
    int columns = cells >>> 16;
    if (rows == 0 || columns == 0) {
      return DEFAULT;
    }
    return new TerminalSize(columns, rows, pixels & MAX, pixels >>> 16);
  }

  /// Writes this size into `buffer` as a `struct winsize`.
  void writeTo(NativeBuffer buffer) {
    buffer.setInt(0, rows | columns << 16);
    buffer.setInt(1, xPixels | yPixels << 16);
  }
}
