package weft.terminal;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Follows kitty's graphics commands (`APC G keys ; payload ST`) as far as they tell where a
/// picture goes and how large it is. A picture may come in several commands and may be shown long
/// after it came.
final class KittyGraphics {
  /// Pictures whose sizes are remembered; the oldest is forgotten first.
  private static final int MAX_IMAGES = 256;

  /// Larger numbers are cut to it: no screen has so many pixels.
  private static final int MAX = 1 << 20;

  /// By id; or, where a program has only given a number, by that and a bit above all ids.
  private final Map<Long, PixelSize> sizes =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, PixelSize> eldest) {
          return size() > MAX_IMAGES;
        }
      };

  /// Values by key: a number, or the code of a letter.
  private final int[] values = new int[128];

  private int key;

  /// Those of the command that began the picture, of which more is to come.
  private final int[] first = new int[128];

  private boolean more;

  /// The payload's first characters.
  private final byte[] head = new byte[ImageHeader.PNG_CHARACTERS];

  private int headLength;
  private boolean inPayload;
  private boolean settled;

  void begin() {
    Arrays.fill(values, 0);
    key = 0;
    inPayload = false;
    settled = false;
  }

  void put(int code) {
    if (inPayload) {
      if (headLength < head.length) {
        head[headLength++] = (byte) code;
      }
    } else if (code == ';') {
      settle();
      inPayload = true;
    } else if (code == ',') {
      key = 0;
    } else if (key == 0) {
      key = code & 0x7f;
      values[key] = 0;
    } else if (code >= '0' && code <= '9') {
      values[key] = (int) Math.min(values[key] * 10L + code - '0', Integer.MAX_VALUE);
    } else if (code != '=') {
      values[key] = code;
    }
  }

  /// Once the keys are known: goes on with a picture of which more was to come, or begins one.
  private void settle() {
    if (settled) {
      return;
    }
    settled = true;
    boolean continues = more && (values['a'] == 0 || values['a'] == first['a']);
    if (!continues) {
      System.arraycopy(values, 0, first, 0, values.length);
      headLength = 0;
    }
    more = values['m'] == 1;
  }

  /// What the command shows, or null.
  @Nullable Image end() {
    settle();
    if (more) {
      return null;
    }
    return switch (first['a']) {
      case 0, 't' -> {
        remember();
        yield null;
      }
      case 'T' -> show(remember());
      case 'p' -> show(sizes.get(id()));
      case 'd' -> {
        delete();
        yield null;
      }
      default -> null;
    };
  }

  private long id() {
    return first['i'] != 0 ? first['i'] : 1L << 32 | first['I'];
  }

  private PixelSize remember() {
    PixelSize size = new PixelSize(Math.min(first['s'], MAX), Math.min(first['v'], MAX));
    boolean direct = first['t'] == 0 || first['t'] == 'd';
    if (first['f'] == 100 && direct) {
      size = ImageHeader.of(head, 0, headLength);
    }
    if (first['i'] != 0 || first['I'] != 0) {
      sizes.put(id(), size);
    }
    return size;
  }

  private void delete() {
    if (first['d'] == 'A') {
      sizes.clear();
    } else if (first['d'] == 'I') {
      sizes.remove(id());
    }
  }

  /// Nothing for an unknown picture, one that characters stand for, or one beside another.
  private @Nullable Image show(@Nullable PixelSize size) {
    if (size == null || first['U'] == 1 || first['P'] != 0) {
      return null;
    }
    PixelSize part = new PixelSize(part(size.width(), 'w'), part(size.height(), 'h'));
    Image.After after = first['C'] == 1 ? Image.After.STAYS : Image.After.BEHIND;
    Image.Extent columns = Image.Extent.cells(first['c']);
    return new Image(columns, Image.Extent.cells(first['r']), part, false, after);
  }

  private int part(int whole, char wanted) {
    return first[wanted] > 0 ? Math.min(whole, first[wanted]) : whole;
  }
}
