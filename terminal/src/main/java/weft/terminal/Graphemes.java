package weft.terminal;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/// Width and grapheme-break table, generated from the add-on that guests' pages activate, and the
/// joining rules that go with it.
///
/// A *join state* tells what the character before was: 0 for none (a control came between), else
/// `kind << 2 | width`.
final class Graphemes {
  /// Names the table; it is part of what a keyframe's reader must agree on.
  static final String VERSION = "15-graphemes";

  /// The state after a plain narrow character.
  static final int NARROW = 1;

  private static final int PREPEND = 1;
  private static final int EXTEND = 2;
  private static final int REGIONAL_INDICATOR = 3;
  private static final int SPACING_MARK = 4;
  private static final int HANGUL_L = 5;
  private static final int HANGUL_V = 6;
  private static final int HANGUL_T = 7;
  private static final int HANGUL_LV = 8;
  private static final int HANGUL_LVT = 9;
  private static final int ZWJ = 10;
  private static final int PICTOGRAPH = 11;

  private static final int BLOCKS = 4352;
  private static final byte[] TABLE = load();

  /// The first 65,536 entries side by side, since nearly all text is in them.
  private static final byte[] FIRST_PLANE = firstPlane();

  private Graphemes() {}

  static int width(int state) {
    return state & 3;
  }

  /// The join state after `code`, where `before` was the one before it; negative (complemented)
  /// where the character joins the one before.
  static int next(int code, int before) {
    int entry = entry(code);
    int kind = entry & 15;
    int width = (entry & 16) != 0 ? 2 : 1;
    if (before == 0 || (kind == 0 && before < 1 << 2) || !joins(before >> 2, kind)) {
      return kind << 2 | width;
    }
    if ((before & 3) > width) {
      width = before & 3;
    } else if (kind == REGIONAL_INDICATOR) {
      width = 2;
    }
    return ~((kind == REGIONAL_INDICATOR ? 0 : kind) << 2 | width);
  }

  /// Whether a character takes two columns where it joins nothing.
  static boolean isWide(int code) {
    return (entry(code) & 16) != 0;
  }

  /// Whether any ASCII character that follows this state stands on its own.
  static boolean endsBeforeAscii(int state) {
    return state >> 2 != PREPEND;
  }

  private static byte[] firstPlane() {
    byte[] entries = new byte[1 << 16];
    for (int code = 0; code < entries.length; code += 256) {
      System.arraycopy(TABLE, BLOCKS * 2 + (block(code) << 8), entries, code, 256);
    }
    return entries;
  }

  private static int block(int code) {
    return (TABLE[(code >> 8) * 2] & 0xff) << 8 | (TABLE[(code >> 8) * 2 + 1] & 0xff);
  }

  private static int entry(int code) {
    if (code < FIRST_PLANE.length) {
      return FIRST_PLANE[code];
    }
    return TABLE[BLOCKS * 2 + (block(code) << 8 | (code & 0xff))];
  }

  private static boolean joins(int before, int after) {
    if (after == EXTEND || after == ZWJ || after == SPACING_MARK || before == PREPEND) {
      return true;
    }
    return switch (before) {
      case HANGUL_L ->
          after == HANGUL_L || after == HANGUL_V || after == HANGUL_LV || after == HANGUL_LVT;
      case HANGUL_LV, HANGUL_V -> after == HANGUL_V || after == HANGUL_T;
      case HANGUL_LVT, HANGUL_T -> after == HANGUL_T;
      case ZWJ -> after == PICTOGRAPH;
      case REGIONAL_INDICATOR -> after == REGIONAL_INDICATOR;
      default -> false;
    };
  }

  private static byte[] load() {
    try (InputStream in = Graphemes.class.getResourceAsStream("graphemes.bin")) {
      if (in == null) {
        throw new IllegalStateException("graphemes.bin is missing from the jar");
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
