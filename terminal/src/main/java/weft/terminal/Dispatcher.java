package weft.terminal;

/// Sends each sequence to the class that carries it out, and ends the current grapheme where
/// xterm.js does.
final class Dispatcher implements Actions {
  private final Screen screen;
  private final Printer printer;
  private final CursorOps cursor;
  private final EditOps edit;
  private final ModeOps mode;
  private final OscOps osc;
  private final int[] codes = new int[Clusters.MAX_CODE_POINTS];
  private OscListener listener = (number, text) -> {};

  Dispatcher(Screen screen) {
    this.screen = screen;
    printer = new Printer(screen);
    cursor = new CursorOps(screen);
    edit = new EditOps(screen);
    mode = new ModeOps(screen, cursor);
    osc = new OscOps(screen);
  }

  void listener(OscListener to) {
    listener = to;
  }

  OscOps osc() {
    return osc;
  }

  @Override
  public void ascii(byte[] b, int from, int to) {
    printer.ascii(b, from, to);
  }

  @Override
  public void print(TextRun run) {
    screen.sweepIfNeeded();
    printer.print(run.codes(), run.count());
  }

  @Override
  public void execute(int code) {
    screen.joinState = 0;
    switch (code) {
      case '\n', 0x0b, '\f' -> cursor.lineFeed();
      case '\r' -> screen.active.x = 0;
      case '\b' -> cursor.backspace();
      case '\t' -> cursor.tab(1);
      case 0x0e -> screen.charsets.invoke(1);
      case 0x0f -> screen.charsets.invoke(0);
      case 0x84 -> cursor.index();
      case 0x85 -> nextLine();
      case 0x88 -> screen.active.tabs.set(screen.active.x);
      default -> {}
    }
  }

  private void nextLine() {
    screen.active.x = 0;
    cursor.index();
  }

  @Override
  public void osc(byte[] b, int length, boolean complete) {
    screen.joinState = 0;
    if (!complete) {
      return;
    }
    Osc command = Osc.parse(b, length);
    screen.sweepIfNeeded();
    osc.run(command);
    listener.osc(command.number(), command.text());
  }

  @Override
  public void dcs() {
    screen.joinState = 0;
  }

  @Override
  public void overlong() {
    screen.joinState = 0;
  }

  @Override
  public void csi(int ident, Params p) {
    int state = screen.joinState;
    screen.joinState = 0;
    switch (ident) {
      case 'm' -> {
        screen.sweepIfNeeded();
        Sgr.apply(p, screen.pen);
      }
      case 'b' -> repeat(p.count(), state);
      case 'H', 'f' -> cursor.position(p);
      case 'A' -> cursor.up(p.count());
      case 'B' -> cursor.down(p.count());
      case 'C', 'a' -> cursor.move(p.count(), 0);
      case 'D' -> cursor.move(-p.count(), 0);
      case 'e' -> cursor.move(0, p.count());
      case 'E' -> {
        cursor.down(p.count());
        screen.active.x = 0;
      }
      case 'F' -> {
        cursor.up(p.count());
        screen.active.x = 0;
      }
      case 'G', '`' -> cursor.column(p.count());
      case 'd' -> cursor.row(p.count());
      case 'I' -> cursor.tab(p.count());
      case 'Z' -> cursor.backTab(p.count());
      case 'r' -> cursor.margins(p);
      case 's' -> cursor.save();
      case 'u' -> cursor.restore();
      case 'h' -> mode.ansi(p, true);
      case 'l' -> mode.ansi(p, false);
      case '?' << 8 | 'h' -> mode.dec(p, true);
      case '?' << 8 | 'l' -> mode.dec(p, false);
      case ' ' << 8 | 'q' -> mode.cursorStyle(p);
      case '!' << 8 | 'p' -> mode.softReset();
      case 'g' -> tabClear(p.get(0));
      case 't' -> title(p);
      case '"' << 8 | 'q' -> protect(p.get(0));
      default -> edit(ident, p);
    }
  }

