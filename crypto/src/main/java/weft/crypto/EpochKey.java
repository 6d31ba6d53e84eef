package weft.crypto;

import weft.protocol.Bytes;
import weft.protocol.HostToGuest;

/// The key that seals the stream during one epoch (rules S1, S7).
///
/// @param epoch counts up from 1
/// @param key 32 bytes; prints as its length only
public record EpochKey(long epoch, Bytes key) {
  public EpochKey {
    if (key.length() != Aead.KEY) {
      throw new IllegalArgumentException("an epoch key is 32 bytes, not " + key.length());
    }
  }

  /// A session's first.
  public static EpochKey first() {
    return fresh(1);
  }

  /// The one after this, of which this one tells nothing.
  public EpochKey next() {
    return fresh(epoch + 1);
  }

  public static EpochKey of(HostToGuest.Admitted admitted) {
    return new EpochKey(admitted.epoch(), admitted.epochKey());
  }

  public static EpochKey of(HostToGuest.Epoch epoch) {
    return new EpochKey(epoch.epoch(), epoch.epochKey());
  }

  public HostToGuest.Epoch message() {
    return new HostToGuest.Epoch(epoch, key);
  }

  private static EpochKey fresh(long epoch) {
    return new EpochKey(epoch, Randomness.bytes(Aead.KEY));
  }
}
