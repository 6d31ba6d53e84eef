package weft.terminal;

/// Everything that DECSET, SM and their like switch.
final class Modes {
  enum Mouse {
    NONE(0),
    X10(9),
    VT200(1000),
    DRAG(1002),
    ANY(1003);

    final int number;

    Mouse(int number) {
      this.number = number;
    }
  }

  enum Blink {
    OWN,
    BLINKING,
    STEADY
  }

  enum MouseEncoding {
    DEFAULT(0),
    SGR(1006),
    SGR_PIXELS(1016);

    final int number;

    MouseEncoding(int number) {
      this.number = number;
    }
  }

  boolean insert;
  boolean applicationCursor;
  boolean applicationKeypad;
  boolean bracketedPaste;
  boolean origin;
  boolean reverseWraparound;
  boolean sendFocus;
  boolean synchronizedOutput;
  boolean wraparound = true;

  /// DECSCUSR: 0 for the terminal's own, else block, underline, bar.
  int cursorShape;

  /// DECSCUSR: a blinking cursor, a steady one, or with the terminal's own shape either.
  Blink cursorBlinking = Blink.OWN;

  Mouse mouse = Mouse.NONE;
  MouseEncoding mouseEncoding = MouseEncoding.DEFAULT;

  /// No reset touches these three: in xterm.js they are options or live apart.
  boolean cursorHidden;

  boolean newLine;
  boolean cursorBlink;

  /// What DECSTR puts back.
  void reset() {
    insert = false;
    applicationCursor = false;
    applicationKeypad = false;
    bracketedPaste = false;
    origin = false;
    reverseWraparound = false;
    sendFocus = false;
    synchronizedOutput = false;
    wraparound = true;
    cursorShape = 0;
    cursorBlinking = Blink.OWN;
  }

  void resetMouse() {
    mouse = Mouse.NONE;
    mouseEncoding = MouseEncoding.DEFAULT;
  }
}
