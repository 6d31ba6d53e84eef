package weft.protocol;

import weft.protocol.Envelope.Hello;
import weft.protocol.Envelope.Refused;
import weft.protocol.Envelope.Sealed;
import weft.protocol.Envelope.Welcome;

/// The bytes of [Envelope].
public final class EnvelopeCodec {
  private static final int HELLO = 1;
  private static final int SEALED = 2;
  private static final int WELCOME = 3;
  private static final int REFUSED = 4;

  private EnvelopeCodec() {}

  public static Bytes encode(Envelope envelope) {
    return switch (envelope) {
      case Hello hello ->
          new FrameWriter(1 + Sizes.SECRET_ID + Sizes.KEY + hello.sealed().length())
              .u8(HELLO)
              .bytes(hello.secretId(), Sizes.SECRET_ID)
              .bytes(hello.enc(), Sizes.KEY)
              .rest(hello.sealed())
              .done();
      case Sealed sealed ->
          new FrameWriter(1 + FrameWriter.VARINT + sealed.sealed().length())
              .u8(SEALED)
              .varint(sealed.counter())
              .rest(sealed.sealed())
              .done();
      case Welcome welcome ->
          new FrameWriter(1 + Sizes.NONCE + welcome.sealed().length())
              .u8(WELCOME)
              .bytes(welcome.nonce(), Sizes.NONCE)
              .rest(welcome.sealed())
              .done();
      case Refused refused -> new FrameWriter(2).u8(REFUSED).u8(refused.reason().code()).done();
    };
  }

  /// The bytes of `envelope` before its ciphertext, which are authenticated with it (rules H1,
  /// H3).
  public static Bytes associatedData(Envelope envelope) {
    return switch (envelope) {
      case Hello hello -> encode(new Hello(hello.secretId(), hello.enc(), Bytes.EMPTY));
      case Sealed sealed -> encode(new Sealed(sealed.counter(), Bytes.EMPTY));
      case Welcome welcome -> encode(new Welcome(welcome.nonce(), Bytes.EMPTY));
      case Refused refused -> encode(refused);
    };
  }

  public static Decoded<Envelope> decode(Bytes bytes) {
    FrameReader reader = new FrameReader(bytes);
    return switch (reader.u8()) {
      case HELLO ->
          reader.finish(
              new Hello(reader.bytes(Sizes.SECRET_ID), reader.bytes(Sizes.KEY), reader.rest()));
      case SEALED -> reader.finish(new Sealed(reader.varint(), reader.rest()));
      case WELCOME -> reader.finish(new Welcome(reader.bytes(Sizes.NONCE), reader.rest()));
      case REFUSED -> reader.finish(new Refused(Choices.reason(reader)));
      default -> reader.unknownType(0);
    };
  }
}
