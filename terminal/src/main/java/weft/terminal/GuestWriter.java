package weft.terminal;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// Writes for guests what a parser reports, leaving out everything that a guest's terminal would
/// answer or act on. Known sequences pass, all others are dropped; a dropped one that ends a
/// grapheme leaves a NUL, which does nothing else.
final class GuestWriter implements Actions, Osc.Colours {
  private static final byte[] NUL = {0};

  private final byte[] one = new byte[1];
  private final SequenceText text = new SequenceText();
  private GuestFilter.@Nullable Sink out;
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

  void to(GuestFilter.@Nullable Sink sink) {
    out = sink;
  }

  @Override
  public void ascii(byte[] b, int from, int to) {
    print(b, from, to);
  }

  @Override
  public void print(byte[] b, int from, int to) {
    write(b, from, to - from);
    joinable = true;
  }

  @Override
  public void execute(int code) {
    switch (code) {
      case 0x07, '\b', '\t', '\n', 0x0b, '\f', '\r', 0x0e, 0x0f -> {
        one[0] = (byte) code;
        pass(one);
      }
      case 0x84 -> text("\033D");
      case 0x85 -> text("\033E");
      case 0x88 -> text("\033H");
      default -> drop();
    }
  }

  @Override
  public void csi(int ident, Params p) {
    switch (ident) {
      case 'b' -> counted(p, Repeats.clamp(p.count(), cols, rows), ident);
      case 'L', 'M', 'S', 'T' -> counted(p, rows, ident);
      case 'I', 'Z' -> counted(p, cols, ident);
      case 'h', 'l' -> modes("", p, ident);
      case '?' << 8 | 'h', '?' << 8 | 'l' -> modes("?", p, ident);
      case 't' -> {
        if ((p.get(0) == 22 || p.get(0) == 23) && (p.get(1) == 0 || p.get(1) == 2)) {
          text("\033[" + p.get(0) + ";2t");
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

  /// A sequence that repeats its work: a count that would keep a page busy for minutes is cut.
  private void counted(Params p, int most, int ident) {
    if (p.count() > most) {
      text("\033[" + most + (char) ident);
    } else {
      sequence(ident, p);
    }
  }

  private void modes(String prefix, Params p, int ident) {
    StringBuilder known = new StringBuilder();
    for (int i = 0; i < p.length(); i++) {
      if (prefix.isEmpty() ? Sequences.isAnsiMode(p.get(i)) : Sequences.isDecMode(p.get(i))) {
        known.append(known.isEmpty() ? "" : ";").append(p.get(i));
      }
    }
    if (known.isEmpty()) {
      drop();
    } else {
      text("\033[" + prefix + known + (char) (ident & 0xff));
    }
  }

  private void sequence(int ident, Params p) {
    text.start().prefix(ident).params(p).rest(ident);
    write(text.bytes(), 0, text.length());
    joinable = false;
  }

  @Override
  public void esc(int ident) {
    if (Sequences.isShownEscape(ident)) {
      text("\033" + (ident >> 8 == 0 ? "" : "" + (char) (ident >> 8)) + (char) (ident & 0xff));
    } else {
      drop();
    }
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
    text(unprotected ? "\033[?2J" : "\033[2J");
  }

  private void command(String text) {
    text("\033]" + text + "\007");
  }

  private void text(String s) {
    pass(s.getBytes(StandardCharsets.UTF_8));
  }

  private void pass(byte[] b) {
    write(b, 0, b.length);
    joinable = false;
  }

  private void drop() {
    if (joinable) {
      pass(NUL);
    }
  }

  private void write(byte[] b, int off, int len) {
    if (out != null) {
      out.write(b, off, len);
    }
  }
}
