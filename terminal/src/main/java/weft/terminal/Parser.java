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
  private final SgrMemo memo = new SgrMemo();
  private final Images images = new Images();
  private int state = ParserTable.GROUND;
  private int collect;

  /// For [#tail], and to know how long it is.
  private final UnfinishedSequence sequence = new UnfinishedSequence();

  private final StringBytes string = new StringBytes();
  private final TextRun run = new TextRun();
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
        int to = AsciiRun.end(b, i + 1, Math.min(end, i + MAX_RUN_BYTES));
        actions.ascii(b, i, to);
        i = to;
      } else if (lead == 0x1b) {
        int to = wholeSequence(b, i, end);
        if (to < 0) {
          return next(b, i, end);
        }
        i = to;
      } else if (lead >= 0 && lead != 0x7f) {
        actions.execute(lead);
        i++;
      } else {
        if (!run.read(b, i, end)) {
          return next(b, i, end);
        }
        actions.print(run);
        i = run.to();
      }
    }
    return i;
  }

  /// The short way for a usual sequence that is whole: returns its end, or -1 and nothing is done.
  private int wholeSequence(byte[] b, int i, int end) {
    if (i + 2 >= end) {
      return -1;
    }
    int second = b[i + 1];
    if (second != '[') {
      return escape(b, i, second);
    }
    int at = i + 2;
    boolean mayBeKnown = end - i >= SgrMemo.NEEDED_BYTES;
    int slot = mayBeKnown ? memo.find(b, at) : -1;
    if (slot >= 0) {
      actions.sgr(memo, slot);
      return at + memo.length();
    }
    int prefix = 0;
    if (b[at] >= '<' && b[at] <= '?') {
      prefix = b[at++] << 8;
    }
    at = params.read(b, at, Math.min(end, i + MAX_SEQUENCE_BYTES));
    if (at < 0 || b[at] < 0x40 || b[at] == 0x7f) {
      return -1;
    }
    actions.csi(prefix | b[at], params);
    if (mayBeKnown && (prefix | b[at]) == 'm') {
      memo.learn(params);
    }
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
          case ParserTable.OSC_STRING -> string.unfinished();
          default -> sequenceTail();
        };
    byte[] all = Arrays.copyOf(head, head.length + partialLength);
    System.arraycopy(partial, 0, all, head.length, partialLength);
    return all;
  }

  private byte[] sequenceTail() {
    if (sequence.isTooLong() && state != ParserTable.ESCAPE_INTERMEDIATE) {
      byte[] ignored = {0x1b, '[', '0', '?'};
      return ignored;
    }
    return sequence.toBytes();
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
    int code = Utf8.valid(b, i, n);
    if (code < 0) {
      return;
    }
    if (code < ParserTable.NON_ASCII) {
      step(code);
    } else if (state == ParserTable.GROUND) {
      run.one(b, i, i + n, code);
      actions.print(run);
    } else if (state == ParserTable.OSC_STRING) {
      for (int k = i; k < i + n; k++) {
        string.add(b[k]);
      }
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
        sequence.add(code);
      }
      case ParserTable.CSI_DISPATCH -> {
        state = ParserTable.GROUND;
        if (sequence.isTooLong()) {
          actions.overlong();
        } else {
          actions.csi(collect << 8 | code, params);
        }
        return;
      }
      case ParserTable.ESC_DISPATCH -> {
        state = ParserTable.GROUND;
        if (sequence.isTooLong()) {
          actions.overlong();
        } else {
          actions.esc(collect << 8 | code);
        }
        return;
      }
      case ParserTable.OSC_START -> string.clear();
      case ParserTable.OSC_PUT -> string.add(code);
      case ParserTable.OSC_END -> {
        boolean ended = code != 0x18 && code != 0x1a;
        actions.osc(string.bytes(), string.length(), ended && !string.isTooLong());
        show(ended ? images.command(string.bytes(), string.length()) : null);
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
          sequence.ignore(nextState == ParserTable.CSI_IGNORE ? '[' : 'P');
        }
      }
      case ParserTable.DCS_HOOK -> {
        sequence.add(code);
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
      sequence.introduce('X');
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
    sequence.begin();
    return ParserTable.ESCAPE;
  }

  /// ESC, ESC \[, ESC P or one of the two C1 introducers begins afresh.
  private void clear(int code) {
    params.reset();
    collect = 0;
    switch (code) {
      case 0x1b -> sequence.begin();
      case '[', 0x9b -> sequence.introduce('[');
      default -> sequence.introduce('P');
    }
  }

  private void param(int code) {
    switch (code) {
      case ';' -> params.addParam();
      case ':' -> params.addSub();
      default -> params.addDigit(code - '0');
    }
    sequence.add(code);
  }
}
