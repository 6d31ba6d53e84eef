package weft.protocol;

import weft.protocol.GuestToRelay.Ack;
import weft.protocol.GuestToRelay.KeyframePlease;
import weft.protocol.GuestToRelay.PagePlease;
import weft.protocol.GuestToRelay.ToHost;

/// The bytes of [GuestToRelay].
public final class GuestToRelayCodec {
  private static final int TO_HOST = 0x21;
  private static final int ACK = 0x22;
  private static final int KEYFRAME_PLEASE = 0x23;
  private static final int PAGE_PLEASE = 0x24;

  private GuestToRelayCodec() {}

  public static Bytes encode(GuestToRelay message) {
    return switch (message) {
      case ToHost to -> new FrameWriter(1 + to.body().length()).u8(TO_HOST).rest(to.body()).done();
      case Ack ack -> new FrameWriter(1 + FrameWriter.VARINT).u8(ACK).varint(ack.seq()).done();
      case KeyframePlease _ -> new FrameWriter(1).u8(KEYFRAME_PLEASE).done();
      case PagePlease please -> PageHeaderCodec.ask(PAGE_PLEASE, please.page());
    };
  }

  public static Decoded<GuestToRelay> decode(Bytes frame) {
    FrameReader reader = new FrameReader(frame);
    return switch (reader.u8()) {
      case TO_HOST -> reader.finish(new ToHost(reader.rest()));
      case ACK -> reader.finish(new Ack(reader.varint()));
      case KEYFRAME_PLEASE -> reader.finish(new KeyframePlease());
      case PAGE_PLEASE -> reader.finish(new PagePlease(PageHeaderCodec.readId(reader)));
      default -> reader.unknownType(0);
    };
  }
}
