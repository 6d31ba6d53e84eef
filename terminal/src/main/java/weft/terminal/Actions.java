package weft.terminal;

/// What a [Parser] tells its owner; one call for each thing that xterm.js would act on.
interface Actions {
  /// A run of printable ASCII characters.
  void ascii(byte[] b, int from, int to);

  /// A run of printable characters, not all ASCII; it is only lent.
  void print(TextRun run);

  /// A C0 or C1 control.
  void execute(int code);

  /// A control sequence. `ident` is prefix, intermediates and final, one byte each, final lowest.
  void csi(int ident, Params params);

  /// CSI m, which the memo has in that slot.
  void sgr(SgrMemo memo, int slot);

  /// An escape sequence, `ident` as for a control sequence.
  void esc(int ident);

  /// An operating system command: everything between introducer and terminator as UTF-8.
  /// `complete` is false where it was cancelled or is longer than [Parser#MAX_STRING_BYTES].
  void osc(byte[] b, int length, boolean complete);

  /// A device control string has ended; nobody here acts on one, but see [#image].
  void dcs();

  /// A string has ended that shows a picture at the cursor; its other action comes first.
  default void image(Image image) {}

  /// A control sequence came that is longer than [Parser#MAX_SEQUENCE_BYTES] and was dropped.
  void overlong();
}
