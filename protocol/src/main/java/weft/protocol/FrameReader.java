package weft.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Reads one frame from front to back, strictly (rule N1).
///
/// The first thing that does not fit is remembered with its offset and everything read after it
/// is a placeholder, so a decoder reads straight through and asks [#finish] once. Nothing is
/// copied but texts, and no claimed length is trusted before the bytes are seen.
///
/// An offset is where the field starts that does not fit, its length included; of a varint that
/// is cut off it is the frame's end.
final class FrameReader {
  private static final int VARINT_BITS = 53;

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

  /// A u8 of which only bits of `known` may be set.
  int flags(int known) {
    int start = position();
    int flags = u8();
    if ((flags & ~known) != 0) {
      fail(start, "unknown value");
    }
    return flags;
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
    for (int bits = 0; ; bits += 7) {
      int next = u8();
      int part = next & 0x7f;
      if (failed()) {
        return 0;
      }
      if (bits + Integer.SIZE - Integer.numberOfLeadingZeros(part) > VARINT_BITS) {
        fail(start, "varint over 53 bits");
        return 0;
      }
      value |= (long) part << bits;
      if (next < 0x80) {
        if (part == 0 && bits > 0) {
          fail(start, "varint not shortest");
        }
        return value;
      }
    }
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
      fail(start, "truncated");
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
    int start = position();
    byte[] raw = blob().toArray();
    String text = new String(raw, UTF_8);
    // The decoder puts U+FFFD for what is invalid; only then is it worth comparing.
    if (text.indexOf('\uFFFD') >= 0 && !Arrays.equals(raw, text.getBytes(UTF_8))) {
      fail(start, "invalid UTF-8");
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
