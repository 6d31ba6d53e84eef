package weft.protocol;

import java.util.concurrent.atomic.AtomicReference;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/// Raw DEFLATE of a stream frame's plaintext (rule S5), bounded by [Limits#INFLATED] (B4).
final class Deflation {
  /// DEFLATE cannot shrink anything further, so a larger claim is a lie that needs no memory.
  private static final int MOST_SHRINKING = 1032;

  /// One compressor between uses: making one costs more than compressing a kilobyte. Whoever
  /// finds none here makes another.
  private static final AtomicReference<@Nullable Deflater> SPARE = new AtomicReference<>();

  private Deflation() {}

  /// @param plain an encoding byte and messages
  /// @param encoding the byte to put for compressed messages
  /// @return `plain` itself if compressing does not make it shorter
  static Bytes deflate(Bytes plain, int encoding) {
    int size = plain.length() - 1;
    byte[] target = new byte[plain.length()];
    FrameWriter writer = new FrameWriter(1 + FrameWriter.VARINT);
    Bytes head = writer.u8(encoding).varint(size).done();
    head.copyTo(target, 0);
    Deflater spare = SPARE.getAndSet(null);
    Deflater deflater = spare == null ? new Deflater(Deflater.BEST_SPEED, true) : spare;
    try {
      deflater.setInput(plain.from(1).buffer());
      deflater.finish();
      int room = target.length - head.length();
      int length = deflater.deflate(target, head.length(), room);
      return deflater.finished() && length < room
          ? Bytes.owned(target, 0, head.length() + length)
          : plain;
    } finally {
      deflater.reset();
      if (!SPARE.compareAndSet(null, deflater)) {
        deflater.end();
      }
    }
  }

  static Decoded<Bytes> inflate(Bytes deflated, long size) {
    if (size > Limits.INFLATED || size > (long) MOST_SHRINKING * deflated.length()) {
      return new Decoded.Malformed<>(0, "inflated size too large");
    }
    byte[] target = new byte[(int) size];
    Inflater inflater = new Inflater(true);
    try {
      inflater.setInput(deflated.buffer());
      int length = inflater.inflate(target);
      if (length == size && ended(inflater)) {
        return new Decoded.Ok<>(Bytes.owned(target));
      }
      return new Decoded.Malformed<>(0, "inflates to another size");
    } catch (DataFormatException _) {
      return new Decoded.Malformed<>(0, "not DEFLATE");
    } finally {
      inflater.end();
    }
  }

  /// Whether the compressed data ends here, with nothing more to come and nothing left over.
  private static boolean ended(Inflater inflater) throws DataFormatException {
    boolean more = !inflater.finished() && inflater.inflate(new byte[1]) > 0;
    return !more && inflater.finished() && inflater.getRemaining() == 0;
  }
}
