package weft.terminal;

import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/// Packs and unpacks pages with raw deflate, level 1: the JDK's own, and three to six times smaller
/// for usual output. One thread at a time.
final class Packer {
  private final Deflater deflater = new Deflater(Deflater.BEST_SPEED, true);
  private final Inflater inflater = new Inflater(true);
  private byte[] out = new byte[PageRows.PAGE_BYTES];

  /// The packed bytes, or null where they wouldn't be fewer.
  synchronized byte @Nullable [] pack(byte[] raw, int length) {
    if (out.length < length) {
      out = new byte[length];
    }
    deflater.reset();
    deflater.setInput(raw, 0, length);
    deflater.finish();
    int n = deflater.deflate(out, 0, length - 1);
    return deflater.finished() ? Arrays.copyOf(out, n) : null;
  }

  /// @throws DataFormatException where these bytes don't unpack to exactly `rawLength`
  synchronized void unpack(byte[] packed, int length, byte[] raw, int rawLength)
      throws DataFormatException {
    inflater.reset();
    inflater.setInput(packed, 0, length);
    if (inflater.inflate(raw, 0, rawLength) != rawLength) {
      throw new DataFormatException("page is too short");
    }
  }
}
