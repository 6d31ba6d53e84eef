package weft.terminal;

import java.util.Arrays;

/// The VT500 state machine as xterm.js lays it out: for each state and code point the action and
/// the next state. Code points from 0xA0 on share one column.
final class ParserTable {
  static final int GROUND = 0;
  static final int ESCAPE = 1;
  static final int ESCAPE_INTERMEDIATE = 2;
  static final int CSI_ENTRY = 3;
  static final int CSI_PARAM = 4;
  static final int CSI_INTERMEDIATE = 5;
  static final int CSI_IGNORE = 6;
  static final int STRING = 7;
  static final int OSC_STRING = 8;
  static final int DCS_ENTRY = 9;
  static final int DCS_PARAM = 10;
  static final int DCS_IGNORE = 11;
  static final int DCS_INTERMEDIATE = 12;
  static final int DCS_PASSTHROUGH = 13;
  private static final int STATES = 14;

  static final int IGNORE = 0;
  static final int ERROR = 1;
  static final int PRINT = 2;
  static final int EXECUTE = 3;
  static final int OSC_START = 4;
  static final int OSC_PUT = 5;
  static final int OSC_END = 6;
  static final int CSI_DISPATCH = 7;
  static final int PARAM = 8;
  static final int COLLECT = 9;
  static final int ESC_DISPATCH = 10;
  static final int CLEAR = 11;
  static final int DCS_HOOK = 12;
  static final int DCS_PUT = 13;
  static final int DCS_UNHOOK = 14;

  /// Stands for every printable code point beyond ASCII.
  static final int NON_ASCII = 0xa0;

  private static final byte[] TABLE = build();

  private ParserTable() {}

  /// Action in the high four bits, next state in the low four.
  static int transition(int state, int code) {
    return TABLE[state << 8 | Math.min(code, NON_ASCII)] & 0xff;
  }

  /// Whether this ASCII character after ESC makes a whole sequence.
  static boolean isEscapeFinal(int code) {
    return (TABLE[ESCAPE << 8 | code] & 0xff) >> 4 == ESC_DISPATCH;
  }

  private static byte[] build() {
    byte[] t = new byte[STATES << 8];
    Arrays.fill(t, (byte) (ERROR << 4 | GROUND));
    range(t, 0x20, 0x7f, GROUND, PRINT, GROUND);
    for (int s = 0; s < STATES; s++) {
      anywhere(t, s);
    }
    for (int s : new int[] {GROUND, ESCAPE, CSI_ENTRY, CSI_PARAM, CSI_IGNORE, CSI_INTERMEDIATE}) {
      executables(t, s, EXECUTE);
    }
    executables(t, ESCAPE_INTERMEDIATE, EXECUTE);
    for (int s : new int[] {ESCAPE, CSI_ENTRY, CSI_PARAM, CSI_INTERMEDIATE, ESCAPE_INTERMEDIATE}) {
      one(t, 0x7f, s, IGNORE, s);
    }
    strings(t);
    csi(t);
    escape(t);
    dcs(t);
    one(t, NON_ASCII, GROUND, PRINT, GROUND);
    one(t, NON_ASCII, OSC_STRING, OSC_PUT, OSC_STRING);
    one(t, NON_ASCII, CSI_IGNORE, IGNORE, CSI_IGNORE);
    one(t, NON_ASCII, DCS_IGNORE, IGNORE, DCS_IGNORE);
    one(t, NON_ASCII, DCS_PASSTHROUGH, DCS_PUT, DCS_PASSTHROUGH);
    return t;
  }

  private static void anywhere(byte[] t, int s) {
    for (int code : new int[] {0x18, 0x1a, 0x99, 0x9a}) {
      one(t, code, s, EXECUTE, GROUND);
    }
    range(t, 0x80, 0x98, s, EXECUTE, GROUND);
    one(t, 0x9c, s, IGNORE, GROUND);
    one(t, 0x1b, s, CLEAR, ESCAPE);
    one(t, 0x9d, s, OSC_START, OSC_STRING);
    for (int code : new int[] {0x98, 0x9e, 0x9f}) {
      one(t, code, s, IGNORE, STRING);
    }
    one(t, 0x9b, s, CLEAR, CSI_ENTRY);
    one(t, 0x90, s, CLEAR, DCS_ENTRY);
  }

  private static void strings(byte[] t) {
    executables(t, OSC_STRING, IGNORE);
    one(t, 0x5d, ESCAPE, OSC_START, OSC_STRING);
    range(t, 0x20, 0x80, OSC_STRING, OSC_PUT, OSC_STRING);
    for (int code : new int[] {0x9c, 0x1b, 0x18, 0x1a, 0x07}) {
      one(t, code, OSC_STRING, OSC_END, GROUND);
    }
    for (int code : new int[] {0x58, 0x5e, 0x5f}) {
      one(t, code, ESCAPE, IGNORE, STRING);
    }
    range(t, 0x20, 0x80, STRING, IGNORE, STRING);
    executables(t, STRING, IGNORE);
    one(t, 0x9c, STRING, IGNORE, GROUND);
  }

