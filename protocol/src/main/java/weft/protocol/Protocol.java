package weft.protocol;

import java.util.OptionalInt;

/// The version both sides must agree on (rule L4).
public final class Protocol {
  public static final int VERSION = 1;

  private Protocol() {}

  /// The version byte of a CHALLENGE, CLAIM or HOST frame of any version of the protocol; empty
  /// for all else. Ask this before decoding such a frame: another version's may have another
  /// body.
  public static OptionalInt versionOf(Bytes frame) {
    if (frame.length() < 2) {
      return OptionalInt.empty();
    }
    return switch (frame.at(0)) {
      case RelayToHostCodec.CHALLENGE, HostToRelayCodec.CLAIM, RelayToGuestCodec.HOST ->
          OptionalInt.of(frame.at(1) & 0xff);
      default -> OptionalInt.empty();
    };
  }
}
