package weft.protocol;

/// What passes between one guest and the host inside TO_HOST and TO_GUEST (PROTOCOL.md section
/// 5).
public sealed interface Envelope {
  /// @param secretId which secret the guest holds, 8 bytes
  /// @param enc HPKE's encapsulated key, 32 bytes
  record Hello(Bytes secretId, Bytes enc, Bytes sealed) implements Envelope {}

  record Sealed(long counter, Bytes sealed) implements Envelope {}

  record Welcome(Bytes nonce, Bytes sealed) implements Envelope {}

  record Refused(Reason reason) implements Envelope {}
}