  private static void csi(byte[] t) {
    one(t, 0x5b, ESCAPE, CLEAR, CSI_ENTRY);
    for (int s : new int[] {CSI_ENTRY, CSI_PARAM, CSI_INTERMEDIATE}) {
      range(t, 0x40, 0x7f, s, CSI_DISPATCH, GROUND);
      range(t, 0x20, 0x30, s, COLLECT, CSI_INTERMEDIATE);
    }
    range(t, 0x30, 0x3c, CSI_ENTRY, PARAM, CSI_PARAM);
    range(t, 0x3c, 0x40, CSI_ENTRY, COLLECT, CSI_PARAM);
    range(t, 0x30, 0x3c, CSI_PARAM, PARAM, CSI_PARAM);
    range(t, 0x3c, 0x40, CSI_PARAM, IGNORE, CSI_IGNORE);
    range(t, 0x30, 0x40, CSI_INTERMEDIATE, IGNORE, CSI_IGNORE);
    range(t, 0x20, 0x40, CSI_IGNORE, IGNORE, CSI_IGNORE);
    one(t, 0x7f, CSI_IGNORE, IGNORE, CSI_IGNORE);
    range(t, 0x40, 0x7f, CSI_IGNORE, IGNORE, GROUND);
  }

  private static void escape(byte[] t) {
    range(t, 0x20, 0x30, ESCAPE, COLLECT, ESCAPE_INTERMEDIATE);
    range(t, 0x20, 0x30, ESCAPE_INTERMEDIATE, COLLECT, ESCAPE_INTERMEDIATE);
    range(t, 0x30, 0x7f, ESCAPE_INTERMEDIATE, ESC_DISPATCH, GROUND);
    range(t, 0x30, 0x50, ESCAPE, ESC_DISPATCH, GROUND);
    range(t, 0x51, 0x58, ESCAPE, ESC_DISPATCH, GROUND);
    for (int code : new int[] {0x59, 0x5a, 0x5c}) {
      one(t, code, ESCAPE, ESC_DISPATCH, GROUND);
    }
    range(t, 0x60, 0x7f, ESCAPE, ESC_DISPATCH, GROUND);
  }

  private static void dcs(byte[] t) {
    one(t, 0x50, ESCAPE, CLEAR, DCS_ENTRY);
    for (int s : new int[] {DCS_ENTRY, DCS_PARAM, DCS_INTERMEDIATE, DCS_IGNORE}) {
      executables(t, s, IGNORE);
      one(t, 0x7f, s, IGNORE, s);
    }
    range(t, 0x20, 0x80, DCS_IGNORE, IGNORE, DCS_IGNORE);
    for (int s : new int[] {DCS_ENTRY, DCS_PARAM, DCS_INTERMEDIATE}) {
      range(t, 0x20, 0x30, s, COLLECT, DCS_INTERMEDIATE);
      range(t, 0x40, 0x7f, s, DCS_HOOK, DCS_PASSTHROUGH);
    }
    range(t, 0x30, 0x3c, DCS_ENTRY, PARAM, DCS_PARAM);
    range(t, 0x3c, 0x40, DCS_ENTRY, COLLECT, DCS_PARAM);
    range(t, 0x30, 0x3c, DCS_PARAM, PARAM, DCS_PARAM);
    range(t, 0x3c, 0x40, DCS_PARAM, IGNORE, DCS_IGNORE);
    range(t, 0x30, 0x40, DCS_INTERMEDIATE, IGNORE, DCS_IGNORE);
    executables(t, DCS_PASSTHROUGH, DCS_PUT);
    range(t, 0x20, 0x7f, DCS_PASSTHROUGH, DCS_PUT, DCS_PASSTHROUGH);
    one(t, 0x7f, DCS_PASSTHROUGH, IGNORE, DCS_PASSTHROUGH);
    for (int code : new int[] {0x1b, 0x9c, 0x18, 0x1a}) {
      one(t, code, DCS_PASSTHROUGH, DCS_UNHOOK, GROUND);
    }
  }

  private static void executables(byte[] t, int state, int action) {
    range(t, 0x00, 0x18, state, action, state);
    one(t, 0x19, state, action, state);
    range(t, 0x1c, 0x20, state, action, state);
    if (state == OSC_STRING) {
      one(t, 0x07, state, OSC_END, GROUND);
    }
  }

  private static void range(byte[] t, int from, int to, int state, int action, int next) {
    for (int code = from; code < to; code++) {
      one(t, code, state, action, next);
    }
  }

  private static void one(byte[] t, int code, int state, int action, int next) {
    t[state << 8 | code] = (byte) (action << 4 | next);
  }
}
