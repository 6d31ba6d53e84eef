package weft.relay;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.zip.GZIPOutputStream;

/// One file of the page, ready to be sent any number of times.
///
/// @param gzip `plain` compressed; the same buffer where that gains nothing
/// @param forever the name changes with the contents: browsers need never ask again
record Page(String contentType, boolean forever, ByteBuf plain, ByteBuf gzip) {
  /// Below this, headers outweigh what compression saves.
  private static final int WORTH_COMPRESSING = 1 << 10;

  static Page of(String contentType, boolean compressible, boolean forever, byte[] bytes) {
    ByteBuf plain = shared(bytes);
    if (!compressible || bytes.length < WORTH_COMPRESSING) {
      return new Page(contentType, forever, plain, plain);
    }
    byte[] compressed = compress(bytes);
    ByteBuf gzip = compressed.length < bytes.length ? shared(compressed) : plain;
    return new Page(contentType, forever, plain, gzip);
  }

  boolean isCompressed() {
    return !gzip.equals(plain);
  }

  /// Outside the heap, so that a send copies nothing; freed by the collector, so that it may be
  /// sent from anywhere at any time.
  private static ByteBuf shared(byte[] bytes) {
    ByteBuffer buffer = ByteBuffer.allocateDirect(bytes.length).put(bytes).flip();
    return Unpooled.unreleasableBuffer(Unpooled.wrappedBuffer(buffer).asReadOnly());
  }

  private static byte[] compress(byte[] bytes) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length / 2);
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }
}
