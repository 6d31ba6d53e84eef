package weft.protocol;

/// What a host says to a relay (PROTOCOL.md section 3).
public sealed interface HostToRelay {
  record Claim(int version, Bytes signingKey, Bytes agreementKey, Bytes signature)
      implements HostToRelay {}

  record ToGuest(GuestId guest, Bytes body) implements HostToRelay {}

  /// One sealed frame of the stream.
  ///
  /// @param sealed the ciphertext, a part of `frame`
  /// @param frame `header` and `sealed` as every hop forwards them, byte for byte
  record Stream(StreamHeader header, Bytes sealed, Bytes frame)
      implements HostToRelay, RelayToGuest {
    public Stream {
      if (frame.length() - sealed.length() != StreamHeaderCodec.length(header)) {
        throw new IllegalArgumentException("the frame is not header and ciphertext");
      }
    }

    /// Puts the frame's bytes together, in a new array.
    public Stream(StreamHeader header, Bytes sealed) {
      this(header, sealed, StreamHeaderCodec.frame(header, sealed));
    }
  }

  /// Sealed rows of history, for every guest that asks.
  ///
  /// @param sealed the ciphertext, a part of `frame`
  /// @param frame as every hop forwards it, byte for byte
  record Page(PageHeader header, Bytes sealed, Bytes frame) implements HostToRelay, RelayToGuest {}

  record Admit(GuestId guest) implements HostToRelay {}

  record Dismiss(GuestId guest, Reason reason) implements HostToRelay {}

  record End(Reason reason) implements HostToRelay {}
}
