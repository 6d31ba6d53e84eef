package weft.terminal;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// Writes for guests what a parser reports, leaving out everything that a guest's terminal would
/// answer or act on. Known sequences pass, all others are dropped; a dropped one that ends a
/// grapheme leaves a NUL, which does nothing else.
final class GuestWriter implements Actions, Osc.Colours {
  private final SequenceText text = new SequenceText();
  private int cols;
  private int rows;

  /// Whether a combining character sent next would join what was sent last.
  private boolean joinable;

  GuestWriter(int cols, int rows) {
    this.cols = cols;
    this.rows = rows;
  }

  void resize(int newCols, int newRows) {
    cols = newCols;
    rows = newRows;
  }

  /// Who gets from now on what is written; nobody with null. The one before gets the rest of his.
  void to(GuestFilter.@Nullable Sink sink) {
    text.flush();
    text.to(sink);
  }

  /// Hands on what has been written so far.
  void flush() {
    text.flush();
  }

  @Override
  public void ascii(byte[] b, int from, int to) {
    text.write(b, from, to - from);
    joinable = true;
  }

  @Override
  public void print(TextRun run) {
    ascii(run.bytes(), run.from(), run.to());
  }

  @Override
  public void execute(int code) {
    switch (code) {
      case 0x07, '\b', '\t', '\n', 0x0b, '\f', '\r', 0x0e, 0x0f -> {
        text.single(code);
        joinable = false;
      }
      case 0x84 -> escape('D');
      case 0x85 -> escape('E');
      case 0x88 -> escape('H');
      default -> drop();
    }
  }

  @Override
  public void csi(int ident, Params p) {
    switch (ident) {
      case 'b' -> counted(p, Repeats.clamp(p.count(), cols, rows), ident);
      case 'L', 'M', 'S', 'T' -> counted(p, rows, ident);
      case 'I', 'Z' -> counted(p, cols, ident);
      case 'h', 'l' -> modes(p, ident);
      case '?' << 8 | 'h', '?' << 8 | 'l' -> modes(p, ident);
      case 't' -> {
        if ((p.get(0) == 22 || p.get(0) == 23) && (p.get(1) == 0 || p.get(1) == 2)) {
          text.control().number(p.get(0)).put(';').put('2').put('t');
          joinable = false;
        } else {
          drop();
        }
      }
      default -> {
        if (Sequences.isShown(ident)) {
          sequence(ident, p);
        } else {
          drop();
        }
      }
    }
  }

  @Override
  public void sgr(SgrMemo memo, int slot) {
    memo.write(slot, text);
    joinable = false;
  }

  /// A sequence that repeats its work: a count that would keep a page busy for minutes is cut.
  private void counted(Params p, int most, int ident) {
    if (p.count() > most) {
      text.control().number(most).put(ident);
      joinable = false;
    } else {
      sequence(ident, p);
    }
  }

  private void modes(Params p, int ident) {
    boolean any = false;
    for (int i = 0; i < p.length(); i++) {
      int mode = p.get(i);
      if (ident <= 0xff ? Sequences.isAnsiMode(mode) : Sequences.isDecMode(mode)) {
        if (any) {
          text.put(';');
        } else {
          text.control().prefix(ident);
        }
        text.number(mode);
        any = true;
      }
    }
    if (any) {
      text.put(ident & 0xff);
      joinable = false;
    } else {
      drop();
    }
  }

  private void sequence(int ident, Params p) {
    text.control().prefix(ident).params(p).rest(ident);
    joinable = false;
  }

  @Override
  public void esc(int ident) {
    if (Sequences.isShownEscape(ident)) {
      escape(ident);
    } else {
      drop();
    }
  }

  private void escape(int ident) {
    text.escape().rest(ident);
    joinable = false;
  }

  @Override
  public void osc(byte[] b, int length, boolean complete) {
    if (complete) {
      Osc command = Osc.parse(b, length);
      switch (command.number()) {
        case 0, 2, 8 -> command(command.number() + ";" + command.text());
        default -> command.colours(this);
      }
    }
    drop();
  }

  @Override
  public void set(int index, int rgb) {
    String spec = ColourSpec.text(rgb);
    command(
        index < Palette.FOREGROUND
            ? "4;" + index + ";" + spec
            : index - Palette.FOREGROUND + 10 + ";" + spec);
  }

  @Override
  public void restore(int index) {
    command(index < Palette.FOREGROUND ? "104;" + index : "" + (index - Palette.FOREGROUND + 110));
  }

  @Override
  public void restoreIndexed() {
    command("104");
  }

  @Override
  public void dcs() {
    drop();
  }

  @Override
  public void overlong() {
    drop();
  }

  /// Erases the whole screen in place of a sequence that would make xterm.js throw.
  void eraseAll(boolean unprotected) {
    text.control();
    if (unprotected) {
      text.put('?');
    }
    text.put('2').put('J');
    joinable = false;
  }

  private void command(String command) {
    byte[] b = ("\033]" + command + "\007").getBytes(StandardCharsets.UTF_8);
    text.write(b, 0, b.length);
    joinable = false;
  }

  private void drop() {
    if (joinable) {
      text.single(0);
      joinable = false;
    }
  }
}
