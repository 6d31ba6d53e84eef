package weft.terminal;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/// Finds where a run of printable ASCII characters ends, eight bytes at a time.
final class AsciiRun {
  private static final VarHandle EIGHT =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private static final long ONES = 0x0101010101010101L;
  private static final long TOPS = 0x8080808080808080L;

  private AsciiRun() {}

  static int end(byte[] b, int from, int end) {
    int i = from;
    while (i + 8 <= end) {
      long eight = (long) EIGHT.get(b, i);
      // A byte's top bit: set already, or by a borrow below 0x20, or by a carry from 0x7f. Borrows
      // and carries go upwards, so the lowest that is set is right.
      long others = (eight | (eight - 0x20 * ONES) | (eight + ONES)) & TOPS;
      if (others != 0) {
        return i + (Long.numberOfTrailingZeros(others) >> 3);
      }
      i += 8;
    }
    while (i < end && isPrintable(b[i])) {
      i++;
    }
    return i;
  }

  /// From a space to a tilde.
  static boolean isPrintable(byte b) {
    return b >= 0x20 && b != 0x7f;
  }
}
