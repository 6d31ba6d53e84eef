package weft.terminal;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Bytes to [Actions]: UTF-8 as xterm.js decodes it (malformed bytes and byte order marks vanish,
/// C1 controls count also as two bytes) and its state machine. Resumable at any byte; the result
/// never depends on how the input was cut.
final class Parser {
  /// Longest control or escape sequence in bytes; xterm.js keeps 32 numbers, which fit many times
  /// over. A longer one is swallowed, here and by the guests' filter alike.
  static final int MAX_SEQUENCE_BYTES = 1024;

  /// Longest operating system command in bytes: a palette of 256 colours or a long link. A longer
  /// one is swallowed whole.
  static final int MAX_STRING_BYTES = 16 * 1024;

  /// Most bytes printed at once, so that between two runs there is time to forget what is unused.
  private static final int MAX_RUN_BYTES = 64 * 1024;

  private final Actions actions;
  private final Params params = new Params();
  private final Images images = new Images();
  private int state = ParserTable.GROUND;
  private int collect;
  private int sequenceLength;

  /// The unfinished sequence as far as it still matters: for [#tail].
  private byte[] sequence = new byte[64];

  private byte[] string = new byte[256];
  private int stringLength;
  private boolean stringTooLong;

  private final byte[] partial = new byte[4];
  private int partialLength;

  Parser(Actions actions) {
    this.actions = actions;
    params.reset();
  }

  boolean inGround() {
    return state == ParserTable.GROUND && partialLength == 0;
  }

  void feed(byte[] b, int off, int len) {
    int end = off + len;
    int i = off;
    while (partialLength > 0 && i < end) {
      i = resume(b, i);
    }
    while (i < end) {
      i = state == ParserTable.GROUND ? ground(b, i, end) : next(b, i, end);
    }
  }

  /// Takes at least one byte, and more for as long as the state stays what it is.
  private int ground(byte[] b, int from, int end) {
    int i = from;
    while (i < end) {
      int lead = b[i];
      if (lead >= 0x20 && lead != 0x7f) {
        int to = asciiEnd(b, i + 1, Math.min(end, i + MAX_RUN_BYTES));
        actions.ascii(b, i, to);
        i = to;
      } else if (lead == 0x1b) {
        int to = sequence(b, i, end);
        if (to < 0) {
          return next(b, i, end);
        }
        i = to;
      } else if (lead >= 0 && lead != 0x7f) {
        actions.execute(lead);
        i++;
      } else {
        int to = printableEnd(b, i, Math.min(end, i + MAX_RUN_BYTES));
        if (to == i) {
          return next(b, i, end);
        }
        actions.print(b, i, to);
        i = to;
      }
    }
    return i;
  }

  /// The short way for a usual sequence that is whole: returns its end, or -1 and nothing is done.
  private int sequence(byte[] b, int i, int end) {
    if (i + 2 >= end) {
      return -1;
    }
    int second = b[i + 1];
    if (second != '[') {
      return escape(b, i, second);
    }
    int at = i + 2;
    int prefix = 0;
    if (b[at] >= '<' && b[at] <= '?') {
      prefix = b[at++] << 8;
    }
    at = params.read(b, at, Math.min(end, i + MAX_SEQUENCE_BYTES));
    if (at < 0 || b[at] < 0x40 || b[at] == 0x7f) {
      return -1;
    }
    actions.csi(prefix | b[at], params);
    return at + 1;
  }

  private int escape(byte[] b, int i, int second) {
    if (second >= 0 && ParserTable.isEscapeFinal(second)) {
      actions.esc(second);
      return i + 2;
    }
    if (second >= 0x20 && second < 0x30 && b[i + 2] >= 0x30 && b[i + 2] != 0x7f) {
      actions.esc(second << 8 | b[i + 2]);
      return i + 3;
    }
    return -1;
  }

  /// The unfinished sequence or character, such that sending it to a terminal in the ground state
  /// puts it where this parser is; empty in the ground state.
  byte[] tail() {
    byte[] head =
        switch (state) {
          case ParserTable.GROUND -> new byte[0];
          case ParserTable.OSC_STRING -> oscTail();
          default -> sequenceTail();
        };
    byte[] all = Arrays.copyOf(head, head.length + partialLength);
    System.arraycopy(partial, 0, all, head.length, partialLength);
    return all;
  }

  private byte[] oscTail() {
    byte[] t = new byte[2 + (stringTooLong ? MAX_STRING_BYTES + 1 : stringLength)];
    Arrays.fill(t, (byte) ' ');
    t[0] = 0x1b;
    t[1] = ']';
    System.arraycopy(string, 0, t, 2, stringTooLong ? 0 : stringLength);
    return t;
  }

  private byte[] sequenceTail() {
    if (sequenceLength > MAX_SEQUENCE_BYTES && state != ParserTable.ESCAPE_INTERMEDIATE) {
      byte[] ignored = {0x1b, '[', '0', '?'};
      return ignored;
    }
    return Arrays.copyOf(sequence, sequenceLength);
  }

  /// Where the run of printable ASCII characters ends.
  private static int asciiEnd(byte[] b, int from, int end) {
    int i = from;
    while (i < end && b[i] >= 0x20 && b[i] != 0x7f) {
      i++;
    }
    return i;
  }

  /// Where the run of whole printable characters that starts at `from`, the first beyond ASCII,
  /// ends: with the first ASCII character that isn't alone between two others.
  private static int printableEnd(byte[] b, int from, int end) {
    int i = from;
    while (i < end) {
      if (b[i] >= 0) {
        if (i == from || b[i] < 0x20 || b[i] == 0x7f || i + 1 == end || b[i + 1] >= 0) {
          return i;
        }
        i++;
        continue;
      }
      int n = Utf8.validLength(b, i, end);
      if (n < 2) {
        return i;
      }
      i += n;
    }
    return i;
  }

  private int next(byte[] b, int i, int end) {
    int lead = b[i];
    if (lead >= 0) {
      step(lead);
      return i + 1;
    }
    int need = Utf8.length(lead);
    int n = 1;
    while (n < need && i + n < end && Utf8.isContinuation(b[i + n])) {
      n++;
    }
    if (n < need && i + n == end) {
      System.arraycopy(b, i, partial, 0, n);
      partialLength = n;
      return end;
    }
    if (n == need) {
      whole(b, i, n);
    }
    return i + n;
  }

  /// Goes on with a character whose first bytes came earlier.
  private int resume(byte[] b, int i) {
    int need = Utf8.length(partial[0]);
    if (!Utf8.isContinuation(b[i])) {
      partialLength = 0;
      return i;
    }
    partial[partialLength++] = b[i];
    if (partialLength == need) {
      partialLength = 0;
      whole(partial, 0, need);
    }
    return i + 1;
  }

  private void whole(byte[] b, int i, int n) {
    int code = Utf8.decode(b, i, n);
    if (code < 0) {
      return;
    }
    if (code < ParserTable.NON_ASCII) {
      step(code);
    } else if (state == ParserTable.GROUND) {
      actions.print(b, i, i + n);
    } else if (state == ParserTable.OSC_STRING) {
      put(b, i, n);
    } else {
      step(code);
    }
  }

  private void step(int code) {
    int transition = ParserTable.transition(state, code);
    int nextState = transition & 15;
    switch (transition >> 4) {
      case ParserTable.PRINT -> printOne(code);
      case ParserTable.EXECUTE -> {
        state = nextState;
        actions.execute(code);
        return;
      }
      case ParserTable.CLEAR -> {
        if (state == ParserTable.STRING && code == 0x1b) {
          show(images.end());
        }
        clear(code);
      }
      case ParserTable.PARAM -> param(code);
      case ParserTable.COLLECT -> {
        collect = collect << 8 | code;
        keep(code);
      }
      case ParserTable.CSI_DISPATCH -> {
        state = ParserTable.GROUND;
        if (sequenceLength > MAX_SEQUENCE_BYTES) {
          actions.overlong();
        } else {
          actions.csi(collect << 8 | code, params);
        }
        return;
      }
      case ParserTable.ESC_DISPATCH -> {
        state = ParserTable.GROUND;
        if (sequenceLength > MAX_SEQUENCE_BYTES) {
          actions.overlong();
        } else {
          actions.esc(collect << 8 | code);
        }
        return;
      }
      case ParserTable.OSC_START -> {
        stringLength = 0;
        stringTooLong = false;
      }
      case ParserTable.OSC_PUT -> putByte(code);
      case ParserTable.OSC_END -> {
        boolean ended = code != 0x18 && code != 0x1a;
        actions.osc(string, stringLength, ended && !stringTooLong);
        show(ended ? images.command(string, stringLength) : null);
        nextState = afterString(code);
      }
      case ParserTable.DCS_UNHOOK -> {
        actions.dcs();
        Image image = images.end();
        show(code != 0x18 && code != 0x1a ? image : null);
        nextState = afterString(code);
      }
      case ParserTable.IGNORE -> {
        if (nextState == ParserTable.STRING || state == ParserTable.STRING) {
          string(code, nextState);
        } else if (nextState == ParserTable.CSI_IGNORE || nextState == ParserTable.DCS_IGNORE) {
          keepIgnored(nextState);
        }
      }
      case ParserTable.DCS_HOOK -> {
        keep(code);
        images.device(collect << 8 | code);
      }
      case ParserTable.DCS_PUT -> images.put(code);
      default -> {}
    }
    state = nextState;
  }

  /// A string that means nothing unless it is a picture.
  private void string(int code, int nextState) {
    if (nextState != ParserTable.STRING) {
      show(images.end());
    } else if (state == ParserTable.STRING && code < 0x80) {
      images.put(code);
    } else {
      startKeeping('X');
      images.string(code);
    }
  }

  private void show(@Nullable Image image) {
    if (image != null) {
      actions.image(image);
    }
  }

  private void printOne(int code) {
    partial[3] = (byte) code;
    actions.ascii(partial, 3, 4);
  }

  private int afterString(int code) {
    params.reset();
    collect = 0;
    if (code != 0x1b) {
      return ParserTable.GROUND;
    }
    sequence[0] = 0x1b;
    sequenceLength = 1;
    return ParserTable.ESCAPE;
  }

  /// ESC, ESC \[, ESC P or one of the two C1 introducers begins afresh.
  private void clear(int code) {
    params.reset();
    collect = 0;
    switch (code) {
      case 0x1b -> {
        sequence[0] = 0x1b;
        sequenceLength = 1;
      }
      case '[', 0x9b -> startKeeping('[');
      default -> startKeeping('P');
    }
  }

  private void startKeeping(int introducer) {
    sequence[0] = 0x1b;
    sequence[1] = (byte) introducer;
    sequenceLength = 2;
  }

  /// From here on the sequence's content no longer matters, only that it is one to ignore.
  private void keepIgnored(int nextState) {
    startKeeping(nextState == ParserTable.CSI_IGNORE ? '[' : 'P');
    sequence[2] = '0';
    sequence[3] = '?';
    sequenceLength = 4;
  }

  private void param(int code) {
    switch (code) {
      case ';' -> params.addParam();
      case ':' -> params.addSub();
      default -> params.addDigit(code - '0');
    }
    keep(code);
  }

  private void keep(int code) {
    if (sequenceLength > MAX_SEQUENCE_BYTES) {
      return;
    }
    if (sequenceLength == sequence.length) {
      sequence = Arrays.copyOf(sequence, sequence.length * 2 + 1);
    }
    sequence[sequenceLength++] = (byte) code;
  }

  private void putByte(int code) {
    if (stringLength == MAX_STRING_BYTES) {
      stringTooLong = true;
      return;
    }
    if (stringLength == string.length) {
      string = Arrays.copyOf(string, string.length * 2);
    }
    string[stringLength++] = (byte) code;
  }

  private void put(byte[] b, int i, int n) {
    for (int k = 0; k < n; k++) {
      putByte(b[i + k]);
    }
  }
}
