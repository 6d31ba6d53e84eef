package weft.protocol;

import java.util.List;

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

  /// Who may enter (rule A2).
  ///
  /// @param team what those in the owner's team get
  /// @param asking whether others may come and ask
  record Access(Level anyone, Level team, boolean asking, List<Grant> grants)
      implements HostToRelay {
    public Access {
      grants = List.copyOf(grants);
    }
  }

  /// Has a mail sent that says where to go (rule A5).
  record Invite(String email, Level level) implements HostToRelay {}
}
