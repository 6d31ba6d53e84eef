package weft.protocol;

/// The bytes of a stream frame before its ciphertext: what a relay reads, and what is
/// authenticated with it (rule S1).
public final class StreamHeaderCodec {
  static final int STREAM = 0x13;

  private static final StreamHeader.Kind[] KINDS = StreamHeader.Kind.values();

  private StreamHeaderCodec() {}

  /// The type byte 0x13 and all header fields.
  public static Bytes encode(StreamHeader header) {
    return write(new FrameWriter(length(header)), header).done();
  }

  /// Length of [#encode]'s result.
  public static int length(StreamHeader header) {
    return 2
        + FrameWriter.varintLength(header.epoch())
        + FrameWriter.varintLength(header.seq())
        + FrameWriter.varintLength(header.position());
  }

  static Bytes frame(StreamHeader header, Bytes sealed) {
    FrameWriter writer = new FrameWriter(length(header) + sealed.length());
    return write(writer, header).rest(sealed).done();
  }

  /// Reads the rest of `frame` after its type byte.
  static HostToRelay.Stream read(FrameReader reader, Bytes frame) {
    StreamHeader header =
        new StreamHeader(reader.oneOf(KINDS, 0), reader.varint(), reader.varint(), reader.varint());
    return reader.failed()
        ? new HostToRelay.Stream(header, Bytes.EMPTY)
        : new HostToRelay.Stream(header, reader.rest(), frame);
  }

  private static FrameWriter write(FrameWriter writer, StreamHeader header) {
    return writer
        .u8(STREAM)
        .u8(header.kind().code())
        .varint(header.epoch())
        .varint(header.seq())
        .varint(header.position());
  }
}
