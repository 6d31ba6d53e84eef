package weft.terminal;

import org.jspecify.annotations.Nullable;

/// The rows of the normal screen and its history for one reading, in tables of their own: reading
/// leaves no trace in the terminal, and what was read never changes under the reader.
final class TextRows {
  private final Screen screen;
  private final Screen tables;
  private final RowCodec codec;
  private final RowDecoder decoder;
  private final long first;

  /// The rows read last, which readers going either way ask for again.
  private final @Nullable Row[] recent = new Row[2];

  private final long[] numbers = {-1, -1};

  /// Rows from `firstRow` on; the tables are those of a screen of this many columns.
  TextRows(Screen screen, long firstRow, int cols) {
    this.screen = screen;
    this.tables = new Screen(cols, RowsPage.SCREEN_ROWS, HistoryOptions.inMemory(0));
    this.codec = new RowCodec(screen);
    this.decoder = new RowDecoder(tables, screen.veil);
    this.first = Math.max(firstRow, Math.min(screen.history.first(), screen.normal.base));
  }

  /// What the cells' styles, clusters and links mean.
  Screen tables() {
    return tables;
  }

  long first() {
    return Math.min(first, end());
  }

  long end() {
    return screen.normal.base + screen.rows;
  }

  /// The row in the width that it had.
  Row get(long number) {
    if (number < first || number >= end()) {
      throw new IllegalArgumentException("no row " + number);
    }
    int slot = (int) (number & 1);
    Row row = recent[slot];
    if (row == null || numbers[slot] != number) {
      row = read(number);
      recent[slot] = row;
      numbers[slot] = number;
    }
    return row;
  }

  private Row read(long number) {
    long base = screen.normal.base;
    if (number < base) {
      return screen.history.read(number, 0, decoder);
    }
    codec.encode(screen.normal.row((int) (number - base)));
    return decoder.decode(codec.bytes(), 0, 0);
  }

  /// Bytes that the row read last takes encoded.
  int lastBytes() {
    return decoder.length();
  }

  /// Whether the row goes on with the line of a row before it that can be read.
  boolean isContinued(long number) {
    return number > first && number < end() && get(number).wrapped;
  }
}
