package weft.terminal;

/// What the plain numbers of CSI m, those that need no look at their neighbours, do to the
/// foreground and background words: bits taken away, bits put there.
final class SgrTable {
  /// Numbers from here on do nothing.
  private static final int END = 108;

  private static final int FG_CLEAR = 0;
  private static final int FG_SET = 1;
  private static final int BG_CLEAR = 2;
  private static final int BG_SET = 3;
  private static final int WORDS = 4;

  private static final int[] TABLE = build();

  private SgrTable() {}

  static void apply(int n, Pen pen) {
    if (n < END) {
      int at = n * WORDS;
      pen.fg = (pen.fg & ~TABLE[at + FG_CLEAR]) | TABLE[at + FG_SET];
      pen.bg = (pen.bg & ~TABLE[at + BG_CLEAR]) | TABLE[at + BG_SET];
    }
  }

  private static int[] build() {
    int[] t = new int[END * WORDS];
    flag(t, FG_CLEAR, Attributes.BOLD, 1, 22);
    flag(t, BG_CLEAR, Attributes.DIM, 2, 22);
    flag(t, BG_CLEAR, Attributes.ITALIC, 3, 23);
    flag(t, FG_CLEAR, Attributes.BLINK, 5, 25);
    flag(t, FG_CLEAR, Attributes.INVERSE, 7, 27);
    flag(t, FG_CLEAR, Attributes.INVISIBLE, 8, 28);
    flag(t, FG_CLEAR, Attributes.STRIKETHROUGH, 9, 29);
    flag(t, BG_CLEAR, Attributes.OVERLINE, 53, 55);
    for (int colour = 0; colour < 8; colour++) {
      colour(t, FG_CLEAR, 30 + colour, Attributes.PALETTE_16 | colour);
      colour(t, BG_CLEAR, 40 + colour, Attributes.PALETTE_16 | colour);
      colour(t, FG_CLEAR, 90 + colour, Attributes.PALETTE_16 | colour | 8);
      colour(t, BG_CLEAR, 100 + colour, Attributes.PALETTE_16 | colour | 8);
    }
    colour(t, FG_CLEAR, 39, 0);
    colour(t, BG_CLEAR, 49, 0);
    return t;
  }

  private static void flag(int[] t, int clear, int flag, int on, int off) {
    t[on * WORDS + clear + 1] = flag;
    t[off * WORDS + clear] = flag;
  }

  private static void colour(int[] t, int clear, int n, int word) {
    t[n * WORDS + clear] = Attributes.COLOUR;
    t[n * WORDS + clear + 1] = word;
  }
}
