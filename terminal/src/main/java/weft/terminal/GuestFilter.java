package weft.terminal;

/// Makes of a program's output what guests may get: everything that shows, nothing that a guest's
/// terminal would answer or act on (queries, clipboard, window operations, device control strings).
///
/// Sequences and characters pass only when whole, so each piece written is safe to show on its own;
/// pieces come in bulk, the last before [#feed] returns;
/// an over-long sequence is swallowed ([Parser#MAX_SEQUENCE_BYTES], [Parser#MAX_STRING_BYTES]), as
/// the engine ignores it. The result doesn't depend on how the input was cut.
///
/// Where a [Terminal] is fed with the same bytes, [Terminal#feed(byte\[\], int, int, Sink)] does
/// both at once, guards against what makes xterm.js throw, and puts placeholders for pictures,
/// which need a cursor; here pictures are dropped.
public final class GuestFilter {
  /// Takes what guests get; the array is only lent.
  @FunctionalInterface
  public interface Sink {
    void write(byte[] b, int off, int len);
  }

  private final GuestWriter writer;
  private final Parser parser;

  /// For terminals of this size; it bounds how often a sequence may repeat its work.
  public GuestFilter(int cols, int rows) {
    writer = new GuestWriter(cols, rows);
    parser = new Parser(writer);
  }

  public void resize(int cols, int rows) {
    writer.resize(cols, rows);
  }

  /// Takes any bytes, cut anywhere.
  public void feed(byte[] b, int off, int len, Sink out) {
    java.util.Objects.checkFromIndexSize(off, len, b.length);
    writer.to(out);
    parser.feed(b, off, len);
    writer.to(null);
  }
}
