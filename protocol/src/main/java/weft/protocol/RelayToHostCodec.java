package weft.protocol;

import weft.protocol.RelayToHost.Account;
import weft.protocol.RelayToHost.Arrived;
import weft.protocol.RelayToHost.Challenge;
import weft.protocol.RelayToHost.Claimed;
import weft.protocol.RelayToHost.Close;
import weft.protocol.RelayToHost.Departed;
import weft.protocol.RelayToHost.FromGuest;
import weft.protocol.RelayToHost.Invited;
import weft.protocol.RelayToHost.KeyframeWanted;
import weft.protocol.RelayToHost.Known;
import weft.protocol.RelayToHost.PageWanted;

/// The bytes of [RelayToHost].
public final class RelayToHostCodec {
  static final int CHALLENGE = 0x01;
  private static final int CLAIMED = 0x02;
  private static final int ARRIVED = 0x03;
  private static final int DEPARTED = 0x04;
  private static final int FROM_GUEST = 0x05;
  private static final int KEYFRAME_WANTED = 0x06;
  private static final int PAGE_WANTED = 0x07;
  private static final int ACCOUNT = 0x08;
  private static final int KNOWN = 0x09;
  private static final int INVITED = 0x0A;
  static final int CLOSE = 0x0F;

  private static final int ANYONE = 1;
  private static final int TEAM = 2;

  private RelayToHostCodec() {}

  public static Bytes encode(RelayToHost message) {
    return switch (message) {
      case Challenge challenge ->
          new FrameWriter(2 + Sizes.NONCE)
              .u8(CHALLENGE)
              .u8(challenge.version())
              .bytes(challenge.nonce(), Sizes.NONCE)
              .done();
      case Claimed claimed ->
          new FrameWriter(64)
              .u8(CLAIMED)
              .text(claimed.address())
              .varint(claimed.sessionBytes())
              .done();
      case Arrived arrived -> guestFrame(ARRIVED, arrived.guest());
      case Departed departed -> guestFrame(DEPARTED, departed.guest());
      case FromGuest from ->
          new FrameWriter(1 + FrameWriter.VARINT + from.body().length())
              .u8(FROM_GUEST)
              .varint(from.guest().number())
              .rest(from.body())
              .done();
      case KeyframeWanted _ -> new FrameWriter(1).u8(KEYFRAME_WANTED).done();
      case PageWanted wanted -> PageHeaderCodec.ask(PAGE_WANTED, wanted.page());
      case Account account ->
          new FrameWriter(64)
              .u8(ACCOUNT)
              .text(account.email())
              .u8((account.anyone() ? ANYONE : 0) | (account.team() ? TEAM : 0))
              .done();
      case Known known ->
          new FrameWriter(96)
              .u8(KNOWN)
              .varint(known.guest().number())
              .text(known.email())
              .text(known.name())
              .bool(known.team())
              .done();
      case Invited invited ->
          new FrameWriter(64).u8(INVITED).text(invited.email()).u8(invited.outcome().code()).done();
      case Close close -> encodeClose(close);
    };
  }

  public static Decoded<RelayToHost> decode(Bytes frame) {
    FrameReader reader = new FrameReader(frame);
    return switch (reader.u8()) {
      case CHALLENGE -> reader.finish(new Challenge(reader.u8(), reader.bytes(Sizes.NONCE)));
      case CLAIMED -> reader.finish(new Claimed(reader.text(), reader.varint()));
      case ARRIVED -> reader.finish(new Arrived(new GuestId(reader.varint())));
      case DEPARTED -> reader.finish(new Departed(new GuestId(reader.varint())));
      case FROM_GUEST -> reader.finish(new FromGuest(new GuestId(reader.varint()), reader.rest()));
      case KEYFRAME_WANTED -> reader.finish(new KeyframeWanted());
      case PAGE_WANTED -> reader.finish(new PageWanted(PageHeaderCodec.readId(reader)));
      case ACCOUNT -> reader.finish(account(reader));
      case KNOWN ->
          reader.finish(
              new Known(new GuestId(reader.varint()), reader.text(), reader.text(), reader.bool()));
      case INVITED -> reader.finish(new Invited(reader.text(), Choices.inviteOutcome(reader)));
      case CLOSE -> reader.finish(new Close(Choices.reason(reader)));
      default -> reader.unknownType(0);
    };
  }

  private static Account account(FrameReader reader) {
    String email = reader.text();
    int flags = reader.flags(ANYONE | TEAM);
    return new Account(email, (flags & ANYONE) != 0, (flags & TEAM) != 0);
  }

  static Bytes encodeClose(Close close) {
    return new FrameWriter(2).u8(CLOSE).u8(close.reason().code()).done();
  }

  private static Bytes guestFrame(int type, GuestId guest) {
    return new FrameWriter(1 + FrameWriter.VARINT).u8(type).varint(guest.number()).done();
  }
}
