package weft.terminal;

/// What the next character will be written with. Held as xterm.js holds it, with the extended word
/// apart from the two that a saved cursor keeps: restoring a cursor brings those back but not it.
final class Pen {
  private final Styles styles;
  int fg;
  int bg;
  int ext;
  int link;
  private int style;
  private int eraseStyle;
  private boolean stale;
  private boolean eraseStale;

  Pen(Styles styles) {
    this.styles = styles;
  }

  void reset() {
    fg = 0;
    bg = 0;
    ext = 0;
    link = 0;
    style = 0;
    eraseStyle = 0;
    stale = false;
    eraseStale = false;
  }

  /// To be called after any change of the fields.
  void changed() {
    stale = true;
    eraseStale = true;
  }

  /// Style of a printed cell.
  int style() {
    if (stale) {
      stale = false;
      style = (fg | bg) == 0 ? 0 : styles.intern(fg, bg, ext, link);
    }
    return style;
  }

  /// Style of an erased cell: the background colour alone.
  int eraseStyle() {
    if (eraseStale) {
      eraseStale = false;
      int colour = bg & Attributes.COLOUR;
      eraseStyle = colour == 0 ? 0 : styles.intern(0, colour, 0, 0);
    }
    return eraseStyle;
  }

  /// SGR 0: everything but the link.
  void plain() {
    fg = 0;
    bg = 0;
    ext = 0;
    updateExtended();
  }

  /// The rest of SGR 0, where the two words have been seen to.
  void endUnderline() {
    ext = 0;
    updateExtended();
  }

  void underline(int kind) {
    ext = (ext & ~Attributes.UNDERLINE_STYLE) | kind << Attributes.UNDERLINE_STYLE_SHIFT;
    fg = kind == 0 ? fg & ~Attributes.UNDERLINE : fg | Attributes.UNDERLINE;
    updateExtended();
  }

  void link(int number) {
    link = number;
    updateExtended();
  }

  void updateExtended() {
    boolean empty = link == 0 && (ext & Attributes.UNDERLINE_STYLE) == 0;
    bg = empty ? bg & ~Attributes.EXTENDED : bg | Attributes.EXTENDED;
    changed();
  }

  /// Whether the flags agree with the extended word and the link, as they do but after DECRC.
  boolean isConsistent() {
    boolean underline = (ext & Attributes.UNDERLINE_STYLE) != 0;
    return underline == ((fg & Attributes.UNDERLINE) != 0)
        && (underline || link != 0) == ((bg & Attributes.EXTENDED) != 0);
  }
}
