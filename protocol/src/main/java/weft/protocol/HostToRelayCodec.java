package weft.protocol;

import java.util.ArrayList;
import java.util.List;
import weft.protocol.HostToRelay.Access;
import weft.protocol.HostToRelay.Admit;
import weft.protocol.HostToRelay.Claim;
import weft.protocol.HostToRelay.Dismiss;
import weft.protocol.HostToRelay.End;
import weft.protocol.HostToRelay.Invite;
import weft.protocol.HostToRelay.Page;
import weft.protocol.HostToRelay.Stream;
import weft.protocol.HostToRelay.ToGuest;

/// The bytes of [HostToRelay].
public final class HostToRelayCodec {
  static final int CLAIM = 0x11;
  private static final int TO_GUEST = 0x12;
  private static final int ADMIT = 0x14;
  private static final int DISMISS = 0x15;
  private static final int END = 0x16;
  private static final int ACCESS = 0x18;
  private static final int INVITE = 0x19;

  private HostToRelayCodec() {}

  public static Bytes encode(HostToRelay message) {
    return switch (message) {
      case Claim claim ->
          new FrameWriter(2 + 2 * Sizes.KEY + Sizes.SIGNATURE)
              .u8(CLAIM)
              .u8(claim.version())
              .bytes(claim.signingKey(), Sizes.KEY)
              .bytes(claim.agreementKey(), Sizes.KEY)
              .bytes(claim.signature(), Sizes.SIGNATURE)
              .done();
      case ToGuest to ->
          new FrameWriter(1 + FrameWriter.VARINT + to.body().length())
              .u8(TO_GUEST)
              .varint(to.guest().number())
              .rest(to.body())
              .done();
      case Stream stream -> stream.frame();
      case Page page -> page.frame();
      case Admit admit ->
          new FrameWriter(1 + FrameWriter.VARINT).u8(ADMIT).varint(admit.guest().number()).done();
      case Dismiss dismiss ->
          new FrameWriter(2 + FrameWriter.VARINT)
              .u8(DISMISS)
              .varint(dismiss.guest().number())
              .u8(dismiss.reason().code())
              .done();
      case End end -> new FrameWriter(2).u8(END).u8(end.reason().code()).done();
      case Access access -> {
        FrameWriter writer =
            new FrameWriter(64)
                .u8(ACCESS)
                .u8(access.anyone().code())
                .u8(access.team().code())
                .bool(access.asking())
                .varint(access.grants().size());
        access.grants().forEach(grant -> writer.text(grant.email()).u8(grant.level().code()));
        yield writer.done();
      }
      case Invite invite ->
          new FrameWriter(64).u8(INVITE).text(invite.email()).u8(invite.level().code()).done();
    };
  }

  public static Decoded<HostToRelay> decode(Bytes frame) {
    FrameReader reader = new FrameReader(frame);
    return switch (reader.u8()) {
      case CLAIM ->
          reader.finish(
              new Claim(
                  reader.u8(),
                  reader.bytes(Sizes.KEY),
                  reader.bytes(Sizes.KEY),
                  reader.bytes(Sizes.SIGNATURE)));
      case TO_GUEST -> reader.finish(new ToGuest(new GuestId(reader.varint()), reader.rest()));
      case StreamHeaderCodec.STREAM -> reader.finish(StreamHeaderCodec.read(reader, frame));
      case PageHeaderCodec.PAGE -> reader.finish(PageHeaderCodec.read(reader, frame));
      case ADMIT -> reader.finish(new Admit(new GuestId(reader.varint())));
      case DISMISS ->
          reader.finish(new Dismiss(new GuestId(reader.varint()), Choices.reason(reader)));
      case END -> reader.finish(new End(Choices.reason(reader)));
      case ACCESS ->
          reader.finish(
              new Access(
                  Choices.level(reader), Choices.level(reader), reader.bool(), grants(reader)));
      case INVITE -> reader.finish(new Invite(reader.text(), Choices.level(reader)));
      default -> reader.unknownType(0);
    };
  }

  private static List<Grant> grants(FrameReader reader) {
    List<Grant> grants = new ArrayList<>();
    long count = reader.varint();
    for (long i = 0; i < count && !reader.failed(); i++) {
      grants.add(new Grant(reader.text(), Choices.level(reader)));
    }
    return grants;
  }
}
