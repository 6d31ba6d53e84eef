package weft.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Reads one frame from front to back, strictly (rule N1).
///
/// The first thing that does not fit is remembered with its offset and everything read after it is
/// a placeholder, so a decoder reads straight through and asks [#finish] once. Nothing is copied
/// but texts, and no claimed length is trusted before the bytes are seen.
final class FrameReader {
  /// Seven bits each: 53 bits need eight bytes.
  private static final int VARINT_BYTES = 8;

  private static final long VARINT_MAX = (1L << 53) - 1;

  private final Bytes frame;

  /// Added to offsets in reports: where `frame` starts in what was received.
  private final int base;

  private int at;
  private int failedAt = -1;
  private @Nullable String failure;

  FrameReader(Bytes frame) {
    this(frame, 0);
  }

  private FrameReader(Bytes frame, int base) {
    this.frame = frame;
    this.base = base;
  }

  /// Reads from `frame` on from `at`; offsets in reports count from the frame's start.
  static FrameReader from(Bytes frame, int at) {
    FrameReader reader = new FrameReader(frame);
    reader.at = at;
    return reader;
  }

  int position() {
    return base + at;
  }

  boolean failed() {
    return failure != null;
  }

  boolean atEnd() {
    return at == frame.length();
  }

  int u8() {
    if (failed()) {
      return 0;
    }
    if (at == frame.length()) {
      fail(position(), "truncated");
      return 0;
    }
    return frame.at(at++) & 0xff;
  }

  /// A u8 that counts `values` from `first` on.
  <E> E oneOf(E[] values, int first) {
    int start = position();
    int index = u8() - first;
    if (index < 0 || index >= values.length) {
      fail(start, "unknown value");
      return values[0];
    }
    return values[index];
  }

  boolean bool() {
    int start = position();
    int value = u8();
    if (value > 1) {
      fail(start, "unknown value");
    }
    return value == 1;
  }

  long varint() {
    int start = position();
    long value = 0;
    for (int i = 0; i < VARINT_BYTES && !failed(); i++) {
      if (atEnd()) {
        fail(start, "truncated");
        return 0;
      }
      int next = u8();
      value |= (long) (next & 0x7f) << (7 * i);
      if (next < 0x80) {
        if (next == 0 && i > 0) {
          fail(start, "varint not shortest");
        } else if (value > VARINT_MAX) {
          break;
        }
        return value;
      }
    }
    fail(start, "varint over 53 bits");
    return 0;
  }

  /// A varint of something that is counted: at most 31 bits.
  int count() {
    int start = position();
    long value = varint();
    if (value > Integer.MAX_VALUE) {
      fail(start, "number over 31 bits");
      return 0;
    }
    return (int) value;
  }

  Bytes bytes(int count) {
    if (failed() || count > frame.length() - at) {
      fail(position(), "truncated");
      return Bytes.EMPTY;
    }
    Bytes bytes = frame.slice(at, count);
    at += count;
    return bytes;
  }

  Bytes blob() {
    int start = position();
    long length = varint();
    if (length > frame.length() - at) {
      fail(failed() ? start : position(), "truncated");
      return Bytes.EMPTY;
    }
    return bytes((int) length);
  }

  /// A reader of a blob alone, which reports offsets in this frame.
  FrameReader nested() {
    Bytes body = blob();
    return new FrameReader(body, position() - body.length());
  }

  /// Takes over what a nested reader found wrong.
  void endNested(FrameReader body) {
    body.end();
    if (body.failure != null) {
      fail(body.failedAt, body.failure);
    }
  }

  String text() {
    Bytes utf8 = blob();
    byte[] raw = utf8.toArray();
    String text = new String(raw, UTF_8);
    // The decoder puts U+FFFD for what is invalid; only then is it worth comparing.
    if (text.indexOf('\uFFFD') >= 0 && !Arrays.equals(raw, text.getBytes(UTF_8))) {
      fail(position() - raw.length, "invalid UTF-8");
    }
    return text;
  }

  Bytes rest() {
    if (failed()) {
      return Bytes.EMPTY;
    }
    Bytes rest = frame.from(at);
    at = frame.length();
    return rest;
  }

  void fail(int offset, String what) {
    if (failure == null) {
      failure = what;
      failedAt = offset;
    }
  }

  <T> Decoded<T> unknownType(int offset) {
    fail(offset, "unknown type");
    return new Decoded.Malformed<>(failedAt, String.valueOf(failure));
  }

  /// `value` if everything fitted and nothing is left over.
  <T> Decoded<T> finish(T value) {
    end();
    return failure == null ? new Decoded.Ok<>(value) : new Decoded.Malformed<>(failedAt, failure);
  }

  private void end() {
    if (!failed() && !atEnd()) {
      fail(position(), "bytes left over");
    }
  }
}