  @Override
  public void sgr(SgrMemo memo, int slot) {
    screen.joinState = 0;
    screen.sweepIfNeeded();
    memo.apply(slot, screen.pen);
  }

  private void edit(int ident, Params p) {
    int x = screen.active.x;
    switch (ident) {
      case 'J' -> edit.eraseInDisplay(p.get(0), false);
      case '?' << 8 | 'J' -> edit.eraseInDisplay(p.get(0), true);
      case 'K' -> edit.eraseInLine(p.get(0), false);
      case '?' << 8 | 'K' -> edit.eraseInLine(p.get(0), true);
      case 'X' -> edit.eraseChars(p.count());
      case '@' -> edit.insertChars(p.count());
      case 'P' -> edit.deleteChars(p.count());
      case 'L' -> edit.insertLines(p.count());
      case 'M' -> edit.deleteLines(p.count());
      case 'S' -> edit.scrollUp(p.count());
      case 'T' -> edit.scrollDown(p.count());
      case ' ' << 8 | '@' -> edit.deleteColumns(0, p.count());
      case ' ' << 8 | 'A' -> edit.insertColumns(0, p.count());
      case '\'' << 8 | '}' -> edit.insertColumns(x, p.count());
      case '\'' << 8 | '~' -> edit.deleteColumns(x, p.count());
      default -> {}
    }
  }

  private void tabClear(int what) {
    if (what == 0) {
      screen.active.tabs.clear(screen.active.x);
    } else if (what == 3) {
      screen.active.tabs.clearAll();
    }
  }

  private void title(Params p) {
    int second = p.get(1);
    if (second == 0 || second == 2) {
      if (p.get(0) == 22) {
        screen.titles.push();
      } else if (p.get(0) == 23) {
        screen.titles.pop();
      }
    }
  }

  private void protect(int what) {
    if (what == 1) {
      screen.pen.bg |= Attributes.PROTECTED;
    } else if (what == 0 || what == 2) {
      screen.pen.bg &= ~Attributes.PROTECTED;
    }
    screen.pen.changed();
  }

  /// REP: what the cell before the cursor holds, again.
  private void repeat(int n, int state) {
    int x = screen.active.x - Graphemes.width(state);
    if (state == 0 || x < 0 || x >= screen.cols) {
      return;
    }
    long cell = screen.active.line().cells[x];
    int length = 1;
    if (Cell.isCluster(cell)) {
      length = screen.clusters.read(Cell.value(cell), codes);
    } else if (Cell.hasContent(cell)) {
      codes[0] = Cell.value(cell);
    } else {
      return;
    }
    screen.joinState = state;
    printer.repeat(codes, length, Repeats.clamp(n, screen.cols, screen.rows));
    screen.joinState = 0;
  }

  @Override
  public void esc(int ident) {
    screen.joinState = 0;
    switch (ident) {
      case '7' -> cursor.save();
      case '8' -> cursor.restore();
      case 'D' -> cursor.index();
      case 'E' -> nextLine();
      case 'H' -> screen.active.tabs.set(screen.active.x);
      case 'M' -> cursor.reverseIndex();
      case '=' -> screen.modes.applicationKeypad = true;
      case '>' -> screen.modes.applicationKeypad = false;
      case 'c' -> screen.reset();
      case 'n', '}' -> screen.charsets.invoke(2);
      case 'o', '|' -> screen.charsets.invoke(3);
      case '~' -> screen.charsets.invoke(1);
      case '#' << 8 | '8' -> edit.alignmentPattern(cursor);
      case '%' << 8 | '@', '%' << 8 | 'G' -> {
        screen.charsets.invoke(0);
        screen.charsets.designate(0, Charset.US);
      }
      default -> designate(ident >> 8, ident & 0xff);
    }
  }

  private void designate(int intermediate, int finalByte) {
    int g =
        switch (intermediate) {
          case '(' -> 0;
          case ')', '-' -> 1;
          case '*', '.' -> 2;
          case '+' -> 3;
          default -> -1;
        };
    Charset set = Charset.of(finalByte);
    if (g >= 0 && set != null) {
      screen.charsets.designate(g, set);
    }
  }
}
