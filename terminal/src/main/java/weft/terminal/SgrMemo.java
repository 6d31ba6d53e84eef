package weft.terminal;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/// What short CSI m sequences do, by their bytes: programs send the same few over and over, and
/// looking one up takes a fraction of reading its numbers.
///
/// A sequence is known where its effect doesn't depend on the pen but for the bits that it leaves
/// alone, and where it has no more to do with underlines than to end them. Each has one slot, which
/// it shares with others; taking it from another is put off a few times, lest two that take turns
/// cost more than they save.
final class SgrMemo {
  /// Slots: some times the colours of a palette, so that few share one.
  private static final int SLOTS = 1024;

  /// Sequences that are turned away for each one that takes a slot from another.
  private static final int PUT_OFF = 15;

  /// Bytes after CSI, `m` included; two words.
  private static final int MAX_BYTES = 16;

  /// Bytes of a sequence as guests get it, CSI and a 0 for each missing number included.
  private static final int MAX_TEXT_BYTES = 2 + 2 * MAX_BYTES;

  /// Bytes that are needed from CSI on to look.
  static final int NEEDED_BYTES = 2 + MAX_BYTES;

  private static final VarHandle EIGHT =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  /// Set in final bytes and in whatever isn't ASCII.
  private static final long FINAL = 0xc0c0c0c0c0c0c0c0L;

  private static final int FG_KEPT = 0;
  private static final int FG_SET = 1;
  private static final int BG_KEPT = 2;
  private static final int BG_SET = 3;
  private static final int WORDS = 4;

  private final long[] keys = new long[2 * SLOTS];
  private final int[] words = new int[WORDS * SLOTS];
  private final boolean[] plain = new boolean[SLOTS];
  private final byte[] texts = new byte[MAX_TEXT_BYTES * SLOTS];
  private final byte[] textLengths = new byte[SLOTS];
  private final SequenceText text = new SequenceText();
  private final Pen probe = new Pen(new Styles());

  private int putOff;

  private long first;
  private long second;
  private int length;

  /// Looks at the bytes after CSI, of which [#NEEDED_BYTES] are there. Returns the slot of a known
  /// sequence or -1; [#length] is then 0 for what isn't a short CSI m.
  int find(byte[] b, int from) {
    long one = (long) EIGHT.get(b, from);
    long end = one & FINAL;
    if (end != 0) {
      int at = Long.numberOfTrailingZeros(end) >> 3;
      first = one & (-1L >>> (56 - 8 * at));
      second = 0;
      length = at + 1;
    } else {
      long two = (long) EIGHT.get(b, from + 8);
      end = two & FINAL;
      if (end == 0) {
        length = 0;
        return -1;
      }
      int at = Long.numberOfTrailingZeros(end) >> 3;
      first = one;
      second = two & (-1L >>> (56 - 8 * at));
      length = at + 9;
    }
    int slot = slot();
    return keys[2 * slot] == first && keys[2 * slot + 1] == second ? slot : -1;
  }

  /// Length of what was looked at last, `m` included.
  int length() {
    return length;
  }

  private int slot() {
    long hash = (first * 31 + second) * 0x9e3779b97f4a7c15L;
    return (int) (hash >>> 32) & (SLOTS - 1);
  }

  /// Takes in what was looked at last, which has these numbers, if it is one to know.
  void learn(Params p) {
    if (length == 0 || p.hasSubs()) {
      return;
    }
    int slot = slot();
    boolean taken = (keys[2 * slot] | keys[2 * slot + 1]) != 0;
    if (taken && putOff++ < PUT_OFF) {
      return;
    }
    putOff = 0;
    set(0);
    Sgr.apply(p, probe);
    int fg = probe.fg;
    int bg = probe.bg;
    int ext = probe.ext;
    set(~0);
    Sgr.apply(p, probe);
    if (ext != 0 || (probe.ext != 0 && probe.ext != ~0)) {
      return;
    }
    keys[2 * slot] = first;
    keys[2 * slot + 1] = second;
    words[slot * WORDS + FG_KEPT] = probe.fg;
    words[slot * WORDS + FG_SET] = fg;
    words[slot * WORDS + BG_KEPT] = probe.bg;
    words[slot * WORDS + BG_SET] = bg;
    plain[slot] = probe.ext == 0;
    text.to((b, off, len) -> keep(slot, b, off, len));
    text.control().params(p).put('m');
    text.flush();
  }

  private void keep(int slot, byte[] b, int off, int len) {
    System.arraycopy(b, off, texts, slot * MAX_TEXT_BYTES, len);
    textLengths[slot] = (byte) len;
  }

  private void set(int word) {
    probe.fg = word;
    probe.bg = word;
    probe.ext = word;
  }

  /// Writes the sequence for guests.
  void write(int slot, SequenceText to) {
    to.write(texts, slot * MAX_TEXT_BYTES, textLengths[slot]);
  }

  /// Does to a pen what the sequence does.
  void apply(int slot, Pen pen) {
    int at = slot * WORDS;
    pen.fg = (pen.fg & words[at + FG_KEPT]) | words[at + FG_SET];
    pen.bg = (pen.bg & words[at + BG_KEPT]) | words[at + BG_SET];
    if (plain[slot]) {
      pen.endUnderline();
    } else {
      pen.changed();
    }
  }
}
