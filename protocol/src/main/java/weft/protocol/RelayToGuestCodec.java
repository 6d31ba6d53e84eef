package weft.protocol;

import weft.protocol.HostToRelay.Page;
import weft.protocol.HostToRelay.Stream;
import weft.protocol.RelayToGuest.Ended;
import weft.protocol.RelayToGuest.FromHost;
import weft.protocol.RelayToGuest.Host;
import weft.protocol.RelayToHost.Close;

/// The bytes of [RelayToGuest].
public final class RelayToGuestCodec {
  static final int HOST = 0x31;
  private static final int FROM_HOST = 0x32;
  private static final int ENDED = 0x33;

  private RelayToGuestCodec() {}

  public static Bytes encode(RelayToGuest message) {
    return switch (message) {
      case Host host ->
          new FrameWriter(3 + 2 * Sizes.KEY)
              .u8(HOST)
              .u8(host.version())
              .bool(host.here())
              .bytes(host.signingKey(), Sizes.KEY)
              .bytes(host.agreementKey(), Sizes.KEY)
              .done();
      case FromHost from ->
          new FrameWriter(1 + from.body().length()).u8(FROM_HOST).rest(from.body()).done();
      case Ended ended -> new FrameWriter(2).u8(ENDED).u8(ended.reason().code()).done();
      case Stream stream -> stream.frame();
      case Page page -> page.frame();
      case Close close -> RelayToHostCodec.encodeClose(close);
    };
  }

  public static Decoded<RelayToGuest> decode(Bytes frame) {
    FrameReader reader = new FrameReader(frame);
    return switch (reader.u8()) {
      case HOST ->
          reader.finish(
              new Host(
                  reader.u8(), reader.bool(), reader.bytes(Sizes.KEY), reader.bytes(Sizes.KEY)));
      case FROM_HOST -> reader.finish(new FromHost(reader.rest()));
      case ENDED -> reader.finish(new Ended(Choices.reason(reader)));
      case StreamHeaderCodec.STREAM -> reader.finish(StreamHeaderCodec.read(reader, frame));
      case PageHeaderCodec.PAGE -> reader.finish(PageHeaderCodec.read(reader, frame));
      case RelayToHostCodec.CLOSE -> reader.finish(new Close(Choices.reason(reader)));
      default -> reader.unknownType(0);
    };
  }
}
