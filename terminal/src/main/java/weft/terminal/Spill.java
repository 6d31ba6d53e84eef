package weft.terminal;

import java.io.IOException;

/// A place outside memory for old history: bytes by position. Calls come one at a time, to write
/// and clear from the terminal's packer, to read from its owner. Whoever made it closes it, after
/// the packer has ended.
///
/// A write or read may fail at any time; the terminal then forgets rows rather than fail itself,
/// and says so in its [HistoryStatus].
public interface Spill {
  /// The most bytes it may hold; the terminal overwrites the oldest rows when they are full.
  long capacity();

  /// Writes all the bytes at a position up to the end of what was written before.
  void write(long at, byte[] b, int off, int len) throws IOException;

  /// Reads exactly `len` bytes that were written.
  void read(long at, byte[] b, int off, int len) throws IOException;

  /// Gives back the space; what was written is gone.
  void clear() throws IOException;
}
