package weft.e2e;

import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import weft.protocol.Bytes;

/// Does one thing to the next message that is meant, and lets all others pass.
final class Tamper implements FrameProxy.Tampering {
  enum Deed {
    FLIP,
    DROP,
    DUPLICATE,
    /// The message and the next one that is meant change places.
    SWAP,
    TRUNCATE
  }

  private final Deed deed;
  private final int bit;
  private final Predicate<FrameProxy.Passing> meant;
  private @Nullable Bytes held;
  private boolean done;
  private int seen;

  private Tamper(Deed deed, int bit, Predicate<FrameProxy.Passing> meant) {
    this.deed = deed;
    this.bit = bit;
    this.meant = meant;
  }

  /// With the middle bit for [Deed#FLIP].
  static Tamper with(Deed deed, Predicate<FrameProxy.Passing> meant) {
    return new Tamper(deed, -1, meant);
  }

  /// @param bit counted from the start of the message
  static Tamper flip(int bit, Predicate<FrameProxy.Passing> meant) {
    return new Tamper(Deed.FLIP, bit, meant);
  }

  @Override
  public synchronized List<Bytes> of(FrameProxy.Passing passing) {
    Bytes whole = passing.payload();
    if (!meant.test(passing)) {
      return List.of(whole);
    }
    seen++;
    if (done) {
      return List.of(whole);
    }
    if (deed == Deed.SWAP && held == null) {
      held = whole;
      return List.of();
    }
    done = true;
    return switch (deed) {
      case DROP -> List.of();
      case DUPLICATE -> List.of(whole, whole);
      case SWAP -> held == null ? List.of(whole) : List.of(whole, held);
      case TRUNCATE -> List.of(whole.slice(0, whole.length() - 1));
      case FLIP -> List.of(flipped(whole, bit < 0 ? whole.length() * 4 : bit));
    };
  }

  /// How many messages came that are meant.
  synchronized int seen() {
    return seen;
  }

  synchronized boolean done() {
    return done;
  }

  static Bytes flipped(Bytes whole, int bit) {
    byte[] bytes = whole.toArray();
    bytes[bit / 8] ^= (byte) (1 << (bit % 8));
    return Bytes.owned(bytes);
  }
}
