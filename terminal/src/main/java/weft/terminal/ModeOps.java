package weft.terminal;

/// SM, RM, DECSET, DECRST, DECSTR and DECSCUSR.
final class ModeOps {
  private final Screen screen;
  private final CursorOps cursor;

  ModeOps(Screen screen, CursorOps cursor) {
    this.screen = screen;
    this.cursor = cursor;
  }

  void ansi(Params p, boolean on) {
    for (int i = 0; i < p.length(); i++) {
      switch (p.get(i)) {
        case 4 -> screen.modes.insert = on;
        case 20 -> screen.modes.newLine = on;
        default -> {}
      }
    }
  }

  void dec(Params p, boolean on) {
    for (int i = 0; i < p.length(); i++) {
      one(p.get(i), on);
    }
  }

  private void one(int mode, boolean on) {
    Modes m = screen.modes;
    switch (mode) {
      case 1 -> m.applicationCursor = on;
      case 2 -> {
        if (on) {
          for (int g = 0; g < 4; g++) {
            screen.charsets.designate(g, Charset.US);
          }
        }
      }
      case 6 -> {
        m.origin = on;
        cursor.set(0, 0);
      }
      case 7 -> m.wraparound = on;
      case 12 -> m.cursorBlink = on;
      case 25 -> m.cursorHidden = !on;
      case 45 -> m.reverseWraparound = on;
      case 66 -> m.applicationKeypad = on;
      case 9 -> m.mouse = on ? Modes.Mouse.X10 : Modes.Mouse.NONE;
      case 1000 -> m.mouse = on ? Modes.Mouse.VT200 : Modes.Mouse.NONE;
      case 1002 -> m.mouse = on ? Modes.Mouse.DRAG : Modes.Mouse.NONE;
      case 1003 -> m.mouse = on ? Modes.Mouse.ANY : Modes.Mouse.NONE;
      case 1004 -> m.sendFocus = on;
      case 1006 -> m.mouseEncoding = on ? Modes.MouseEncoding.SGR : Modes.MouseEncoding.DEFAULT;
      case 1016 ->
          m.mouseEncoding = on ? Modes.MouseEncoding.SGR_PIXELS : Modes.MouseEncoding.DEFAULT;
      case 47, 1047, 1048, 1049 -> alternate(mode, on);
      case 2004 -> m.bracketedPaste = on;
      case 2026 -> m.synchronizedOutput = on;
      default -> {}
    }
  }

  private void alternate(int mode, boolean on) {
    if (on && mode >= 1048) {
      cursor.save();
    }
    if (mode != 1048) {
      if (on) {
        screen.enterAlternate();
      } else {
        screen.leaveAlternate();
      }
    }
    if (!on && mode >= 1048) {
      cursor.restore();
    }
  }

  void cursorStyle(Params p) {
    Modes m = screen.modes;
    int style = p.get(0);
    if (style == 0) {
      m.cursorShape = 0;
      m.cursorBlinking = Modes.Blink.OWN;
      return;
    }
    if (style <= 6) {
      m.cursorShape = (style + 1) / 2;
    }
    m.cursorBlinking = style % 2 == 1 ? Modes.Blink.BLINKING : Modes.Blink.STEADY;
  }

  void softReset() {
    screen.modes.cursorHidden = false;
    screen.active.resetMargins();
    screen.pen.reset();
    screen.modes.reset();
    screen.charsets.reset();
    screen.active.saved.reset(screen.active.base);
  }
}
