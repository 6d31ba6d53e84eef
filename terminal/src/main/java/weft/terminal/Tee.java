package weft.terminal;

import org.jspecify.annotations.Nullable;

/// Carries out each action and, where somebody listens, writes it for guests.
final class Tee implements Actions {
  private final Screen screen;
  private final Dispatcher dispatcher;
  private final GuestWriter guests;
  boolean listening;

  /// For what stands for pictures; made for the first.
  private @Nullable Parser placeholders;

  Tee(Screen screen, Dispatcher dispatcher, GuestWriter guests) {
    this.screen = screen;
    this.dispatcher = dispatcher;
    this.guests = guests;
  }

  @Override
  public void ascii(byte[] b, int from, int to) {
    dispatcher.ascii(b, from, to);
    if (listening) {
      guests.ascii(b, from, to);
    }
  }

  @Override
  public void print(TextRun run) {
    dispatcher.print(run);
    if (listening) {
      guests.print(run);
    }
  }

  @Override
  public void execute(int code) {
    dispatcher.execute(code);
    if (listening) {
      guests.execute(code);
    }
  }

  @Override
  public void csi(int ident, Params params) {
    boolean hazard = listening && isHazard(ident, params);
    dispatcher.csi(ident, params);
    if (hazard) {
      guests.eraseAll(ident != 'J');
    } else if (listening) {
      guests.csi(ident, params);
    }
  }

  @Override
  public void sgr(SgrMemo memo, int slot) {
    dispatcher.sgr(memo, slot);
    if (listening) {
      guests.sgr(memo, slot);
    }
  }

  /// ED 1 with the cursor in the last cell makes xterm.js 6.0.0 reach for a row below the screen
  /// and throw, after which it never shows anything again. There it erases everything, as ED 2
  /// does.
  private boolean isHazard(int ident, Params params) {
    return (ident == 'J' || ident == ('?' << 8 | 'J'))
        && params.get(0) == 1
        && screen.active.x >= screen.cols - 1
        && screen.active.y == screen.rows - 1;
  }

  @Override
  public void esc(int ident) {
    dispatcher.esc(ident);
    if (listening) {
      guests.esc(ident);
    }
  }

  @Override
  public void osc(byte[] b, int length, boolean complete) {
    if (listening) {
      guests.flush(); // whoever listens for commands may ask how far guests are
    }
    dispatcher.osc(b, length, complete);
    if (listening) {
      guests.osc(b, length, complete);
    }
  }

  @Override
  public void dcs() {
    dispatcher.dcs();
    if (listening) {
      guests.dcs();
    }
  }

  /// Carries out and hands on a placeholder, so that a guest's screen stays the same as this one.
  @Override
  public void image(Image image) {
    byte[] b = new Placeholder(screen).write(image);
    if (placeholders == null) {
      placeholders = new Parser(this);
    }
    placeholders.feed(b, 0, b.length);
  }

  @Override
  public void overlong() {
    dispatcher.overlong();
    if (listening) {
      guests.overlong();
    }
  }
}
