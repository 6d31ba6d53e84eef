package weft.terminal;

import java.util.Arrays;

/// Reads how large a picture is from the first bytes of its file: PNG, GIF or JPEG.
final class ImageHeader {
  /// Base64 characters that hold a PNG's size.
  static final int PNG_CHARACTERS = 32;

  private ImageHeader() {}

  /// From base64, cut anywhere, in which other characters don't count.
  static PixelSize of(byte[] base64, int from, int to) {
    byte[] file = decode(base64, from, to);
    if (starts(file, 0x89, 'P', 'N', 'G') && file.length >= 24) {
      return new PixelSize(
          two(file, 16) << 16 | two(file, 18), two(file, 20) << 16 | two(file, 22));
    } else if (starts(file, 'G', 'I', 'F', '8') && file.length >= 10) {
      return new PixelSize(swapped(file, 6), swapped(file, 8));
    } else if (starts(file, 0xff, 0xd8, 0xff)) {
      return jpeg(file);
    }
    return PixelSize.UNKNOWN;
  }

  /// Goes from segment to segment to the one that begins the frame.
  private static PixelSize jpeg(byte[] file) {
    for (int at = 2; at + 9 <= file.length && (file[at] & 0xff) == 0xff; ) {
      int marker = file[at + 1] & 0xff;
      boolean table = marker == 0xc4 || marker == 0xc8 || marker == 0xcc;
      if (marker >= 0xc0 && marker <= 0xcf && !table) {
        return new PixelSize(two(file, at + 7), two(file, at + 5));
      }
      at += 2 + two(file, at + 2);
    }
    return PixelSize.UNKNOWN;
  }

  private static boolean starts(byte[] file, int... with) {
    for (int i = 0; i < with.length; i++) {
      if (i >= file.length || (file[i] & 0xff) != with[i]) {
        return false;
      }
    }
    return true;
  }

  private static int two(byte[] file, int at) {
    return (file[at] & 0xff) << 8 | (file[at + 1] & 0xff);
  }

  private static int swapped(byte[] file, int at) {
    return (file[at + 1] & 0xff) << 8 | (file[at] & 0xff);
  }

  private static byte[] decode(byte[] base64, int from, int to) {
    byte[] out = new byte[(to - from) / 4 * 3 + 3];
    int n = 0;
    int bits = 0;
    int held = 0;
    for (int i = from; i < to; i++) {
      int value = value(base64[i]);
      if (value >= 0) {
        held = held << 6 | value;
        bits += 6;
        if (bits >= 8) {
          bits -= 8;
          out[n++] = (byte) (held >> bits);
        }
      }
    }
    return Arrays.copyOf(out, n);
  }

  private static int value(int c) {
    if (c >= 'A' && c <= 'Z') {
      return c - 'A';
    } else if (c >= 'a' && c <= 'z') {
      return c - 'a' + 26;
    } else if (c >= '0' && c <= '9') {
      return c - '0' + 52;
    }
    return c == '+' ? 62 : c == '/' ? 63 : -1;
  }
}
