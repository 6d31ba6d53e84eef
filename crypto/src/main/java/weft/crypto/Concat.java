package weft.crypto;

import static java.nio.charset.StandardCharsets.US_ASCII;

import weft.protocol.Bytes;

/// Byte strings put one after the other, as the derivations of PROTOCOL.md and RFC 9180 are
/// written.
final class Concat {
  private Concat() {}

  static Bytes of(Bytes... parts) {
    int length = 0;
    for (Bytes part : parts) {
      length += part.length();
    }
    byte[] all = new byte[length];
    int at = 0;
    for (Bytes part : parts) {
      part.copyTo(all, at);
      at += part.length();
    }
    return Bytes.owned(all);
  }

  static Bytes ascii(String text) {
    return Bytes.owned(text.getBytes(US_ASCII));
  }

  /// Two bytes, big-endian.
  static Bytes u16(int value) {
    return Bytes.owned(new byte[] {(byte) (value >>> 8), (byte) value});
  }
}
